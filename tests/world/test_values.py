"""Values files: what `--set` says of one value, said of many with ranges and sources."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sim.world import World, WorldError
from sim.world.values import load_values

MINE = 'sources:\n  mine: {kind: data, citation: "My own events"}\n'
PATH = "actions.alp_arms_beta.base_rate"
GOOD = f"{MINE}set:\n  {PATH}: {{value: 0.02, range: [0.01, 0.03], source: 'data:mine#2 of 99'}}\n"


def test_values_take_their_places_with_ranges_and_sources(
    small: World, write: Callable[..., Path]
) -> None:
    found = load_values(write(f"{GOOD}  postures.alp_arms_rule.start: allowed\n"), small)
    world = found.apply(small)
    value = world.quantities()[PATH]
    assert (value.value, value.low, value.high) == (0.02, 0.01, 0.03)
    assert value.sources == ("data:mine#2 of 99",)
    assert world.postures["alp_arms_rule"].start == "allowed"
    assert world.sources["mine"].citation == "My own events"
    assert "mine" not in small.sources
    untouched = {path for path in small.quantities() if path != PATH}
    assert {p: world.quantities()[p] for p in untouched} == {
        p: small.quantities()[p] for p in untouched
    }


def test_a_source_above_holds_for_all(small: World, write: Callable[..., Path]) -> None:
    text = f'source: "data:counts#all"\nset:\n  {PATH}: {{value: 0.02, range: [0.01, 0.03]}}\n'
    assert load_values(write(text), small).set[PATH].sources == ("data:counts#all",)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD.replace("alp_arms_beta", "alp_arms_bet"), ":4: unknown path"),
        (GOOD.replace("[0.01, 0.03]", "[0.03, 0.01]"), ":4: the range [0.03, 0.01] is upside down"),
        (GOOD.replace("data:mine", "data:min"), "is not in sources.yaml. Did you mean `mine`?"),
        (GOOD.replace(", source: 'data:mine#2 of 99'", ""), ":4: the value has no source"),
        (GOOD.replace("mine", "counts"), ":2: the world has a source `counts` already"),
        (GOOD.replace("citation", "cite"), ":2: unknown key `cite`. Known: citation"),
        (f"source: data:nothing\n{GOOD}", ":1: the source `data:nothing` is not in sources.yaml"),
        (f"{GOOD}extra: 1\n", ":5: unknown key `extra`"),
        (f"{MINE}set: {{}}\n", ":3: `set` is empty or too short"),
        (MINE, "the key `set` is missing"),
        ("", ":1: the file is empty"),
        (
            GOOD.replace("0.02, range: [0.01, 0.03]", "0.5, range: [0.4, 0.99]"),
            ":4: the base rates of alp_arms add up to",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    text: str, told: str, small: World, write: Callable[..., Path]
) -> None:
    with pytest.raises(WorldError) as caught:
        load_values(write(text), small)
    assert told in str(caught.value)
