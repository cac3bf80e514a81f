"""Law 11: habit alone never turns what a deed has done.

A deed that surprised comes to be expected, so the months without it that follow surprise too, the
other way. They never undo more than what is left of the first surprise: what was learned is small
beside it and is forgotten, at the latest as soon as an alignment is drawn back.

Two histories are set side by side: in the first month one action is done in one of them, and
everything else in both as often as at rest; in all later months everything is done in both as often
as at rest, or as often as it has come to be expected. Nothing but habit then tells them apart, save
what the laws make of the other alignments that the deed has moved (balance, common threat) and of
an ally's silence (abandonment); these may have a sign of their own, and in the tests of whole
alignments they are off wherever the values are not those stated.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.binding import Case, build_case
from sim.kernel.arrays import Bools, Floats
from sim.kernel.laws import Batch
from sim.kernel.order import MECHANISMS, MOTIVES
from sim.kernel.state import State
from sim.kernel.step import advance, odds
from sim.world import World, load_scenario
from tests.laws.worlds import SOME, Recipe, recipes
from tests.made_up import declare, fixed, scenario

MONTHS = 24
NOTHING = 1e-9  # alignment, on the scale on which contributions add up

Usual = Callable[[Batch, State], Floats]


def as_at_rest(batch: Batch, _: State) -> Floats:
    return batch.value("base_rate")


def as_expected(_: Batch, s: State) -> Floats:
    return s.expected


@dataclass(frozen=True)
class Apart:
    """What each action, done once, makes different; in (month, action, ...)."""

    surprise: Floats  # (month, action) its own
    latent: Floats  # (month, action, pair)
    could: Bools  # (action,) whether it could be done at all


def apart(case: Case, drawn: Floats, usual: Usual, months: int = MONTHS) -> Apart:
    """Each action in a history of its own, beside the last one, in which none is done."""
    each = np.arange(case.frame.actions)
    batch = case.batch_of(drawn).repeated(len(each) + 1)
    s, surprise, latent = batch.start, [], []
    for month in range(1, months + 1):
        likely = odds(batch, s)
        taken = likely.possible * (as_at_rest if month == 1 else usual)(batch, s)
        if month == 1:
            could = likely.possible[each, each] > 0.0
            taken[each, each] = np.where(could, 1.0, 0.0)
        s = advance(batch, s, month, likely, taken).after
        surprise.append(s.surprise[each, each] - s.surprise[-1])
        latent.append(s.latent[:-1] - s.latent[-1])
    return Apart(np.array(surprise), np.array(latent), could)


def never_turned(paths: Floats) -> bool:
    """Whether what was moved in the first month keeps its sign in all others, or is gone."""
    moved = np.abs(paths[0]) > NOTHING
    return bool((paths * np.sign(paths[0]) >= -NOTHING)[:, moved].all())


def left_of(surprise: Floats, pull: float) -> Floats:
    """(month, action) what is left of an alignment that moves by the surprises, drawn back."""
    path = np.zeros_like(surprise)
    for month, news in enumerate(surprise):
        path[month] = (1.0 - pull) * path[month - 1] * (month > 0) + news
    return path


def drawn_of(case: Case, seed: int) -> Floats:
    return case.values.quantile(case.values.uniforms(seed, 0, 1))


def forgetful(recipe: Recipe, pull: float, sooner: float) -> World:
    """A random world in which what was learned is forgotten no later than alignments are drawn
    back."""
    documents = recipe.documents()
    documents["mechanisms/structural_pull"]["parameters"]["iota"] = fixed(pull)
    half_life = sooner * float(np.log(0.5) / np.log(1.0 - pull))
    documents["world"]["memory"]["forgetting"] = fixed(half_life)
    return declare(documents)


def becomes_habit(found: Apart, pull: float) -> None:
    first, later = found.surprise[0, found.could], found.surprise[1:, found.could]
    assert (first > 0.0).all()
    assert (later <= 0.0).all()
    assert (left_of(found.surprise, pull)[:, found.could] >= -1e-12).all()


# Its surprises alone


@SOME
@given(recipes() | recipes(extreme=True))
def test_later_surprises_never_add_up_to_the_first(recipe: Recipe) -> None:
    becomes_habit(apart(recipe.case(), drawn_of(recipe.case(), 1), as_at_rest), pull=0.0)


def test_what_is_done_as_often_as_expected_surprises_nobody(baseline: Case) -> None:
    found = apart(baseline, baseline.values.central(1), as_expected)
    assert np.abs(found.surprise[1:]).max() < 1e-15


def test_every_action_of_the_default_world_could_be_followed(baseline: Case) -> None:
    found = apart(baseline, baseline.values.central(1), as_at_rest, months=1)
    closed = {baseline.names.actions[k] for k in np.flatnonzero(~found.could)}
    needs = {baseline.names.actions[act.k] for act in baseline.frame.acts if act.needs}
    assert closed < needs


# Whole alignments


@pytest.mark.parametrize("usual", [as_at_rest, as_expected])
def test_no_action_of_the_default_world_turns_what_it_did(baseline: Case, usual: Usual) -> None:
    """At the stated values, with every law on."""
    assert never_turned(apart(baseline, baseline.values.central(1), usual).latent)


@pytest.mark.parametrize("seed", range(4))
def test_nor_at_other_values_where_only_habit_is_at_work(world: World, seed: int) -> None:
    off = frozenset({"balance", "common_threat", "abandonment"})
    case = build_case(world, replace(load_scenario("baseline", world), off=off))
    assert never_turned(apart(case, drawn_of(case, seed), as_at_rest).latent)


def test_nor_by_habit_alone_at_any_values(world: World) -> None:
    """Where what was learned stays longest, and alignments are drawn back soonest."""
    off = {*MECHANISMS, *MOTIVES} - {"reciprocity", "investment", "structural_pull"}
    case = build_case(world, replace(load_scenario("baseline", world), off=frozenset(off)))
    table, drawn = case.values, case.values.central(1).copy()
    for path in ("memory.forgetting", "mechanisms.structural_pull.iota"):
        drawn[:, table.column(path)] = table.high[table.column(path)]
    for path in ("memory.expectation", "memory.evidence"):
        drawn[:, table.column(path)] = table.low[table.column(path)]
    assert never_turned(apart(case, drawn, as_at_rest).latent)


@SOME
@given(recipes(), st.floats(0.01, 0.3), st.floats(0.1, 1.0))
def test_nor_in_random_worlds(recipe: Recipe, pull: float, sooner: float) -> None:
    """With the mechanisms whose weights stand still."""
    world = forgetful(recipe, pull, sooner)
    off = {*MECHANISMS, *MOTIVES} - {"reciprocity", "investment", "structural_pull"}
    case = build_case(world, scenario(world, {"off": sorted(off)}))
    found = apart(case, case.values.central(1), as_at_rest)
    becomes_habit(found, pull)
    assert never_turned(found.latent)
