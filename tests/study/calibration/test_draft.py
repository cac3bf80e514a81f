"""A draft of a history: what coded events look like, and no more than a proposal."""

from pathlib import Path

import pytest

from sim.report.draft import text
from sim.study.calibration import Wanted
from sim.study.calibration.draft import Draft, drafted
from sim.world import World, WorldError
from sim.world.read_history import load_history

ROWS = """\
date,source,target,code
2024-05-02,RUS,KOR,130
2024-06-20,RUS,KOR,130
2024-06-20,RUS,KOR,130
2024-06-24,RUS,KOR,130
2024-06-21,KOR,RUS,114
2024-07-05,PRK,KOR,190
2024-07-05,USA,PRK,025
"""


@pytest.fixture
def events(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text(ROWS)
    return path


def draft(world: World, events: Path, **wanted: object) -> Draft:
    return drafted(world, Wanted(path=events, **wanted))  # type: ignore[arg-type]


def test_what_an_event_looks_like(world: World, events: Path) -> None:
    found = draft(world, events)
    assert (found.first, found.last) == ("2024-06", "2024-07")
    told = {one.action: one for one in found.proposals}
    assert set(told) == {
        "rus_warns_seoul",
        "rus_threatens_to_arm_others",
        "kor_summons_ambassador",
        "prk_border_provocation",
    }
    warns = told["rus_warns_seoul"]
    assert (warns.day, warns.days, warns.events) == ("2024-06-20", 2, 2)
    assert (warns.pairs, warns.codes) == (("RUS>KOR",), ("130",))
    assert warns.twins == ("rus_threatens_to_arm_others",)
    assert (found.events, found.unlike) == (5, 1)  # the American word to Pyongyang
    assert "# 5 events between two of the states, of which 1 looks like no action" in text(
        found, world
    )


def test_a_repeated_row_counts_where_it_is_asked_for(world: World, events: Path) -> None:
    found = draft(world, events, once=False)
    assert {one.action: one.events for one in found.proposals}["rus_warns_seoul"] == 3


def test_months_before_the_world_are_not_proposed(world: World, events: Path) -> None:
    assert draft(world, events, first="2020-01").first == "2024-06"
    with pytest.raises(WorldError, match="no event between two of"):
        draft(world, events, first="2024-08")


def test_nothing_is_accepted_by_itself(world: World, events: Path, tmp_path: Path) -> None:
    """The draft is refused as it stands; with an entry accepted and cited it is a history."""
    path = tmp_path / "draft.yaml"
    path.write_text(text(draft(world, events), world))
    with pytest.raises(WorldError, match="`events` has no value"):
        load_history(path, world)
    lines = path.read_text().split("\n")
    at = next(n for n, line in enumerate(lines) if "kor_summons_ambassador, source" in line)
    lines[at] = lines[at].replace("# - ", "- ").replace('"data:..."', '"data:coded-events"')
    path.write_text("\n".join(lines))
    found = load_history(path, world)
    assert [(deed.date, deed.action) for deed in found.deeds] == [
        ("2024-06-21", "kor_summons_ambassador")
    ]


def test_a_file_name_cannot_break_out_of_its_comment(world: World, tmp_path: Path) -> None:
    path = tmp_path / "events\nevil: true.csv"
    path.write_text(ROWS)
    assert "\nevil" not in text(draft(world, path), world)
