"""A sensitivity study, ready to run: the whole answer, the screening, the shares."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.results.sensitivity import Moments, Sensitivity
from sim.study.limits import WORKERS
from sim.study.progress import Progress, Stages
from sim.study.sensitivity.design import Design
from sim.study.sensitivity.indices import Indices, apportion
from sim.study.sensitivity.points import Probe
from sim.study.sensitivity.rows import by_source, by_value
from sim.study.sensitivity.screening import Screening, screen
from sim.study.sensitivity.spread import DRAWN, Spread, everywhere
from sim.world import Quantity, Scenario, World


@dataclass(frozen=True)
class Survey:
    """A sensitivity study, ready to run."""

    world: World  # without what the scenarios set
    scenario: Scenario
    baseline: Scenario
    probe: Probe
    design: Design
    named: tuple[str, ...] | None  # the values to apportion; None: the top of the screening

    @property
    def quantities(self) -> Mapping[str, Quantity]:
        """The values of both arms by path; one that both set is the scenario's."""
        return {**self.baseline.quantities(self.world), **self.scenario.quantities(self.world)}

    @property
    def runs(self) -> int:
        """How many runs (pairs of runs, for a difference) it takes."""
        design, values = self.design, len(self.probe.ranged)
        points = DRAWN
        if design.screens:
            points += design.trajectories * (values + 1)
        if design.apportions:
            apportioned = min(design.top, values) if self.named is None else len(self.named)
            points += design.samples * (apportioned + 2)
        return points * design.runs_per_point

    def run(self, workers: int = 1, progress: Progress | None = None) -> Sensitivity:
        """Examine the answer; ``workers`` threads share the work and change no bit."""
        WORKERS.check(workers)
        probe, design = self.probe, self.design
        runs, seed = design.runs_per_point, design.seed
        stages = Stages(progress)
        whole = everywhere(probe, runs, seed, workers, stages.stage())
        screened, values = None, self.named or ()
        if design.screens:
            screened = screen(probe, design.trajectories, runs, seed, workers, stages.stage())
            values = self._best(screened) if self.named is None else self.named
        shares = None
        if design.apportions:
            shares = apportion(probe, values, design.samples, runs, seed, workers, stages.stage())
        return self._result(whole, screened, shares, values)

    def _best(self, screened: Screening) -> tuple[str, ...]:
        """The values that move the answer most, in canonical order."""
        best = np.argsort(-screened.mu_star, kind="stable")[: self.design.top]
        return tuple(self.probe.ranged[place] for place in np.sort(best))

    def _result(
        self,
        whole: Spread,
        screened: Screening | None,
        shares: Indices | None,
        values: tuple[str, ...],
    ) -> Sensitivity:
        outcome, quantities = self.probe.outcome, self.quantities
        rows = by_value(quantities, [(self.probe.ranged, screened), (values, shares)])
        return Sensitivity(
            scenario=self.scenario.id,
            title=self.scenario.title,
            baseline=self.baseline.id,
            baseline_title=self.baseline.title,
            of=outcome.name,
            of_title=outcome.title,
            of_kind="alignment" if outcome.watch is None else "indicator",
            level=self.probe.without is None,
            method=self.design.method,
            steps=self.probe.steps,
            seed=self.design.seed,
            ranged=len(self.probe.ranged),
            trajectories=self.design.trajectories if screened else 0,
            samples=self.design.samples if shares else 0,
            runs_per_point=self.design.runs_per_point,
            runs=self.runs,
            answer=_answer(whole),
            few=None if shares is None else _answer(shares.spread),
            rows=rows,
            sources=by_source(quantities, rows),
        )


def _answer(found: Spread) -> Moments:
    return Moments(found.mean, found.error, float(np.sqrt(found.variance)), found.share)
