"""Law 2: every change of an alignment is booked, to the actor and to the action."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.binding import Case
from sim.kernel.arrays import Floats
from sim.kernel.latent import BOUND
from sim.kernel.laws import Batch
from sim.kernel.order import MECHANISMS
from sim.kernel.step import Moment, advance
from sim.ledger import Book, book
from tests.laws.rolled import rolled, same_bits
from tests.laws.worlds import SOME, Recipe, recipes

CLOSE = 1e-12


def test_default_world(baseline: Case) -> None:
    the_books_close(baseline, runs=50, steps=24)


def test_scripted_scenario(scripted: Case) -> None:
    the_books_close(scripted, runs=50, steps=18)


@SOME
@given(recipes(), st.booleans())
def test_random_worlds(recipe: Recipe, scripted: bool) -> None:
    the_books_close(recipe.case(scripted=scripted))


@pytest.mark.slow
@SOME
@given(recipes(extreme=True))
def test_extreme_worlds(recipe: Recipe) -> None:
    """Here the numerical bound on latent alignments is reached, and booked like the rest."""
    the_books_close(recipe.case(scripted=True), steps=30)


@SOME
@given(recipes(), st.sets(st.sampled_from(["reciprocity", "balance", "abandonment", "regard"])))
def test_with_mechanisms_off(recipe: Recipe, off: set[str]) -> None:
    the_books_close(recipe.case(off=off))


def the_books_close(case: Case, runs: int = 20, steps: int = 12) -> None:
    """Contributions sum to the change, for every run, step and pair, at both grains."""
    columns = book(case)
    batch = case.batch(case.values.uniforms(1, 0, runs))
    alone = {name: batch_with_only(case, batch, name) for name in case.laws.mechanisms}
    for moment in rolled(case, runs=runs, steps=steps, post=True):
        change = moment.after.latent - moment.before.latent
        by_actor = moment.bound.copy()
        by_action = np.zeros_like(change)
        assert moment.posted is not None
        for name, entries in by_mechanism(columns, moment.posted).items():
            by_action += entries
            if name in alone:
                moved = moved_by(alone[name], moment)
                assert np.abs(entries - moved).max() < CLOSE, name
                by_actor += moved
            else:
                assert name == BOUND
                assert same_bits(entries, moment.bound + 0.0)
        assert np.abs(by_actor - change).max() < CLOSE
        assert np.abs(by_action - change).max() < CLOSE


def batch_with_only(case: Case, batch: Batch, mechanism: str) -> Batch:
    return Batch(case.laws.without({*MECHANISMS} - {mechanism}), batch.values)


def moved_by(batch: Batch, moment: Moment) -> Floats:
    """(run, pair) what the state moves by if only these laws work on the deeds of a step."""
    alone = advance(batch, moment.before, moment.step, moment.odds, moment.taken)
    return alone.after.latent - moment.before.latent - alone.bound


def by_mechanism(columns: Book, posted: Floats) -> dict[str, Floats]:
    """Mechanism -> (run, pair) what the ledger books for it."""
    pairs = len(columns.case.frame.pairs)
    found: dict[str, Floats] = {}
    for name, pair, entries in zip(columns.mechanism, columns.pair, posted.T, strict=True):
        found.setdefault(name, np.zeros((len(posted), pairs)))[:, pair] += entries
    return found


@given(recipes())
def test_every_entry_has_a_cause(recipe: Recipe) -> None:
    """An entry names the pair it moves, and the action that moves it, or none."""
    case, actions = recipe.case(), recipe.world().actions
    columns = book(case)
    for column in range(columns.width):
        entry = columns.entry(column)
        pair = f"{entry.source}>{entry.target}"
        assert case.names.pairs[columns.pair[column]] == pair
        if entry.mechanism in ("structural_pull", BOUND):
            assert entry.action == ""
            continue
        action = actions[entry.action]
        doers = {action.owner, *action.alongside}
        if entry.mechanism == "investment":
            assert entry.source in doers
        elif entry.mechanism in ("common_threat", "abandonment"):
            assert action.owner not in (entry.source, entry.target)
        elif entry.mechanism == "complicity":
            assert doers - {entry.source, entry.target}
        else:
            assert entry.target in doers
