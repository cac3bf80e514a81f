"""Runs that begin after a history."""

from dataclasses import replace
from pathlib import Path as File

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.binding import Case, build_case
from sim.kernel.engine.keep import Path
from sim.study.ensemble.pairing import shared_batches, shared_luck, with_past
from sim.world import load_scenario, load_world
from sim.world.condition import When
from sim.world.history import History, Known, since
from sim.world.month import month_of
from sim.world.read_history import load_history
from sim.world.scenario import Contingency, Event

WORLD = load_world()
NOTHING = History(
    "none", "Nothing", "", WORLD.date, month_of(WORLD.date, 4), (), {}, {}, (), {}, {}
)
STEPS, RUNS = 5, 12
FREE = sorted(name for name, one in WORLD.actions.items() if not one.requires)
SYMBOLS = ("z", "taken", "expected", "credible", "posture", "pace")


def after(history: History, month: str) -> Case:
    world = since(WORLD, history, month)
    return build_case(world, load_scenario("baseline", world))


def test_a_history_that_knows_nothing_is_the_same_run_later() -> None:
    plain = build_case(WORLD, load_scenario("baseline", WORLD))
    whole = plain.keep(
        plain.luck(1, 0, RUNS, 4 + STEPS), {x: Path(plain.slots(x)) for x in SYMBOLS}
    )
    later = after(NOTHING, month_of(WORLD.date, 5))
    found = later.keep(later.luck(1, 0, RUNS, STEPS), {x: Path(later.slots(x)) for x in SYMBOLS})
    assert all(np.array_equal(found[x], whole[x][4:]) for x in SYMBOLS)


def test_step_by_step_too() -> None:
    later = after(NOTHING, month_of(WORLD.date, 5))
    luck = later.luck(1, 0, RUNS, STEPS)
    kept = later.keep(luck, {"z": Path(later.slots("z"))})["z"]
    rolled = [moment.after.latent.T for moment in later.roll(luck)]
    assert np.array_equal(kept, rolled)


def test_what_is_known_of_every_deed_leaves_nothing_to_luck() -> None:
    months = range(1, 5)
    done = {1: "rus_prk_pact", 3: "prk_missile_test"}
    deeds = tuple(Known(t, month_of(WORLD.date, t), name, "", ()) for t, name in done.items())
    without = {name: frozenset(t for t in months if done.get(t) != name) for name in WORLD.actions}
    known = after(replace(NOTHING, deeds=deeds, without=without), month_of(WORLD.date, 5))
    luck = known.luck(9, 0, RUNS, STEPS)
    alike = known.batch(np.repeat(luck.values[:1], RUNS, axis=0))
    left = known.left(luck, alike)
    assert all((rows == rows[:, :1]).all() for rows in left.values())


@settings(max_examples=8)
@given(st.lists(st.sampled_from(FREE), min_size=4, max_size=4), st.integers(0, 99))
def test_a_fully_known_history_has_the_same_deeds_in_every_run(acts: list[str], seed: int) -> None:
    """Whatever values and luck a run has: by when each deed was last done, and no other was."""
    months = frozenset(range(1, 5))
    deeds = tuple(Known(t, month_of(WORLD.date, t), name, "", ()) for t, name in enumerate(acts, 1))
    without = {name: frozenset(t for t in months if acts[t - 1] != name) for name in WORLD.actions}
    world = since(WORLD, replace(NOTHING, deeds=deeds, without=without), month_of(WORLD.date, 5))
    watched = When(action=tuple(WORLD.actions), within=9)
    waits = Contingency("waits", "prk_moratorium", when=watched, first=300)
    known = build_case(world, replace(load_scenario("baseline", world), contingencies=(waits,)))
    luck = known.luck(seed, 0, RUNS, STEPS)
    last = known.left(luck, known.batch(luck.values))["since"]
    for k, name in enumerate(known.names.actions):
        done = [t for t, act in enumerate(acts, 1) if act == name]
        ago = last[known.frame.watched.index(k)]
        assert (ago == 5 - done[-1]).all() if done else (ago > 4).all()


def test_deeds_that_are_known_are_done_and_absences_are_kept() -> None:
    file = WORLD.folder / "history" / "year_after_the_pact.yaml"
    history = load_history(File(file), WORLD)
    world = since(WORLD, history, "2025-07")
    here = build_case(world, load_scenario("baseline", world))
    bars = {
        (k, t) for bar in here.past.bars for k in bar.acts for t in range(bar.first, bar.last + 1)
    }
    done = {(int(k), t) for t, one in here.past.script.items() for k in np.flatnonzero(one.taken)}
    assert done
    assert not bars & done
    assert here.past.steps == 13 == world.known


def test_arms_share_their_past_and_begin_alike() -> None:
    world = since(WORLD, NOTHING, month_of(WORLD.date, 5))
    calm = load_scenario("baseline", world)
    aided = replace(calm, events=(Event(2, "kor_indirect_aid"),))
    cases = (build_case(world, aided), build_case(world, calm))
    drawn = shared_luck(cases, 2, 0, RUNS, STEPS)
    batches = shared_batches(cases, drawn)
    ours, theirs = with_past(cases, drawn, batches)
    assert ours.left is theirs.left
    for case, luck, batch in zip(cases, drawn, batches, strict=True):
        alone, shared = (case.begins(one, batch) for one in (luck, ours))
        assert alone is not None
        assert shared is not None
        assert np.array_equal(alone.latent, shared.latent)
