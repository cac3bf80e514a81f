"""The arithmetic of a month adds up, and every sum on it means what it says."""

import math
import re
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from sim.binding import build_case
from sim.ledger import ActionArithmetic, PairArithmetic, Sum, Symbol, arithmetic, trace
from sim.ledger.workings import shortly
from sim.world import Scenario, World, WorldError, load_scenario
from sim.world.scenario import Contingency
from tests.laws.worlds import STEPS, Recipe, recipes

RUN = 17
NAME = re.compile(r"\w+\[[^\]]*\]")


@pytest.fixture(scope="module")
def scenario(world: World) -> Scenario:
    return load_scenario("lethal_aid", world)


def of_pair(world: World, scenario: Scenario, month: str | int, pair: str) -> PairArithmetic:
    found = arithmetic(world, scenario, run=RUN, month=month, pair=pair)
    assert isinstance(found, PairArithmetic)
    return found


def of_action(world: World, scenario: Scenario, month: str | int, name: str) -> ActionArithmetic:
    found = arithmetic(world, scenario, run=RUN, month=month, action=name)
    assert isinstance(found, ActionArithmetic)
    return found


def check_sums(sums: Iterable[Sum], symbols: Iterable[Symbol]) -> None:
    """Every text, read with the amounts of its symbols, gives its amount."""
    amounts = {symbol.name: symbol.amount for symbol in symbols}
    assert len(amounts) == len(list(symbols))
    own = [symbol.sum for symbol in symbols if symbol.sum is not None]
    for one in [*sums, *own]:
        assert set(NAME.findall(one.text)) == set(one.reads)
        text = NAME.sub(lambda found: f"({amounts[found[0]]!r})", one.text)
        known = {"max": max, "min": min, "exp": math.exp, "tanh": math.tanh}
        read = eval(text, {"__builtins__": {}, **known})
        assert float(read) == pytest.approx(one.amount, abs=1e-12), one.text
        shown = NAME.sub(lambda found: shortly(amounts[found[0]]), one.text)
        assert re.sub(r"[-+() ]", "", shown) == re.sub(r"[-+() ]", "", one.numbers)
    for symbol in symbols:
        assert (symbol.source is not None) == (symbol.kind == "value")


@pytest.mark.parametrize(("pair", "hint"), [("KOR", True), ("RUS>RUS", False), ("kor", False)])
def test_a_hint_at_quoting_only_where_a_shell_may_have_cut_a_pair(
    world: World, scenario: Scenario, pair: str, *, hint: bool
) -> None:
    with pytest.raises(WorldError, match="is no pair") as caught:
        arithmetic(world, scenario, run=RUN, month=1, pair=pair)
    assert ("quote a pair" in str(caught.value)) == hint


def test_what_is_done_on_condition_is_not_chosen(world: World) -> None:
    """Its instrument is taken, it is told as scripted, and its motives are its own."""
    name = "chn_joint_bomber_patrol"
    event = Contingency("it", name, first=3, last=3)
    ordered = replace(load_scenario("pact", world), contingencies=(event,))
    for month, done in ((2, False), (3, True)):
        found = of_action(world, ordered, month, name)
        assert (found.scripted, found.free) == (done, not done)
        parts = [part.motive for part in found.motives]
        assert len(parts) == len(set(parts))
        sizes = [abs(part.sum.amount) for part in found.motives]
        assert sizes == sorted(sizes, reverse=True)
        assert all(sizes)
        assert found.limit == 0.0
    told = trace(build_case(world, ordered), 0, RUN, 3).deeds
    (deed,) = [one for one in told if (one.step, one.action) == (3, name)]
    assert deed.scripted
    assert deed.probability < 1.0


def check_pair(found: PairArithmetic) -> None:
    assert found.gap <= 1e-12
    amounts = [abs(one.amount) for one in found.contributions]
    assert amounts == sorted(amounts, reverse=True)
    assert 0.0 not in amounts
    check_sums([one.sum for one in found.contributions], found.symbols)


def check_action(found: ActionArithmetic) -> None:
    tilt = sum(part.sum.amount for part in found.motives) + found.foreseen + found.limit
    assert found.choice.tilt == pytest.approx(tilt, abs=1e-9)
    parts = [part.sum.amount for part in found.motives]
    weight = found.base.amount * math.exp(sum(parts) + found.foreseen + found.limit)
    for part in found.motives:  # at the bounds of a world a factor may be beyond every number
        assert part.odds == (math.exp(part.sum.amount) if part.sum.amount < 709.0 else math.inf)
    assert found.choice.weight == pytest.approx(weight, rel=1e-9)
    everything = found.nothing + sum(one.weight for one in found.line)
    assert found.everything == pytest.approx(everything, abs=1e-12)
    assert found.chance == pytest.approx(weight / everything, rel=1e-9)
    assert found.high - found.low == pytest.approx(found.chance, abs=1e-12)
    falls = found.low <= found.uniform < found.high
    assert found.choice.taken == (found.scripted or (found.free and falls))
    check_sums([found.base, *(part.sum for part in found.motives)], found.symbols)


@pytest.mark.parametrize("step", [1, 2, 3, 18])
@pytest.mark.parametrize("pair", ["RUS>KOR", "JPN>KOR", "PRK>RUS", "CHN>RUS"])
def test_contributions_add_up(step: int, pair: str, world: World, scenario: Scenario) -> None:
    found = of_pair(world, scenario, step, pair)
    check_pair(found)
    case = build_case(world, scenario)
    whole = trace(case, 0, RUN, step)
    column = case.names.pairs.index(pair)
    assert found.latent_before == whole.latent[-2, column]
    assert found.latent_after == whole.latent[-1, column]
    booked = {
        (post.entry.action, post.entry.mechanism): post.amount
        for post in whole.postings
        if post.step == step and f"{post.entry.source}>{post.entry.target}" == pair
    }
    assert {(one.action, one.mechanism): one.amount for one in found.contributions} == booked


@pytest.mark.parametrize("step", [1, 4, 18])
@pytest.mark.parametrize(
    "action", ["rus_satellite_technology", "kor_lethal_aid", "kor_nuclear_debate"]
)
def test_odds_multiply_out(step: int, action: str, world: World, scenario: Scenario) -> None:
    check_action(of_action(world, scenario, step, action))


@given(recipes(), st.integers(1, STEPS), st.integers(0, 2**16), st.booleans())
def test_random_worlds(recipe: Recipe, step: int, pick: int, scripted: bool) -> None:
    world, scenario = recipe.world(), recipe.scenario(scripted=scripted)
    names = build_case(world, scenario).names
    check_pair(of_pair(world, scenario, step, names.seen_pairs[pick % len(names.seen_pairs)]))
    check_action(of_action(world, scenario, step, names.actions[pick % len(names.actions)]))


@given(recipes(extreme=True), st.integers(1, STEPS), st.integers(0, 2**16))
def test_worlds_at_their_bounds(recipe: Recipe, step: int, pick: int) -> None:
    world, scenario = recipe.world(), recipe.scenario()
    names = build_case(world, scenario).names
    check_pair(of_pair(world, scenario, step, names.seen_pairs[pick % len(names.seen_pairs)]))
    check_action(of_action(world, scenario, step, names.actions[pick % len(names.actions)]))


def test_names_and_sources_of_a_known_case(world: World, scenario: Scenario) -> None:
    found = of_pair(world, scenario, "2024-08", "RUS>KOR")
    assert (found.step, found.month) == (3, "2024-08")
    first = found.contributions[0]
    assert (first.action, first.mechanism, first.done) == ("kor_lethal_aid", "reciprocity", True)
    assert first.sum.text == "rho[RUS] * x[kor_lethal_aid,RUS] * surprise[kor_lethal_aid]"
    known = {symbol.name: symbol for symbol in found.symbols}
    surprise = known["surprise[kor_lethal_aid]"].sum
    assert surprise is not None
    assert surprise.text == (
        "(1 - flow[kor_lethal_aid]) * "
        "(taken[kor_lethal_aid] - possible[kor_lethal_aid] * expected[kor_lethal_aid])"
    )
    assert known["taken[kor_lethal_aid]"].kind == "deed"
    assert known["expected[kor_lethal_aid]"].kind == "state"
    for name, path in {
        "rho[RUS]": "mechanisms.reciprocity.rho",
        "phi[RUS]": "actors.RUS.balance",
        "x[kor_lethal_aid,RUS]": "actions.kor_lethal_aid.impacts.RUS",
        "z_ref[RUS,KOR]": "dyads.RUS>KOR.alignment",
    }.items():
        source, stated = known[name].source, world.quantities()[path]
        assert source is not None
        assert source.path == path
        assert (source.stated, source.low, source.high) == (stated.value, stated.low, stated.high)
        assert source.sources == stated.sources
        assert source.low <= source.drawn <= source.high
        used = math.atanh(source.drawn) if name.startswith("z_ref") else source.drawn
        assert known[name].amount == pytest.approx(used, abs=1e-15)


def test_a_reference_value_is_shown_as_such(world: World, scenario: Scenario) -> None:
    """What a motive is worth at rest is worked out from values, not from the state of the month."""
    found = of_action(world, scenario, 4, "rus_satellite_technology")
    known = {symbol.name: symbol for symbol in found.symbols}
    rest = known["rest[interest,RUS,KOR]"].sum
    assert rest is not None
    assert rest.text == "tanh(z_ref[RUS,KOR])"
    prize = known["prize_ref[RUS,PRK]"].sum
    assert prize is not None
    assert prize.reads[0] == "d_ref[PRK,RUS]"
    source = known["d_ref[PRK,RUS]"].source
    assert source is not None
    assert source.path == "dyads.PRK>RUS.dependence"


def test_a_value_that_is_set_is_said_to_be(world: World, scenario: Scenario) -> None:
    other = world.with_values({"mechanisms.reciprocity.rho": 0.2})
    found = of_pair(other, scenario, 3, "RUS>KOR")
    source = next(one.source for one in found.symbols if one.name == "rho[RUS]")
    assert source is not None
    assert (source.drawn, source.sources) == (0.2, ("assumption: set by hand",))


def test_what_is_off_adds_nothing(world: World, scenario: Scenario) -> None:
    from dataclasses import replace

    off = replace(scenario, off=scenario.off | {"balance", "resolve"})
    found = of_pair(world, off, 3, "RUS>KOR")
    assert "balance" not in {one.mechanism for one in found.contributions}
    act = of_action(world, off, 4, "rus_satellite_technology")
    assert "resolve" not in {part.motive for part in act.motives}
    check_pair(found)
    check_action(act)


def test_actors_that_look_ahead(world: World, scenario: Scenario) -> None:
    from dataclasses import replace

    found = of_action(world, replace(scenario, decision="anticipating"), 4, "kor_indirect_aid")
    assert found.foreseen != 0.0
    check_action(found)


def test_from_python(world: World, scenario: Scenario) -> None:
    found = sim.arithmetic(world, scenario, run=RUN, month="2024-09", pair="JPN>KOR")
    assert found.month == "2024-09"
    assert np.isfinite(found.change)
    with pytest.raises(ValueError, match="either a pair or an action"):
        sim.arithmetic(world, scenario, run=RUN, month=1)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            {"month": "2024-05", "pair": "RUS>KOR"},
            "the run has no month 2024-05. It goes from 2024-06",
        ),
        ({"month": 19, "pair": "RUS>KOR"}, r"to 2025-11 \(step 18\)"),
        ({"month": "0", "pair": "RUS>KOR"}, "has no month 0"),
        ({"month": "2024-13", "pair": "RUS>KOR"}, "`2024-13` is no month"),
        ({"month": 1, "pair": "RUS>KRO"}, "Did you mean `RUS>KOR`"),
        ({"month": 1, "pair": "UKR>RUS"}, "no pair with an alignment of its own"),
        ({"month": 1, "action": "kor_lethal"}, "`kor_lethal` is no action of anyone"),
    ],
)
def test_what_is_refused(
    asked: dict[str, str | int], said: str, world: World, scenario: Scenario
) -> None:
    with pytest.raises(WorldError, match=said):
        arithmetic(world, scenario, run=RUN, **asked)  # type: ignore[arg-type]
