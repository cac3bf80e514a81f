"""Runs that begin after a history."""

from dataclasses import replace
from pathlib import Path as File

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.binding import Case, build_case
from sim.kernel.arrays import Floats
from sim.kernel.engine.keep import Path
from sim.kernel.laws import Batch
from sim.study.ensemble.pairing import drawn, shared_luck, with_past
from sim.world import load_scenario, load_world
from sim.world.condition import When
from sim.world.history import History, Known, since
from sim.world.leader import Leader
from sim.world.month import month_of
from sim.world.read_history import load_history
from sim.world.scenario import Contingency, Event
from sim.world.variant import ANTICIPATING, MYOPIC, Decision

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


@pytest.mark.parametrize("decision", [MYOPIC, ANTICIPATING])
def test_a_history_that_knows_nothing_is_the_same_run_later(decision: Decision) -> None:
    plain = build_case(WORLD, replace(load_scenario("baseline", WORLD), decision=decision))
    whole = plain.keep(
        plain.luck(1, 0, RUNS, 4 + STEPS), {x: Path(plain.slots(x)) for x in SYMBOLS}
    )
    later = replace(after(NOTHING, month_of(WORLD.date, 5)), foresighted=plain.foresighted)
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
    arms = drawn(cases, shared_luck(cases, 2, 0, RUNS, STEPS))
    ours, theirs = (luck for _, luck, _ in with_past(arms))
    assert ours.left is theirs.left
    for case, luck, batch in arms:
        alone, shared = (case.begins(one, batch) for one in (luck, ours))
        assert alone is not None
        assert shared is not None
        assert np.array_equal(alone.latent, shared.latent)


TEST, AID, FREE, ARMS = (
    "prk_missile_test",
    "kor_indirect_aid",
    "chn_joint_bomber_patrol",
    "rus_conventional_arms",
)
MAY = month_of(WORLD.date, 5)  # four months are known before it


def knowing(deeds: dict[int, str], *, only: bool = True, **more: object) -> History:
    """The deeds by step; ``only``: and that they were not done in another month."""
    found = tuple(Known(t, month_of(WORLD.date, t), name, "", ()) for t, name in deeds.items())
    absent = {
        name: frozenset(t for t in range(1, 5) if deeds.get(t) != name)
        for name in set(deeds.values())
    }
    more = {"deeds": found, "without": absent if only else {}, **more}
    return replace(NOTHING, **more)  # type: ignore[arg-type]


def leader(step: int, **rates: float) -> Leader:
    """From a step on another decides, who has these base rates."""
    values = {
        f"actions.{name}.base_rate": replace(
            WORLD.actions[name].base_rate, value=rate, low=rate, high=rate
        )
        for name, rate in rates.items()
    }
    return Leader(step, month_of(WORLD.date, step), "USA", "Another", values, "", ())


def left(history: History, **how: object) -> tuple[Case, dict[str, Floats]]:
    """What the months leave behind; the scenario remembers when the actions were last taken."""
    world = since(WORLD, history, MAY)
    scenario = replace(load_scenario("baseline", world), **how)  # type: ignore[arg-type]
    case = build_case(world, scenario)
    frame = replace(case.frame, also_watched=tuple(map(case.names.actions.index, (TEST, FREE))))
    case = replace(case, laws=replace(case.laws, frame=frame))
    luck = case.luck(4, 0, RUNS, STEPS)
    return case, dict(case.left(luck, case.batch(luck.values)))


def months_since(action: str, case: Case, found: dict[str, Floats]) -> Floats:
    """(run,) how many months ago an action was taken."""
    rows: Floats = found["since"][case.frame.watched.index(case.names.actions.index(action))]
    return rows


def test_what_is_known_is_done_in_its_month_in_every_run_and_in_no_other() -> None:
    assert set(months_since(TEST, *left(knowing({2: TEST})))) == {3.0}
    assert set(months_since(TEST, *left(knowing({2: TEST, 4: TEST})))) == {1.0}
    assert 1.0 in months_since(TEST, *left(knowing({2: TEST}, only=False)))
    never = replace(NOTHING, without={TEST: frozenset({1, 2, 3, 4})})
    assert (months_since(TEST, *left(never)) > 9.0).all()


def test_a_condition_remembers_the_months_before() -> None:
    """The deed of the second of four months was three months ago when the question begins."""
    world = since(WORLD, knowing({2: TEST}), MAY)
    for months, first in ((3, True), (2, False)):
        waits = Contingency("it", FREE, When(action=TEST, within=months), first=1, last=1)
        case = build_case(world, replace(load_scenario("baseline", world), contingencies=(waits,)))
        kept = case.keep(case.luck(1, 0, RUNS, 2), {"fires": Path(case.slots("fires"))})["fires"]
        assert kept[0].all() == kept.any() == first


def test_what_a_scenario_has_done_is_done_in_its_own_months_alone() -> None:
    """Months of orders count from the first of the question, and levels as they stand there."""
    event = Contingency("it", FREE, first=1, last=1)
    moved = Contingency(
        "that", AID, When.model_validate({"tension": "ukraine", "rises_by": 0.0001}), last=1
    )
    _, plain = left(knowing({2: TEST}))
    case, found = left(knowing({2: TEST}), contingencies=(event, moved))
    assert all(np.array_equal(found[x], plain[x]) for x in ("z", "e", "posture", "since"))
    kept = case.keep(case.luck(4, 0, RUNS, STEPS), {"fires": Path(case.slots("fires"))})["fires"]
    assert kept[:, 0].sum(axis=0).tolist() == kept[0, 0].tolist() == [1.0] * RUNS
    assert not kept[:, 1].any()


def test_leaders_who_change_nothing_change_nothing() -> None:
    """Though the months are run in three parts then, each with its own deeds and luck."""
    deeds = {1: TEST, 2: FREE, 4: TEST}
    rate = WORLD.actions[FREE].base_rate.value
    fixed = knowing(deeds, leaders=(leader(1, **{FREE: rate}),))
    parts = tuple(leader(step, **{FREE: rate}) for step in (1, 2, 4))
    one, other = left(fixed)[1], left(knowing(deeds, leaders=parts))[1]
    assert set(one) == set(other)
    for name, rows in one.items():
        assert np.array_equal(rows, other[name]), name


def test_each_leader_decides_in_his_own_months() -> None:
    """The second of four months is the last of one who nearly always does it."""
    turned = (leader(1, **{FREE: 0.97}), leader(3, **{FREE: 0.001}))
    assert (months_since(FREE, *left(replace(NOTHING, leaders=turned))) == 3.0).mean() > 0.8
    rates = {1: {FREE: 0.001}, 3: {FREE: 0.5, ARMS: 0.97}, 4: {FREE: 0.97}}
    leaders = tuple(leader(step, **own) for step, own in rates.items())
    case, found = left(replace(NOTHING, leaders=leaders))
    assert (months_since(FREE, case, found) == 1.0).mean() > 0.8
    batch = case.batch(case.luck(4, 0, RUNS, STEPS).values)
    k, other = map(case.names.actions.index, (FREE, ARMS))
    drawn = [Batch(case.laws, each).value("base_rate") for each in (*batch.before, batch.values)]
    assert [round(one[:, k].mean(), 9) for one in drawn] == [0.001, 0.5, 0.97]
    assert [round(one[:, other].mean(), 9) == 0.97 for one in drawn] == [False, True, True]


def test_pasts_are_the_same_if_all_that_is_known_is() -> None:
    rate = leader(3, **{FREE: 0.5})
    histories = (
        knowing({2: TEST}),
        knowing({3: TEST}),
        knowing({2: TEST}, only=False),
        knowing({2: TEST}, leaders=(rate,)),
        NOTHING,
    )
    pasts = [*(after(one, MAY).past for one in histories), after(NOTHING, "2024-09").past]
    for n, one in enumerate(pasts):
        assert [m for m, other in enumerate(pasts) if one == other] == [n]
    assert after(knowing({2: TEST}), MAY).past == pasts[0]
