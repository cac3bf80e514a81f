"""Readings that are kept come back as they were; what is no such file is refused in plain words."""

import json
from pathlib import Path

import pytest

from sim.results.faults import MeasuredFault, Measurement, Reading, read_saved
from sim.study.faults import FAULTS
from sim.world import World, WorldError

BEFORE = Path(__file__).parents[3] / "docs" / "faults-before.json"
READINGS = (
    Reading("one", "one", "share", 0.123456789, 0.01),
    Reading("none", "none", "ratio", None, note="a, b"),
)


def test_what_is_kept_comes_back(world: World, tmp_path: Path) -> None:
    kept = Measurement(world, 30, 4, (MeasuredFault(FAULTS[0], READINGS),)).saved("then", "0.1.0")
    file = tmp_path / "kept.json"
    file.write_text(kept.text(), encoding="utf-8")
    back = read_saved(file)
    assert back == kept
    assert (back.runs, back.seed, back.label) == (30, 4, "then")
    one, none = back.reading(1, "one"), back.reading(1, "none")
    assert one is not None
    assert (one.value, one.error) == (0.123457, 0.01)
    assert none is not None
    assert (none.value, none.note) == (None, "a, b")
    assert back.reading(2, "one") is None
    assert back.reading(1, "two") is None


def test_what_comes_along_is_read() -> None:
    assert {str(fault.number) for fault in FAULTS} <= set(read_saved(BEFORE).readings)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no JSON"),
        ('{"label": "x",\n oops}', r"kept.json:2: this is no JSON"),
        ("[" * 100_000, "no JSON"),
        ("[]", "the whole"),
        ("{}", "label: field required"),
    ],
)
def test_what_is_no_such_file_is_refused(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "kept.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(WorldError, match=said):
        read_saved(file)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"runs": 0}, "runs"),
        ({"more": 1}, "more"),
        ({"readings": {"1": {"x": {"value": "much"}}}}, "readings.1.x.value"),
        ({"readings": {"1": {"x": {"value": 1.0, "error": -1.0}}}}, "readings.1.x.error"),
        ({"readings": {"1": {"x": {"value": float("nan")}}}}, "readings.1.x.value"),
    ],
)
def test_what_is_wrong_in_it_is_named(
    changed: dict[str, object], said: str, tmp_path: Path
) -> None:
    whole = json.loads(BEFORE.read_text(encoding="utf-8"))
    file = tmp_path / "kept.json"
    file.write_text(json.dumps({**whole, **changed}), encoding="utf-8")
    with pytest.raises(WorldError, match=said):
        read_saved(file)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match=r"no\.json: the file cannot be read"):
        read_saved(tmp_path / "no.json")
