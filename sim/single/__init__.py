"""One run: mesa's model and agents as a thin face on the kernel. The only room that knows mesa.

>>> from sim.single import EscalationModel
>>> model = EscalationModel(scenario="dangerous_dominoes", seed=0, run=417)
>>> model.choose("KOR", "kor_indirect_aid")
>>> model.step()
"""

from sim.single.actor import StateActor
from sim.single.futures import Futures
from sim.single.model import EscalationModel
from sim.single.month import Deed, Month
from sim.single.options import Decision, Line, Option, Options
from sim.single.record import Record
from sim.single.why import Cause, Why

__all__ = [
    "Cause",
    "Decision",
    "Deed",
    "EscalationModel",
    "Futures",
    "Line",
    "Month",
    "Option",
    "Options",
    "Record",
    "StateActor",
    "Why",
]
