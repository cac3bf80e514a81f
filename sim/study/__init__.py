"""Many runs: what a scenario does, why, how sure that is, and whether it can be believed.

One folder for each question; nothing is imported here, so that a command loads only what it needs.
"""
