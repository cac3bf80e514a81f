"""The whole scorecard, from a world's tests to rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from sim.results.card import Card, FlipRow, FormRow, VerdictRow, verdict
from sim.study.scorecard import flips
from sim.study.scorecard.answers import answer_rows
from sim.study.scorecard.trials import Plan, Progress, blocks, joined, plan, run_blocks, without
from sim.study.scorecard.verdicts import Outcome, outcome
from sim.world import World
from sim.world.scorecard import CausalTest, Observable, Scorecard
from sim.world.variant import ALWAYS_ON

INNER = 6  # inner runs of each draw
FORM_DRAWS, FORM_INNER = 100, 2  # the same for each form of the model that lacks one cause
WHOLE = 1000  # what progress counts up to


@dataclass
class Meter:
    """Turns run-steps rolled into parts of the whole; the share of flips is an upper bound."""

    whole: int
    report: Callable[[int], None]
    done: int = 0

    def __call__(self, run_steps: int) -> None:
        """Take in work that has been done."""
        self.done += run_steps
        self.report(min(WHOLE, WHOLE * self.done // self.whole))


def scorecard(
    world: World,
    *,
    draws: int = 2000,
    seed: int = 0,
    workers: int = 1,
    report: Callable[[int], None] = lambda _done: None,
) -> Card:
    """Put every test of a world, which must have a scorecard, to the model.

    ``report`` is told how far the work is, up to ``WHOLE``. ``workers`` processes share the work
    and change no bit. Raises ``WorldError`` for a scenario that does not load.
    """
    card = world.scorecard
    assert card is not None
    bound = plan(world, card.tests)
    form_draws = min(draws, FORM_DRAWS)
    causes = causes_of(world)
    meter = Meter(_work(bound, draws, form_draws * len(causes)), report)

    outcomes = _outcomes([bound], draws, INNER, seed, workers, meter)[0]
    forms = _form_rows(bound, causes, form_draws, seed, workers, meter)
    tried = flips.flip_rows(bound, outcomes, seed, workers, meter)
    answers = answer_rows(world, card.answers, draws, INNER, seed, workers, meter)
    tested = {claim for test in card.tests for claim in test.claims}
    return Card(
        draws=draws,
        inner=INNER,
        seed=seed,
        form_draws=form_draws,
        flip_draws=flips.DRAWS,
        tried=flips.TRIED,
        verdicts=tuple(
            _row(world, card, one.test, result, bound.arms[one.without[0]].name, forms, tried)
            for one, result in zip(bound.bound, outcomes, strict=True)
        ),
        forms=forms,
        flips=tried,
        answers=answers,
        untested=tuple(
            name for name, claim in world.claims.items() if claim.causal and name not in tested
        ),
    )


def causes_of(world: World) -> tuple[str, ...]:
    """The mechanisms and motives that are taken out in turn."""
    return tuple(name for name in (*world.mechanisms, *world.motives) if name not in ALWAYS_ON)


def _work(bound: Plan, draws: int, form_draws: int) -> int:
    """Run-steps of the whole, at most."""
    once = bound.run_steps(range(len(bound.arms)), 1)
    held = flips.TRIED * flips.DRAWS * flips.INNER
    ends = sum(bound.run_steps(one.arms, held) for one in bound.bound)
    return once * (draws * INNER + form_draws * FORM_INNER) + ends


def _outcomes(
    plans: Sequence[Plan], draws: int, inner: int, seed: int, workers: int, progress: Progress
) -> list[list[Outcome]]:
    """What every test of every plan came to."""
    by_plan = [blocks(range(len(plan.arms)), draws, inner) for plan in plans]
    work = [replace(block, plan=n) for n, some in enumerate(by_plan) for block in some]
    reads = run_blocks(plans, work, seed, inner, workers, progress)
    return [
        [outcome(one, read) for one in plan.bound]
        for plan, read in zip(
            plans, (joined(list(islice(reads, len(some)))) for some in by_plan), strict=True
        )
    ]


def _form_rows(
    bound: Plan, causes: Sequence[str], draws: int, seed: int, workers: int, progress: Progress
) -> tuple[FormRow, ...]:
    plans = [without(bound, cause) for cause in causes]
    found = _outcomes(plans, draws, FORM_INNER, seed, workers, progress)
    return tuple(
        FormRow(
            test=one.test.id,
            off=cause,
            verdict=verdict(result.probability),
            probability=result.probability,
            effect=result.effect,
            draws=draws,
        )
        for cause, results in zip(causes, found, strict=True)
        for one, result in zip(bound.bound, results, strict=True)
    )


def _row(
    world: World,
    card: Scorecard,
    test: CausalTest,
    found: Outcome,
    against: str,
    forms: Sequence[FormRow],
    tried: Sequence[FlipRow],
) -> VerdictRow:
    against_it = -1.0 if found.probability >= 0.5 else 1.0
    shaken = max(
        (row for row in forms if row.test == test.id), key=lambda row: against_it * row.probability
    )
    turning = [row for row in tried if row.test == test.id and row.flips]
    none = 1.0 if found.measure == "ratio" else 0.0
    return VerdictRow(
        test=test.id,
        title=test.title,
        claims=" ".join(test.claims),
        scenario=test.scenario,
        against=against,
        observed=said(test) if test.than is None else f"{said(test)} against {said(test.than)}",
        start=test.start,
        end=test.end,
        expect=test.expect if test.margin is None else f"{test.expect} {test.margin:g}",
        verdict=verdict(found.probability),
        probability=found.probability,
        plain=found.plain,
        mc_error=found.error,
        luck=found.luck,
        with_=found.with_,
        without=found.without,
        measure=found.measure,
        effect=found.effect,
        p10=found.quantile(0.1),
        p90=found.quantile(0.9),
        slight=test.margin is None and abs(found.effect - none) < card.negligible.of(test.observed),
        given=_given(world, test),
        cause=shaken.off,
        cause_probability=shaken.probability,
        flip=f"{turning[0].path}={turning[0].held:g}" if turning else "",
    )


def said(item: Observable) -> str:
    """An observable as it stands in the file."""
    level = "" if item.at_least is None else f" at least {item.at_least}"
    return f"{item.observed} {' '.join(item.objects)}{level}"


def _given(world: World, test: CausalTest) -> int:
    """How many values of the world cite a claim that the test restates."""
    cited = {f"claim:{claim}" for claim in test.claims}
    return sum(not cited.isdisjoint(value.sources) for value in world.quantities().values())
