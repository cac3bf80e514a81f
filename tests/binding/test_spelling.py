"""What each number of a run is called."""

import re

import pytest
from hypothesis import given

from sim.binding import Case, build_case
from sim.binding.spelling import at_rest, spelled
from sim.kernel.program import CONSTANT
from sim.world import World, load_scenario
from tests.laws.worlds import Recipe, recipes


@pytest.fixture(scope="module")
def case(world: World) -> Case:
    return build_case(world, load_scenario("lethal_aid", world))


AXES = ("parties", "theatres", "instruments", "postures", "threats", "capabilities", "actions")


@pytest.mark.parametrize(
    ("symbol", "key", "name"),
    [
        ("a", ("JPN", "KOR"), "a[JPN,KOR]"),
        ("rho", "JPN", "rho[JPN]"),
        ("x", ("kor_lethal_aid", "RUS"), "x[kor_lethal_aid,RUS]"),
        ("escalation", ("kor_lethal_aid", "ukraine"), "escalation[kor_lethal_aid,ukraine]"),
        ("surprise", "kor_lethal_aid", "surprise[kor_lethal_aid]"),
        ("need", "JPN", "need[JPN]"),
        ("joint", ("KOR", "JPN"), "joint[KOR,JPN]"),
        ("stirred", "korean_peninsula", "stirred[korean_peninsula]"),
        ("blamed", ("PRK", "korean_peninsula"), "blamed[PRK,korean_peninsula]"),
        ("part", ("rus_prk_pact", "PRK"), "part[rus_prk_pact,PRK]"),
        ("built", ("rus_conventional_arms", "prk_arms"), "built[rus_conventional_arms,prk_arms]"),
        ("voiced", "rus_arms_if_lethal_aid", "voiced[rus_arms_if_lethal_aid]"),
        (
            "holds",
            ("rus_arms_if_lethal_aid", "rok_lethal_aid"),
            "holds[rus_arms_if_lethal_aid,rok_lethal_aid]",
        ),
        ("rest", ("interest", "JPN", "KOR"), "rest[interest,JPN,KOR]"),
        ("rest", ("resolve", "kor_indirect_aid"), "rest[resolve,kor_indirect_aid]"),
        ("weight", ("resolve", "KOR"), "weight[resolve,KOR]"),
        ("everything", "usa_umbrella", "everything[usa_umbrella]"),
    ],
)
def test_symbol_and_key(symbol: str, key: object, name: str, case: Case) -> None:
    program, names = case.laws.booked, case.names
    numbers = {name: number for axis in AXES for number, name in enumerate(getattr(names, axis))}
    parts = key if isinstance(key, tuple) else (key,)
    asked = tuple(numbers.get(part, part) for part in parts)
    slots = program.slots(symbol)
    slot = slots[asked if isinstance(key, tuple) else asked[0]]
    assert spelled(program, names)[slot] == name


@given(recipes())
def test_every_number_has_one_name_and_no_index(recipe: Recipe) -> None:
    case = recipe.case()
    program = case.laws.booked
    names = spelled(program, case.names)
    assert sorted(names) == list(range(program.layout.width))
    assert len(set(names.values())) == len(names)
    apart = {*program.slots("ledger").values(), *program.slots(CONSTANT).values()}
    for slot, name in names.items():
        assert slot in apart or not re.search(r"[\[,]-?\d+[\],]", name), name


def test_at_rest() -> None:
    assert at_rest("a[JPN,KOR]") == "a_ref[JPN,KOR]"
