"""Many runs: ensembles, paired comparison, and what the laws say about stability."""

from sim.study.compare import compare
from sim.study.diagnose import diagnose
from sim.study.explain import explain
from sim.study.reproduction import Reproduction, reproduction
from sim.study.run import run
from sim.study.sensitivity import sensitivity

__all__ = ["Reproduction", "compare", "diagnose", "explain", "reproduction", "run", "sensitivity"]
