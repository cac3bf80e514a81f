"""What more can be known of the runs that are kept whole, made anew when it is asked for."""

import numpy as np

from sim.binding.directions import SYMBOLS
from sim.binding.watch import hits, needs
from sim.kernel.engine.keep import Keep, Path
from sim.results import ARMS, Ensemble
from sim.study.ensemble.pairing import arms_of, pair
from sim.world import Scenario, World

PATHS = ("assurance", "dependence")
FURTHER = {
    **dict.fromkeys(PATHS, ("arm", "run", "step", "pair")),
    "came_true": ("arm", "run", "indicator"),
    "value": ("arm", "run", "path"),
}
"""What is made anew, and its dimensions."""


def further(
    world: World, scenario: Scenario, baseline: Scenario, *, runs: int, seed: int, steps: int
) -> Ensemble:
    """Of the first ``runs`` pairs of runs: assurance, dependence, indicators and drawn values.

    The same runs as those of :func:`sim.study.ensemble.run.run`, at about half their cost. A value
    that an arm does not have is no number.
    """
    pairing = pair(world, scenario, baseline)
    cases, names = pairing.cases, pairing.with_.names
    found = []
    paths = list(dict.fromkeys(path for case in cases for path in case.values.paths))
    for case, luck, batch in arms_of(cases, seed, 0, runs, steps):
        seen = list(case.frame.seen)
        keep: dict[str, Keep] = {
            name: Path(case.slots(SYMBOLS[name], seen), np.float32, initial=True) for name in PATHS
        }
        kept = case.keep(luck, {**keep, **needs(pairing.watches, case)}, batch)
        drawn = case.values.quantile(luck.values)
        values = np.full((runs, len(paths)), np.nan)
        values[:, [paths.index(path) for path in case.values.paths]] = drawn
        found.append(
            {
                **{name: np.moveaxis(kept[name], -1, 0) for name in PATHS},
                "came_true": hits(pairing.watches, case, kept),
                "value": values,
            }
        )
    return Ensemble(
        {name: np.stack([arm[name] for arm in found]) for name in FURTHER},
        FURTHER,
        {
            "arm": ARMS,
            "pair": names.seen_pairs,
            "indicator": tuple(watch.indicator.id for watch in pairing.watches),
            "path": tuple(paths),
        },
    )
