"""Motives: why an actor would rather do one thing than another. One file each.

A motive says what the good of each party m is worth to actor o, so that the utility of act k is
Σ_m worth[m] · x[k,m]; or it says how much the owner of an act likes it. Both are before the actor's
weight of the motive. Only departures from the reference state tilt a choice, so constants cancel.
"""
