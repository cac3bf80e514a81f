"""The laws as texts, and the engines that run them: one kernel serves one run and a million.

Knows numpy and nothing else. In a law every symbol is one number for each run; axes are named in
:mod:`sim.kernel.frame`. How it hangs together is told in ``docs/kernel.md``.
"""
