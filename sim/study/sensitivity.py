"""``sensitivity``: which of all the values an answer hangs on, and which sources."""

from dataclasses import dataclass
from typing import NoReturn

import numpy as np

from sim.build import Case, build_case
from sim.kernel.fold import Floats, Ints
from sim.results.sensitivity import Answer, Method, Sensitivity
from sim.study.indices import Indices, apportion
from sim.study.outcome import Outcome, alignment_of, outcome_of
from sim.study.points import Probe, Progress
from sim.study.screening import Screening, screen
from sim.study.sensitivity_rows import by_source, by_value
from sim.world import Problem, Scenario, World, WorldError
from sim.world.problems import suggest

PILOT_RUNS = 500  # pairs that show which alignment the scenario shifts most
ALL_AT_ONCE = 40  # so many values need no screening before Sobol' indices


@dataclass(frozen=True)
class Design:
    """How thoroughly to look.

    ``trajectories`` of the screening, ``samples`` (a power of two) of the Sobol' design, runs at
    each point, and the ``top`` values of the screening that get Sobol' indices, unless ``values``
    names them.
    """

    method: Method = "both"
    trajectories: int = 10
    samples: int = 512
    runs_per_point: int = 16
    top: int = 12
    values: tuple[str, ...] = ()
    seed: int = 0

    @property
    def screens(self) -> bool:
        """Whether every ranged value is screened."""
        return self.method != "sobol"

    @property
    def apportions(self) -> bool:
        """Whether the variance is shared out among some values."""
        return self.method != "morris"


@dataclass(frozen=True)
class Survey:
    """A sensitivity study, ready to run."""

    world: World  # the scenario's, with what it sets
    scenario: Scenario
    baseline: Scenario
    probe: Probe
    design: Design
    named: Ints | None  # columns of the values to apportion; None: the top of the screening

    @property
    def runs(self) -> int:
        """How many runs (pairs of runs, for a difference) it takes."""
        return self._screening_runs + self._apportioning_runs

    def run(self, workers: int = 1, progress: Progress | None = None) -> Sensitivity:
        """Examine the answer; ``workers`` processes share the work and change no bit."""
        screened = self._screen(workers, progress) if self.design.screens else None
        columns = self._chosen(screened)
        found = self._apportion(columns, workers, progress) if self.design.apportions else None
        rows = by_value(self.world, self.probe, screened, columns, found)
        outcome = self.probe.outcome
        return Sensitivity(
            scenario=self.scenario.id,
            title=self.scenario.title,
            baseline=self.baseline.id,
            baseline_title=self.baseline.title,
            of=outcome.name,
            of_title=outcome.title,
            kind="alignment" if outcome.watch is None else "indicator",
            level=self.probe.without is None,
            method=self.design.method,
            steps=self.probe.steps,
            seed=self.design.seed,
            ranged=len(self.probe.ranged),
            trajectories=self.design.trajectories if screened else 0,
            samples=self.design.samples if found else 0,
            runs_per_point=self.design.runs_per_point,
            runs=self.runs,
            answer=_answer(screened),
            few=_answer(found),
            rows=rows,
            sources=by_source(self.world, rows),
        )

    @property
    def _screening_runs(self) -> int:
        if not self.design.screens:
            return 0
        points = self.design.trajectories * (len(self.probe.ranged) + 1)
        return points * self.design.runs_per_point

    @property
    def _apportioning_runs(self) -> int:
        if not self.design.apportions:
            return 0
        values = min(self.design.top, len(self.probe.ranged))
        values = values if self.named is None else len(self.named)
        return self.design.samples * (values + 2) * self.design.runs_per_point

    def _screen(self, workers: int, progress: Progress | None) -> Screening:
        design = self.design
        return screen(
            self.probe, design.trajectories, design.runs_per_point, design.seed, workers, progress
        )

    def _apportion(self, columns: Ints, workers: int, progress: Progress | None) -> Indices:
        done, design = self._screening_runs, self.design
        further = None if progress is None else lambda runs: progress(done + runs)
        return apportion(
            self.probe,
            columns,
            design.samples,
            design.runs_per_point,
            design.seed,
            workers,
            further,
        )

    def _chosen(self, screened: Screening | None) -> Ints:
        """Columns of the values to apportion, in canonical order."""
        if self.named is not None or screened is None:
            assert self.named is not None
            return self.named
        best = np.argsort(-screened.mu_star, kind="stable")[: self.design.top]
        return self.probe.ranged[np.sort(best)]


def survey(
    world: World,
    scenario: Scenario,
    baseline: Scenario,
    *,
    of: str | None = None,
    level: bool = False,
    design: Design | None = None,
) -> Survey:
    """Prepare a study of what an answer hangs on. Raises ``WorldError`` for what cannot be asked.

    ``of`` is an alignment (``RUS>KOR``) or an indicator; default: the alignment that the scenario
    shifts most. ``level`` asks for the outcome under the scenario, not for what it changes.
    """
    design = Design() if design is None else design
    with_, without = build_case(world, scenario), build_case(world, baseline)
    if not level and _alike(scenario, baseline):
        _refuse(
            f"{scenario.id} differs in nothing from {baseline.id}, so it has no effect to examine",
            "Add --level with --of, or compare with another scenario (--against)",
        )
    if level and of is None:
        _refuse("--level needs to know of what", "Add --of with an indicator or an alignment")
    asked: Outcome
    if of is not None:
        asked = outcome_of(of, world, scenario, with_.names)
    else:
        asked = largest_shift(world, with_, without, design.seed, scenario.steps)
    probe = Probe(with_, None if level else without, asked, scenario.steps)
    if not len(probe.ranged):
        _refuse("no value of this world has a range", "Give the values in question a range")
    named = _named(design, probe)
    return Survey(scenario.apply(world), scenario, baseline, probe, design, named)


def sensitivity(
    world: World,
    scenario: Scenario,
    baseline: Scenario,
    *,
    of: str | None = None,
    level: bool = False,
    design: Design | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> Sensitivity:
    """What an answer hangs on; see :func:`survey`."""
    ready = survey(world, scenario, baseline, of=of, level=level, design=design)
    return ready.run(workers, progress)


def largest_shift(world: World, with_: Case, without: Case, seed: int, steps: int) -> Outcome:
    """The alignment that the scenario shifts most on average, over a few hundred pairs of runs."""
    luck = with_.luck(seed, 0, PILOT_RUNS, steps)
    ends: list[Floats] = []
    for case in (with_, without):
        last = case.batch(luck.values).start
        for moment in case.roll(luck):
            last = moment.after
        ends.append(last.alignment.mean(axis=0))
    names = with_.names
    size = dict(zip(names.pairs, np.abs(ends[0] - ends[1]), strict=True))
    return alignment_of(max(names.seen_pairs, key=size.__getitem__), world, names)


def _alike(one: Scenario, other: Scenario) -> bool:
    scripts = [{(event.step, event.action) for event in each.events} for each in (one, other)]
    rest = [(each.set, each.off, each.decision) for each in (one, other)]
    return scripts[0] == scripts[1] and rest[0] == rest[1]


def _named(design: Design, probe: Probe) -> Ints | None:
    """Columns of the values named for Sobol' indices; None where the screening is to choose."""
    if not design.apportions:
        return None
    paths = probe.with_.values.paths
    ranged = {paths[column]: column for column in probe.ranged}
    for path in design.values:
        if path not in paths:
            _refuse(f"unknown value `{path}`", suggest(path, ranged))
        if path not in ranged:
            _refuse(f"`{path}` has no range", "Name values that have one: sim show shows ranges")
    if design.values:
        return np.array(sorted({ranged[path] for path in design.values}), dtype=np.intp)
    if design.screens:
        return None
    if len(ranged) > ALL_AT_ONCE:
        _refuse(
            f"Sobol' indices of all {len(ranged)} values would take too many runs",
            "Name some with --value, or use --method both: the screening names them",
        )
    return probe.ranged


def _answer(found: Screening | Indices | None) -> Answer | None:
    if found is None:
        return None
    return Answer(found.mean, float(np.sqrt(found.spread.variance)), found.spread.share)


def _refuse(said: str, hint: str) -> NoReturn:
    raise WorldError([Problem("", 0, said, hint)])
