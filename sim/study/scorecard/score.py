"""The whole scorecard, from a world's tests to rows."""

from dataclasses import dataclass

from sim.results.card import Card
from sim.study.limits import JUDGED, check_asked
from sim.study.progress import Progress, untold
from sim.study.scorecard import flips, forms
from sim.study.scorecard.answers import answer_rows
from sim.study.scorecard.rows import Found, form_rows, verdict_row
from sim.study.scorecard.trials import Plan, blocks, joined, plan, run_blocks
from sim.study.scorecard.verdicts import outcome
from sim.world import World

INNER = 4  # inner runs of each draw
WHOLE = 1000  # what progress counts up to


@dataclass
class Meter:
    """Turns run-steps rolled into parts of the whole, which is an upper bound."""

    whole: int
    report: Progress
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
    anticipating: bool = False,
    report: Progress = untold,
) -> Card:
    """Put every test of a world, which must have a scorecard, to the model.

    ``anticipating`` puts them also to the form whose actors look one step ahead, which takes about
    as long as all else. ``report`` is told how far the work is, up to ``WHOLE``. ``workers``
    threads share the work and change no bit. Raises ``WorldError`` for a scenario that does not
    load, ``ValueError`` for numbers that cannot be.
    """
    JUDGED.check(draws)
    check_asked(seed=seed, workers=workers)
    card = world.scorecard
    assert card is not None
    bound = plan(world, card.tests)
    fixed = forms.fixed_forms(world, bound, seed, anticipating)
    meter = Meter(_work(bound, draws, fixed), report)

    work = blocks(range(len(bound.arms)), draws, INNER)
    read = joined(list(run_blocks([bound], work, seed, INNER, workers, meter)))
    outcomes = [outcome(one, read) for one in bound.bound]
    answers = answer_rows(world, card.answers, draws, INNER, seed, workers, meter)
    tried = forms.try_forms(fixed, outcomes, draws, seed, workers, meter)
    pairs = forms.pair_forms(bound, outcomes, tried)
    tried += forms.try_forms(pairs, outcomes, draws, seed, workers, meter)
    held = flips.flip_rows(world, bound, outcomes, seed, workers, meter)
    tested = {claim for test in card.tests for claim in test.claims}
    found = Found(world, card, bound, outcomes, tried, held, answers)
    return Card(
        draws=draws,
        inner=INNER,
        seed=seed,
        form_draws=min(draws, forms.DRAWS),
        shuffle_draws=min(draws, forms.SHUFFLE_DRAWS),
        flip_draws=flips.DRAWS,
        tried=flips.TRIED,
        anticipating=anticipating,
        verdicts=tuple(verdict_row(found, test) for test in range(len(outcomes))),
        forms=form_rows(found),
        flips=held,
        answers=answers,
        untested=tuple(
            name for name, claim in world.claims.items() if claim.causal and name not in tested
        ),
    )


def _work(bound: Plan, draws: int, fixed: list[forms.Form]) -> int:
    """Run-steps of the whole, at most."""
    once = bound.run_steps(range(len(bound.arms)), 1)
    each = sum(bound.run_steps(one.arms, 1) for one in bound.bound)
    held = (flips.TRIED + 2) * flips.DRAWS * flips.INNER
    runs = min(draws, forms.DRAWS) * forms.INNER
    pairs = forms.PAIRS * runs
    whole = sum(
        form.plan.run_steps(range(len(bound.arms)), min(draws, form.draws) * forms.INNER)
        for form in fixed
    )
    return once * draws * INNER + whole + each * (held + pairs)
