"""A result as a notebook shows it."""

import base64
import filecmp
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

import sim
from sim.ask.result import Result
from sim.results.store import TABLES
from tests.app.cli import Sim


def test_it_is_told_in_a_line(made: Result) -> None:
    assert repr(made) == (
        "<Result lethal_aid against pact: 40 pairs of runs, 18 months from 2024-06>"
    )


def test_the_card_has_the_finding_and_two_pictures_and_reaches_for_nothing(made: Result) -> None:
    card = made._repr_html_()
    text = re.sub(r"\s+", " ", made.finding)
    assert text
    assert "<" not in text
    assert text.split("“")[0] in card
    pictures = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', card)
    assert len(pictures) == 2
    for coded in pictures:
        assert ElementTree.fromstring(base64.b64decode(coded)).tag.endswith("svg")
    assert "http" not in card
    assert "<script" not in card
    assert "<style" not in card


def test_made_and_read_back_are_the_same(made: Result, read: Result) -> None:
    assert read.results.shifts == made.results.shifts
    assert read._repr_html_() == made._repr_html_()
    assert read.tables == made.tables == tuple(TABLES)
    for name, array in made.ensemble.arrays.items():
        assert (read.ensemble.arrays[name] == array).all()


def test_every_table_is_a_frame(made: Result) -> None:
    for name in made.tables:
        frame = made.to_frame(name)
        assert len(frame) == len(getattr(made.results, name))
    assert made.to_frame().equals(made.to_frame("shifts"))
    assert made.to_frame("indicators")["with"].between(0, 1).all()
    with pytest.raises(ValueError, match="Did you mean `shifts`"):
        made.to_frame("shift")


def test_the_page_goes_where_it_is_asked_for(read: Result, tmp_path: Path) -> None:
    assert read.place is not None
    written = read.report(tmp_path / "page.html")
    assert written.read_bytes() == (read.place / "report.html").read_bytes()


def test_the_command_writes_the_same_folder(
    made: Result, read: Result, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Sim(capsys)("run", "lethal_aid", "--runs", 40, "--seed", 1, "--out", tmp_path)
    assert read.place is not None
    (place,) = tmp_path.glob("lethal_aid/*")
    assert place.name == read.place.name
    names = sorted(path.name for path in place.iterdir())
    _, differ, lost = filecmp.cmpfiles(place, read.place, names, shallow=False)
    assert set(differ) <= {"manifest.json"}  # its times
    assert not lost


def test_a_copy_is_saved_elsewhere(read: Result, tmp_path: Path) -> None:
    assert read.place is not None
    place = read.save(tmp_path)
    assert place == tmp_path / "lethal_aid" / read.place.name
    assert sim.load(place).results == read.results
    assert read.save(read.place.parent.parent) == read.place


def test_a_result_is_explained_whether_made_or_read(made: Result, read: Result) -> None:
    how = {"pair": "RUS>KOR", "without": ["balance"], "flip": False, "workers": 1}
    ours, theirs = (sim.explain(one, **how) for one in (made, read))
    (row,) = (row for row in made.results.shifts if (row.source, row.target) == ("RUS", "KOR"))
    assert ours.found == theirs.found
    assert ours.found.effect == pytest.approx(row.effect, abs=1e-5)
    assert "waterfall" in ours.tables
    with pytest.raises(ValueError, match="leave out steps"):
        sim.diagnose(read, steps=6)
