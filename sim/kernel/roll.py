"""A batch of runs from start to end, one step after another."""

from collections.abc import Callable, Iterator

from sim.kernel.decide import Decide, Script, odds
from sim.kernel.fold import Floats
from sim.kernel.laws import Batch
from sim.kernel.step import Moment, step

Draws = Callable[[int], Floats]  # step -> (run, instrument) uniforms
Scripts = Callable[[int], Script | None]


def roll(
    batch: Batch, steps: int, draws: Draws, scripts: Scripts, decide: Decide = odds
) -> Iterator[Moment]:
    """Yield each step's moment, 1 to ``steps``; what to keep of it is the caller's business."""
    state = batch.start
    for number in range(1, steps + 1):
        moment = step(batch, state, number, draws(number), scripts(number), decide)
        yield moment
        state = moment.after
