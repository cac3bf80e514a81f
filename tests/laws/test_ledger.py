"""Law 2: every change of an alignment is booked, to the actor and to the action."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.binding import Case
from sim.kernel.order import BOUND
from sim.ledger import book
from tests.laws.rolled import rolled
from tests.laws.worlds import Recipe, recipes

CLOSE = 1e-12


def test_default_world(baseline: Case) -> None:
    the_books_close(baseline, runs=50, steps=24)


def test_scripted_scenario(scripted: Case) -> None:
    the_books_close(scripted, runs=50, steps=18)


@given(recipes(), st.booleans())
def test_random_worlds(recipe: Recipe, scripted: bool) -> None:
    the_books_close(recipe.case(scripted=scripted))


@given(recipes(extreme=True))
def test_extreme_worlds(recipe: Recipe) -> None:
    """Here the numerical bound on latent alignments is reached, and booked like the rest."""
    the_books_close(recipe.case(scripted=True), steps=30)


@given(recipes(), st.sets(st.sampled_from(["reciprocity", "balance", "abandonment", "regard"])))
def test_with_mechanisms_off(recipe: Recipe, off: set[str]) -> None:
    the_books_close(recipe.case(off=off))


def the_books_close(case: Case, runs: int = 20, steps: int = 12) -> None:
    """Contributions sum to the change, for every run, step and pair, at both grains."""
    columns = book(case)
    batch = case.batch(case.values.uniforms(1, 0, runs))
    fixed = columns.effects(batch)
    to_pair = case.laws.reach.to_pair
    for moment in rolled(case, runs=runs, steps=steps):
        change = moment.after.latent - moment.before.latent
        by_actor = np.zeros_like(change)
        for name, entries in moment.booked.items():
            if entries.shape[1]:
                by_actor += entries if name == BOUND else to_pair[name].sum(entries)
        assert np.abs(by_actor - change).max() < CLOSE
        by_action = np.zeros_like(change)
        for name, entries in columns.post(batch, fixed, moment).items():
            np.add.at(by_action.T, columns.pair[columns.slices[name]], entries.T)
        assert np.abs(by_action - change).max() < CLOSE


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
        elif entry.mechanism == "investment":
            assert actions[entry.action].owner == entry.source
        elif entry.mechanism in ("common_threat", "abandonment"):
            assert actions[entry.action].owner not in (entry.source, entry.target)
        else:
            assert actions[entry.action].owner == entry.target
