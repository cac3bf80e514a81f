"""Where the runs of a scenario stand on their way."""

from collections.abc import Iterable

from sim.binding import Case
from sim.binding.luck import Luck
from sim.kernel.engine.keep import Path
from sim.kernel.state import SYMBOLS, State


def states_at(case: Case, luck: Luck, steps: Iterable[int]) -> dict[int, State]:
    """Step -> the state of every run after it; step 0 is the start."""
    keep = {x: Path(case.slots(x), initial=True) for x in SYMBOLS.values()}
    kept = case.keep(luck, keep)
    return {
        step: State(**{field: kept[x][step].T for field, x in SYMBOLS.items()}) for step in steps
    }
