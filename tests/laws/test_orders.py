"""What a scenario has done on condition, by luck, by rule: what must hold of it in any engine."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.binding import Case, build_case
from sim.kernel.arrays import Floats
from sim.kernel.condition import NEVER
from sim.kernel.engine import reference, run
from sim.kernel.engine.keep import Keep, Path
from sim.kernel.engine.task import Task
from sim.single import EscalationModel
from sim.world import load_scenario, load_world
from sim.world.condition import When
from sim.world.scenario import Answer, Branch, Contingency, Rules, Scenario

WORLD = load_world()
PACT = load_scenario("pact", WORLD)
RUNS, STEPS = 64, 8
REVIEW, AID, ARMS = "kor_reviews_lethal_ban", "kor_lethal_aid", "rus_conventional_arms"
TESTS = "prk_missile_test"
FREE = next(name for name, one in WORLD.actions.items() if not one.requires)


def case(**how: object) -> Case:
    return build_case(WORLD, replace(PACT, **how))  # type: ignore[arg-type]


def paths(of: Case, *symbols: str, runs: int = RUNS, seed: int = 3) -> dict[str, Floats]:
    """Symbol -> (step, column, run), from the first step on."""
    keep: dict[str, Keep] = {x: Path(of.slots(x)) for x in symbols}
    return of.keep(of.luck(seed, 0, runs, STEPS), keep)


def event(action: str = AID, **how: object) -> Contingency:
    return Contingency(name=f"{action}/1", action=action, **how)  # type: ignore[arg-type]


LEAVES = st.one_of(
    st.builds(
        lambda k, n: {"action": k, "within": n},
        st.sampled_from([TESTS, REVIEW, ARMS, "usa_kor_exercise"]),
        st.integers(1, 4),
    ),
    st.builds(lambda x: {"tension": "korean_peninsula", "at_least": x}, st.floats(3.5, 5.0)),
    st.builds(lambda x: {"alignment": "RUS>KOR", "falls_by": x}, st.floats(0.005, 0.05)),
    st.builds(lambda x: {"posture": "rok_lethal_aid", "at_least": x}, st.just("under_review")),
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.builds(lambda a, b: {"all": (a, b)}, parts, parts),
        st.builds(lambda a, b: {"any": (a, b)}, parts, parts),
        st.builds(lambda a: {"not": a}, parts),
    ),
    max_leaves=3,
)


def by_hand(when: When, of: Case, kept: dict[str, Floats], start: dict[str, Floats]) -> Floats:
    """(step, run) whether a condition holds before each step, from what happened and where it was
    left, worked out without the kernel."""
    if when.subject in ("any", "all"):
        parts = [by_hand(one, of, kept, start) for _, one in when.parts]
        return (np.logical_or if when.subject == "any" else np.logical_and).reduce(parts)
    if when.subject == "not":
        return ~by_hand(when.parts[0][1], of, kept, start)
    if when.subject == "deed":
        k = of.names.actions.index(when.actions[0])
        taken = kept["taken"][:, k] >= 1.0
        return np.array([taken[max(0, t - when.months) : t].any(axis=0) for t in range(len(taken))])
    symbol, axis = {
        "tension": ("e", of.names.theatres),
        "alignment": ("a", of.names.pairs),
        "posture": ("posture", of.names.postures),
    }[when.subject]
    column = axis.index(str(getattr(when, when.subject)))
    before = np.concatenate([start[symbol][None, column], kept[symbol][:-1, column]])
    (threshold,) = when.thresholds
    value = getattr(when, threshold)
    if when.subject == "posture":
        value = WORLD.postures["rok_lethal_aid"].rank(value)
    return before[0] - before >= value if threshold == "falls_by" else before >= value


@given(CONDITIONS, st.integers(0, 2))
def test_an_event_never_fires_before_its_condition(text: dict[str, object], after: int) -> None:
    when = When.model_validate(text)
    of = case(contingencies=(event(when=when, after=after),))
    kept = paths(of, "fires", "taken", "e", "a", "posture")
    first = of.batch(of.luck(3, 0, RUNS, STEPS).values).begins
    start = {"e": first.tension.T, "a": first.alignment.T, "posture": first.posture.T}
    held = np.logical_or.accumulate(by_hand(when, of, kept, start), axis=0)
    due = np.concatenate([np.zeros((after, RUNS), bool), held])[:STEPS]
    assert not (kept["fires"][:, 0] > 0.0)[~due].any()
    assert kept["fires"][:, 0].sum(axis=0).max() <= 1.0, "once"


def test_it_is_done_in_the_first_month_in_which_it_can_be() -> None:
    review = When.model_validate({"posture": "rok_lethal_aid", "at_least": "under_review"})
    of = case(contingencies=(event(when=review),))
    kept = paths(of, "fires", "taken", "posture")
    aid = of.names.actions.index(AID)
    fired = kept["fires"][:, 0] > 0.0
    assert fired.any()
    assert (kept["taken"][:, aid][fired] == 1.0).all()


def test_what_waits_for_ever_moves_nothing() -> None:
    late = case(contingencies=(event(first=300, last=300),))
    plain, waiting = (paths(one, "z", "taken", "e") for one in (case(), late))
    assert all(np.array_equal(plain[x], waiting[x]) for x in plain)


def test_one_more_event_moves_nobodys_luck() -> None:
    tossed = (event(ARMS, first=2, last=2, probability=0.5),)
    more = (event(REVIEW, first=3, last=3, within=4, probability=0.3), *tossed)
    one, other = (case(contingencies=events) for events in (tossed, more))
    lines = len(one.frame.lines)
    luck, also = (each.luck(5, 0, 9, 4).steps for each in (one, other))
    assert np.array_equal(luck[:, :lines], also[:, :lines])
    assert np.array_equal(luck[:, lines], also[:, lines + 2]), "each by its own name"


def test_a_chance_is_the_share_of_runs_and_a_window_is_even() -> None:
    runs = 4000
    of = case(contingencies=(event(FREE, first=2, last=2, within=4, probability=0.4),))
    fired = paths(of, "fires", runs=runs)["fires"][:, 0]
    share = fired.sum() / runs
    assert abs(share - 0.4) < 4 * np.sqrt(0.24 / runs)
    assert not fired[0].any()
    assert not fired[5:].any()
    each = fired[1:5].sum(axis=1)
    assert (abs(each - 0.1 * runs) < 5 * np.sqrt(0.09 * runs)).all()


def test_a_run_is_in_one_branch_in_all_its_months() -> None:
    events = tuple(
        replace(event(action, first=step, last=step, branch=branch), name=f"{branch}/{step}")
        for branch, action in (("hot", ARMS), ("cool", REVIEW))
        for step in (2, 5)
    )
    ways = (Branch("hot", "Hot", 0.25), Branch("cool", "Cool", 0.75))
    of = case(contingencies=events, branches=ways)
    done = paths(of, "fires", runs=2000)["fires"].sum(axis=0)
    hot, cool = done[:2], done[2:]
    assert np.array_equal(hot[0], hot[1])
    assert np.array_equal(cool[0] + hot[0], np.ones(2000))
    assert abs(hot[0].mean() - 0.25) < 0.04


def test_a_chance_within_a_branch_is_of_its_own() -> None:
    tossed = event(FREE, first=2, last=2, probability=0.5, branch="hot")
    other = replace(event(ARMS, first=3, last=3, probability=0.5, branch="hot"), name="other")
    of = case(contingencies=(tossed, other), branches=(Branch("hot", "Hot", 0.6), COOL))
    one, two = (paths(of, "fires", runs=4000)["fires"].sum(axis=0) > 0.0)[:2]
    for share, wanted in ((one, 0.3), (two, 0.3), (one & two, 0.15)):
        assert abs(share.mean() - wanted) < 0.03


COOL = Branch("cool", "Cool", 0.4)

RULED = {
    "never": {"RUS": Rules(never=(ARMS,))},
    "hold": {"RUS": Rules(hold=(WORLD.actions[ARMS].instrument,))},
    "restraint": {"PRK": Rules(policy="restraint")},
    "answers": {"KOR": Rules(answers=(Answer(When(action=TESTS), "kor_answers_provocation", 1),))},
}


def test_what_is_barred_is_done_in_no_run_and_no_chance_is_left() -> None:
    for name in ("never", "hold", "restraint"):
        of = case(rules=RULED[name])
        (bar,) = of.frame.bars
        kept = paths(of, "taken", "chance")
        assert not kept["taken"][:, list(bar.acts)].any()
        assert not kept["chance"][:, list(bar.acts)].any()
        assert kept["taken"].any(), "all else goes on"


@settings(max_examples=10)
@given(st.sets(st.sampled_from(sorted(WORLD.actions)), min_size=1, max_size=6), st.integers(0, 99))
def test_whatever_a_rule_forbids_has_no_chance_and_is_done_in_no_run(
    acts: set[str], seed: int
) -> None:
    owned: dict[str, list[str]] = {}
    for name in sorted(acts - {"rus_prk_pact"}):  # scripted: such a file is refused
        owned.setdefault(WORLD.actions[name].owner, []).append(name)
    of = case(rules={actor: Rules(never=tuple(names)) for actor, names in owned.items()})
    barred = [of.names.actions.index(name) for names in owned.values() for name in names]
    kept = paths(of, "taken", "chance", runs=16, seed=seed)
    assert not kept["taken"][:, barred].any()
    assert not kept["chance"][:, barred].any()


def test_an_answer_follows_each_deed_at_once() -> None:
    of = case(rules=RULED["answers"])
    kept = paths(of, "taken", "possible", "fires")["taken"]
    test, answer = (of.names.actions.index(x) for x in (TESTS, "kor_answers_provocation"))
    assert (kept[1:, answer] >= kept[:-1, test]).all()


HARM, REPLY = "prk_border_harassment", "kor_answers_provocation"


@pytest.mark.parametrize("policy", ["model", "restraint", "tit_for_tat", "hawk", "hedge"])
def test_what_a_rule_says_is_done_whatever_the_policy_beside_it(policy: str) -> None:
    of = case(rules={"PRK": Rules(policy=policy, always=(HARM,))})
    kept = paths(of, "taken")
    k = of.names.actions.index(HARM)
    assert WORLD.actions[HARM].requires == ()
    assert (kept["taken"][:, k] == 1.0).all()


@pytest.mark.parametrize("policy", ["restraint", "hedge"])
def test_under_a_policy_that_bars_it_an_act_is_an_answer_or_an_event_and_no_choice(
    policy: str,
) -> None:
    answers = RULED["answers"]["KOR"].answers
    waits = event(REVIEW, when=When(action=ARMS))
    of = case(rules={"KOR": Rules(policy=policy, answers=answers)}, contingencies=(waits,))
    kept = paths(of, "taken", "fires")
    test, reply = (of.names.actions.index(x) for x in (TESTS, REPLY))
    assert (kept["taken"][1:, reply] >= kept["taken"][:-1, test]).all()
    assert kept["taken"][:, reply].any()
    assert np.array_equal(kept["taken"][:, reply], kept["fires"][:, 1]), "as an answer alone"
    assert kept["fires"][:, 0].any(), "so is the event"


def test_an_answer_goes_before_what_is_always_done_with_the_same_instrument() -> None:
    always = next(
        one.id
        for one in WORLD.actions.values()
        if one.instrument == WORLD.actions[REPLY].instrument
        and one.id != REPLY
        and not one.requires
    )
    answers = RULED["answers"]["KOR"].answers
    of = case(rules={"KOR": Rules(always=(always,), answers=answers)})
    kept = paths(of, "taken")["taken"]
    test, reply, usual = (of.names.actions.index(x) for x in (TESTS, REPLY, always))
    assert (kept[1:, reply] >= kept[:-1, test]).all()
    assert np.array_equal(kept[:, usual] + kept[:, reply], np.ones_like(kept[:, usual]))


def test_a_policy_plays_with_what_never_leaves_it() -> None:
    """Where its mildest answer is barred by a rule, tit for tat takes the next."""
    free = case(rules={"JPN": Rules(policy="tit_for_tat")}).frame
    mildest = {of_act(order.k) for order in free.orders}
    one = sorted(mildest)[0]
    left = case(rules={"JPN": Rules(policy="tit_for_tat", never=(one,))}).frame
    assert len(left.orders) == len(free.orders)
    assert one not in {of_act(order.k) for order in left.orders}


def of_act(k: int) -> str:
    return build_case(WORLD, PACT).names.actions[k]


def test_tit_for_tat_harms_only_whom_it_answers() -> None:
    """In every run: what it does to harm others comes the month after one of them has harmed it."""
    of = case(rules={"KOR": Rules(policy="tit_for_tat")})
    taken, me = paths(of, "taken")["taken"] >= 1.0, of.names.parties.index("KOR")
    scripted = [k for one in of.script.values() for k in np.flatnonzero(one.taken)]
    harmful = [a for a in of.frame.acts if a.owner == me and a.harms and a.k not in scripted]
    answered = 0
    for act in harmful:
        by = [k.k for k in of.frame.acts if me in k.harms and {*k.doers} & (act.harms - {me})]
        provoked = taken[:-1, by].any(axis=1)
        assert not taken[0, act.k].any()
        assert not (taken[1:, act.k] & ~provoked).any()
        answered += int(taken[1:, act.k].sum())
    assert answered


MIXED = {
    "contingencies": (
        event(ARMS, first=2, last=2, within=3, probability=0.5),
        event(REVIEW, when=When(action=TESTS), once=False),
        event(when=When.model_validate({"alignment": "RUS>KOR", "falls_by": 0.01}), after=1),
    ),
    "rules": {
        "KOR": Rules(policy="restraint", answers=RULED["answers"]["KOR"].answers),
        "JPN": Rules(policy="tit_for_tat"),
        "CHN": Rules(policy="hawk"),
    },
}


def test_every_engine_reads_it_alike() -> None:
    of = case(**MIXED)
    luck, keep = of.luck(2, 0, 8, 5), {x: Path(of.slots(x)) for x in ("z", "taken", "done", "own")}
    task = Task(
        of.laws.program, of.batch(luck.values).values, luck.steps, 5, keep, of.directions(5)
    )
    ours, theirs = run.roll(task), reference.roll(task)
    assert all(np.array_equal(ours[x], theirs[x]) for x in keep)


@pytest.mark.parametrize("number", [0, 5])
def test_a_run_alone_is_the_row_of_its_ensemble(number: int) -> None:
    scenario: Scenario = replace(PACT, **MIXED)  # type: ignore[arg-type]
    alone = EscalationModel(WORLD, scenario, seed=3, run=number, steps=STEPS).run()
    whole = paths(build_case(WORLD, scenario), "z", "done")
    assert np.array_equal(alone.state.latent[0], whole["z"][-1, :, number])
    assert np.array_equal(alone.state.done[0], whole["done"][-1, :, number])
    assert (whole["done"] < NEVER).any()
