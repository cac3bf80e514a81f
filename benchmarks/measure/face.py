"""What both sides have, under the names that each has for it."""

from collections.abc import Callable
from typing import Any

from sim.world import Scenario, World


def build_case(world: World, scenario: Scenario) -> Any:
    """A scenario bound to its world."""
    try:
        from sim.binding import build_case as bind
    except ModuleNotFoundError:  # as it was called before
        from sim.build import build_case as bind  # type: ignore[import-not-found,no-redef]
    return bind(world, scenario)


def whole_runs(case: Any, runs: int, steps: int) -> Callable[[], None]:
    """Work that runs a case with nothing recorded; values and luck are drawn before it.

    As many runs are rolled together as each side does in its ensembles.
    """
    together = 1000 if hasattr(case, "keep") else 250
    luck = case.luck(0, 0, runs, steps)
    parts = [luck.part(start, start + together) for start in range(0, runs, together)]
    batches = [case.batch(part.values) for part in parts]

    def work() -> None:
        for part, batch in zip(parts, batches, strict=True):
            if hasattr(case, "keep"):
                case.keep(part, {}, batch)
            else:
                for _ in case.roll(part, batch):
                    pass

    return work
