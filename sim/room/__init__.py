"""The live room: a class plays a crisis month by month, bets on it, and sees why.

``core`` knows what a class has done and what follows from it, and no network. ``web`` is a thin
shell around it: pages, sockets, addresses.
"""
