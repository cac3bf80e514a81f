"""The laws on arrays: one kernel serves one run and a million.

Knows numpy and nothing else. Every function is pure; every array's leading axis is the run.
Axes are named in :mod:`sim.kernel.frame`.
"""
