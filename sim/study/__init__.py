"""Many runs: ensembles, paired comparison, and what the laws say about stability."""

from sim.study.reproduction import Reproduction, reproduction
from sim.study.run import run

__all__ = ["Reproduction", "reproduction", "run"]
