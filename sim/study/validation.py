"""Everything the model is held against, gathered for one page."""

from collections.abc import Sequence

from sim.results.card import Card
from sim.results.validation import Effort, Validation
from sim.study.backtest import backtest
from sim.study.backtest.backtest import WHOLE as WHOLE_RECORD
from sim.study.backtest.timeline import score_timeline
from sim.study.docking import WHOLE as WHOLE_DOCKING
from sim.study.docking import dockings
from sim.study.progress import Progress, untold
from sim.study.rates.derived import derived
from sim.study.scorecard import WHOLE as WHOLE_CARD
from sim.study.scorecard import scorecard
from sim.study.scorecard.inputs import from_record
from sim.world import Scenario, World, load_scenario
from sim.world.provenance import assumed_alone, kinds_cited
from sim.world.record import load_record
from sim.world.timeline import Timeline

WHOLE = 1000  # what progress counts up to
DOCKED = "pact"  # the scenario under which the rival model is compared
_DOCKED, _JUDGED, _SCORED = 100, 800, 950  # of it, when dockings, scorecard and backtest are done


def validation(
    world: World,
    scored: Sequence[tuple[Scenario, Timeline]],
    effort: Effort,
    *,
    report: Progress = untold,
) -> Validation:
    """Run every check; each scenario of ``scored`` is scored on its timeline.

    Raises ``WorldError`` for a world that comes with no record.
    """
    seed, workers = effort.seed, effort.workers
    values = world.quantities().values()
    return Validation(
        world=world,
        effort=effort,
        dockings=dockings(
            world, load_scenario(DOCKED, world), _part(report, 0, _DOCKED, WHOLE_DOCKING)
        ),
        card=_card(world, effort, _part(report, _DOCKED, _JUDGED, WHOLE_CARD)),
        backtest=backtest(
            world,
            load_scenario("baseline", world),
            runs=effort.origin_runs,
            seed=seed,
            workers=workers,
            progress=_part(report, _JUDGED, _SCORED, WHOLE_RECORD),
        ),
        timelines=tuple(
            score_timeline(
                world,
                timeline,
                scenario,
                load_scenario(scenario.against, world),
                runs=effort.timeline_runs,
                seed=seed,
            )
            for scenario, timeline in scored
        ),
        rates=derived(world, load_record(world)),
        cited=kinds_cited(values),
        assumed=assumed_alone(values),
        values=len(values),
        in_view=_in_view(world),
    )


def _part(report: Progress, start: int, end: int, whole: int) -> Progress:
    """What a part of the work is told to call, which counts up to ``whole``."""
    return lambda done: report(start + (end - start) * done // whole)


def _in_view(world: World) -> tuple[str, ...]:
    answers = () if world.scorecard is None else world.scorecard.answers
    return tuple(sorted({path for answer in answers for path in from_record(world, answer)}))


def _card(world: World, effort: Effort, report: Progress) -> Card | None:
    if world.scorecard is None or not world.scorecard.tests:
        return None
    return scorecard(
        world, draws=effort.draws, seed=effort.seed, workers=effort.workers, report=report
    )


__all__ = ["WHOLE", "Effort", "Validation", "validation"]
