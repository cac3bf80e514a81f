"""From all that was tried to the rows of the scorecard's tables."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sim.results.card import (
    AGREES,
    COULD_FAIL,
    LEANS,
    LEANS_AGAINST,
    AnswerRow,
    FlipRow,
    FormRow,
    Turn,
    VerdictRow,
    standing,
    verdict,
)
from sim.study.scorecard.flips import turned
from sim.study.scorecard.forms import Tried, moved
from sim.study.scorecard.inputs import given, stated
from sim.study.scorecard.trials import Plan
from sim.study.scorecard.verdicts import CausalOutcome
from sim.world import World
from sim.world.scorecard import IDLE, CausalTest, Observable, Scorecard

LACKING = ("without one", "without two")


@dataclass(frozen=True)
class Found:
    """All that was tried; ``outcomes`` are in the order of the plan's tests."""

    world: World
    card: Scorecard
    plan: Plan
    outcomes: Sequence[CausalOutcome]
    tried: Sequence[Tried]
    flips: Sequence[FlipRow]
    answers: Sequence[AnswerRow]


def verdict_row(found: Found, test: int) -> VerdictRow:
    """What became of the ``test``-th test of the plan."""
    bound, own = found.plan.bound[test], found.outcomes[test]
    said = bound.test
    forms = [one for one in found.tried if one.test == test]
    alone, pair = (_furthest(own, forms, kind) for kind in ("without one", "without two"))
    rivals = [one for one in forms if one.kind == "rival"]
    least = min(rivals, key=lambda one: one.outcome.probability)
    most = max(rivals, key=lambda one: one.outcome.probability)
    shuffled = shuffled_agree(forms)
    answer = answer_of(said, found.answers)
    weak = answer is not None and answer.weak
    slight = is_slight(found.card, said, own)
    inputs = stated(found.world, found.plan, bound)
    word = verdict(own.probability)
    turn, by = turned_by(
        own,
        forms,
        [one for one in found.flips if one.test == said.id],
        lambda other: is_slight(found.card, said, other),
    )
    return VerdictRow(
        test=said.id,
        title=said.title,
        claims=" ".join(said.claims),
        scenario=said.scenario,
        against=found.plan.arms[bound.without[0]].name,
        observed=observed(said),
        start=said.start,
        end=said.end,
        expect=said.expect if said.margin is None else f"{said.expect} {said.margin:g}",
        verdict=word,
        standing=standing(word, weak=weak, slight=slight, stated=bool(inputs)),
        probability=own.probability,
        plain=own.plain,
        mc_error=own.error,
        luck=own.luck,
        with_=own.with_,
        without=own.without,
        measure=own.measure,
        effect=own.effect,
        p10=own.quantile(0.1),
        p90=own.quantile(0.9),
        slight=slight,
        weak=weak,
        record=None if answer is None else answer.record,
        shuffled=shuffled,
        could_fail=shuffled < COULD_FAIL,
        given=len(given(found.world, said)),
        inputs=" ".join(inputs),
        cause=alone.id,
        cause_probability=alone.outcome.probability,
        cause_effect=alone.outcome.effect,
        pair=pair.id,
        pair_probability=pair.outcome.probability,
        pair_effect=pair.outcome.effect,
        least=least.outcome.probability,
        least_form=least.id,
        most=most.outcome.probability,
        most_form=most.id,
        turn=turn,
        turned_by=by,
    )


def shuffled_agree(forms: Iterable[Tried]) -> float:
    """The share of models with shuffled signs that agree with a test."""
    found = [one.outcome.probability for one in forms if one.kind == "signs shuffled"]
    return sum(probability >= AGREES for probability in found) / len(found)


def form_rows(found: Found) -> tuple[FormRow, ...]:
    """Every test under every form that it was put to."""
    tests = [bound.test for bound in found.plan.bound]
    return tuple(
        FormRow(
            test=tests[one.test].id,
            form=one.id,
            kind=one.kind,
            verdict=verdict(one.outcome.probability),
            probability=one.outcome.probability,
            mc_error=one.outcome.error,
            effect=one.outcome.effect,
            slight=is_slight(found.card, tests[one.test], one.outcome),
            draws=one.draws,
        )
        for one in found.tried
    )


def is_slight(card: Scorecard, test: CausalTest, found: CausalOutcome) -> bool:
    """Whether an effect is below what the card declares to be next to nothing."""
    none = 1.0 if found.measure == "ratio" else 0.0
    return test.margin is None and abs(found.effect - none) < card.negligible.of(test.observed)


def answer_of(test: CausalTest, answers: Iterable[AnswerRow]) -> AnswerRow | None:
    """The answer of known size that a test asks for the direction of."""
    if test.against != IDLE or test.observed != "hostile_acts":
        return None
    here = (one for one in answers if one.scenario == test.scenario)
    return next((one for one in here if test.objects == (f"{one.source}>{one.target}",)), None)


def observed(test: CausalTest) -> str:
    """What a test looks at, as it stands in the file."""
    return _said(test) if test.than is None else f"{_said(test)} against {_said(test.than)}"


def _said(item: Observable) -> str:
    level = "" if item.at_least is None else f" at least {item.at_least}"
    return f"{item.observed} {' '.join(item.objects)}{level}"


def _furthest(own: CausalOutcome, forms: Iterable[Tried], kind: str) -> Tried:
    """The form of a kind under which the score moves furthest against the verdict."""
    return min((one for one in forms if one.kind == kind), key=lambda one: moved(own, one.outcome))


def turned_by(
    own: CausalOutcome,
    forms: Sequence[Tried],
    flips: Sequence[FlipRow],
    slight: Callable[[CausalOutcome], bool],
) -> tuple[Turn, str]:
    """The plainest thing tried that turns the verdict round, and of what sort it is.

    Where nothing does, what leaves next to nothing of the effect, which ``slight`` tells.
    """
    turning = next((one for one in flips if one.flips), None)
    if turning is not None:
        return turning.kind, turning.held
    lacking = [one for one in forms if one.kind in LACKING]
    rivals = [one for one in forms if one.kind == "rival"]
    little = [] if slight(own) else [one for one in lacking if slight(one.outcome)]
    gone: tuple[tuple[Turn, list[Tried]], ...] = (
        ("without", [one for one in lacking if _lost(own, one.outcome)]),
        ("rival", [one for one in rivals if _lost(own, one.outcome)]),
        ("shrinks", little),
    )
    for turn, found in gone:
        if found:  # one cause before two, then the one that counts most
            first = min(found, key=lambda one: (one.kind, moved(own, one.outcome)))
            return turn, first.id
    return "nothing", ""


def _lost(own: CausalOutcome, other: CausalOutcome) -> bool:
    """Whether a form no longer even leans to the verdict."""
    if own.probability >= LEANS:
        return other.probability < LEANS
    if own.probability <= LEANS_AGAINST:
        return other.probability > LEANS_AGAINST
    return turned(own.probability, other.probability, other.error)
