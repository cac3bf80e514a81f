"""Mechanisms: named causes of a change in alignment. One file each, around its short equation.

In the equations o is the owner of the deed, and what it does is multiplied by how far it was a
surprise: see :mod:`sim.kernel.deeds`. What is not yielded does not move an alignment, and what is
yielded is booked in the ledger.
"""
