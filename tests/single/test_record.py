"""A run as plain data and back, to the bit; what is no such record is refused."""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.single import EscalationModel, Record
from sim.world import World, WorldError, load_scenario, load_world
from tests.single.plays import play

WORLD = load_world()
LETHAL_AID = load_scenario("lethal_aid", WORLD)


def kept(model: EscalationModel) -> Record:
    """What a record is once it has been a file."""
    found: Record = json.loads(json.dumps(model.to_record()))
    return found


def same(one: EscalationModel, other: EscalationModel) -> bool:
    return (
        one.history == other.history
        and np.array_equal(one.state.latent, other.state.latent)
        and one.off == other.off
        and all(a.queue == b.queue for a, b in zip(one.deciders, other.deciders, strict=True))
    )


@settings(max_examples=4, deadline=None)
@given(
    seed=st.integers(0, 2**63 - 1),
    stated=st.booleans(),
    months=st.lists(st.booleans(), max_size=6),
)
def test_a_replay_is_the_run_to_the_bit(seed: int, stated: bool, months: list[bool]) -> None:
    values = "stated" if stated else "drawn"
    model = EscalationModel(WORLD, LETHAL_AID, seed=seed, run=seed % 7, values=values)
    model.play("RUS", lambda _actor, options: dict.fromkeys(list(options)[:2]))
    for number, off in enumerate(months):
        if off:
            model.switch_off("balance", "resolve")
        else:
            model.switch_on(*model.off)
        play(model, 1, number)
    model.choose("JPN", None)
    again = EscalationModel.from_record(kept(model), WORLD, LETHAL_AID)
    assert same(model, again)
    model.play("RUS", None)
    assert same(model.run(), again.run())
    assert kept(model) == kept(again)


def test_a_record_is_made_of_what_it_says(model: EscalationModel) -> None:
    model.switch_off("balance")
    model.choose("KOR", "kor_nuclear_debate")
    model.step()
    record = kept(model)
    assert (record["scenario"], record["seed"], record["run"]) == ("lethal_aid", 3, 2)
    assert record["months"] == [
        {
            "choices": {"kor_nuclear_course": {"action": "kor_nuclear_debate", "by": "player"}},
            "off": ["balance"],
        }
    ]
    assert EscalationModel.from_record(record).history == model.history  # by its scenario's name


def test_a_foreign_record_is_refused(model: EscalationModel, world: World) -> None:
    model.step()
    record = kept(model)
    other = world.with_values({"actors.KOR.precision": 1.0})
    with pytest.raises(WorldError, match="record: it is of another world"):
        EscalationModel.from_record(record, other)
    shorter = replace(model.scenario, events=model.scenario.events[:1])
    with pytest.raises(WorldError, match="`lethal_aid` is not as it was then"):
        EscalationModel.from_record(record, world, shorter)


BROKEN: list[tuple[dict[str, Any], str]] = [
    ({"format": 2}, "`format` cannot be 2"),
    ({"seed": -1}, "`seed` is -1, too small"),
    ({"seed": "0"}, "`seed` must be a whole number"),
    ({"extra": 1}, "unknown key `extra`"),
    ({"months": [{"choices": {}}, {"off": ["balanc"]}]}, "month 2 cannot be: `balanc`: unknown"),
    ({"months": [{"choices": {"kor": {"action": None, "by": "player"}}}]}, "month 1 cannot be"),
    ({"months": [{"choices": {"kor_neighbours": {"action": 1, "by": "player"}}}]}, "must be text"),
    ({"months": [{"choices": {"kor_neighbours": {"action": None, "by": "draw"}}}]}, "`by` cannot"),
    ({"months": []}, "its 0 months come to another end"),
    ({"state": "0" * 64}, "its 1 months come to another end"),
    ({"months": [{}] * 19}, "month 19 cannot be: The run is over"),
    ({"world": "x"}, "64 hexadecimal digits"),
]


@pytest.fixture(scope="module")
def record() -> Record:
    model = EscalationModel(WORLD, LETHAL_AID, seed=3, run=2)
    model.step()
    return kept(model)


@pytest.mark.parametrize(("change", "words"), BROKEN)
def test_what_is_no_record(record: Record, change: dict[str, Any], words: str) -> None:
    with pytest.raises(WorldError, match="record: ") as refused:
        EscalationModel.from_record(record | change, WORLD, LETHAL_AID)
    assert words in str(refused.value)


@pytest.mark.parametrize("nonsense", [{}, {"format": 1}, {"months": None}])
def test_nonsense_is_told_as_such(nonsense: dict[str, Any]) -> None:
    with pytest.raises(WorldError, match="is missing"):
        EscalationModel.from_record(nonsense, WORLD)
