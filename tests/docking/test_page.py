"""The page in docs/ is what the command writes, and tells of what does not agree."""

import re
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from sim.report.docking.page import page
from sim.results.docking import Docked, Docking
from sim.world import World
from tests.app.cli import Sim

PAGE = Path(__file__).parents[2] / "docs" / "docking.md"


@pytest.fixture
def sim(
    capsys: pytest.CaptureFixture[str],
    found: dict[str, Docking],
    monkeypatch: pytest.MonkeyPatch,
) -> Sim:
    """The command line with the comparisons already at hand."""
    at_hand = ModuleType("sim.study.docking")
    at_hand.dockings = lambda world, scenario, report: tuple(found.values())  # type: ignore[attr-defined]
    at_hand.WHOLE = 4  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sim.study.docking", at_hand)
    return Sim(capsys)


@pytest.mark.slow
def test_the_page_is_as_the_command_writes_it(
    found: dict[str, Docking], default_world: World
) -> None:
    written = PAGE.read_text(encoding="utf-8")
    assert written == page(tuple(found.values()), default_world), (
        "run: sim docking --out docs/docking.md"
    )


def test_every_comparison_agrees(found: dict[str, Docking]) -> None:
    rows = [row for docking in found.values() for row in docking.rows]
    assert [row for row in rows if row.agrees == row.known_miss] == []
    assert [row.what.partition(":")[0] for row in rows if row.known_miss] == ["Europe"]


def test_what_is_missed_is_told_at_once(found: dict[str, Docking], default_world: World) -> None:
    said = page(tuple(found.values()), default_world)
    head = " ".join(said.split("| published result")[0].split())
    assert "Missed: Europe: the side against Germany" in head
    title = found["landscape"].title
    assert "Europe 1936 and Unix not reproduced" in title
    (link,) = re.findall(r"\(#(landscape[^)]*)\)", said)
    assert link == "landscape-theory-of-aggregation-syria-2016-europe-1936-and-unix-not-reproduced"


def test_command(sim: Sim, found: dict[str, Docking], default_world: World, tmp_path: Path) -> None:
    told = sim("docking", "--full")
    assert (told.code, told.out) == (0, page(tuple(found.values()), default_world))
    file = tmp_path / "page.md"
    assert sim("docking", "--out", str(file)).code == 0
    assert file.read_text(encoding="utf-8") == told.out


def test_command_says_why_it_cannot_write(sim: Sim, tmp_path: Path) -> None:
    told = sim("docking", "--out", str(tmp_path / "nowhere" / "page.md"))
    assert told.code == 2
    assert "cannot write" in told.err


def test_command_fails_if_a_result_is_missed(sim: Sim, found: dict[str, Docking]) -> None:
    docking = found["landscape"]
    wrong = replace(docking, rows=(Docked("energy", 1.0, 2.0, 0.5),))
    sys.modules["sim.study.docking"].dockings = lambda *_: (wrong,)  # type: ignore[attr-defined]
    told = sim("docking")
    assert told.code == 1
    assert "| energy | 1 | 2 | 1.0e+00 | 5.0e-01 | **no** |" in told.out
    assert "0 of 1 comparisons agree" in told.out


@pytest.mark.parametrize(
    ("row", "agrees", "difference"),
    [
        (Docked("number", 1.0, 1.25, 0.25), True, 0.25),
        (Docked("number", 1.0, 1.25, 0.2), False, 0.25),
        (Docked("words", "a", "a"), True, None),
        (Docked("words", "a", "b"), False, None),
    ],
)
def test_agreement(row: Docked, agrees: bool, difference: float | None) -> None:
    assert (row.agrees, row.difference) == (agrees, difference)


def test_what_is_not_a_number_agrees_with_nothing() -> None:
    assert not Docked("number", 1.0, float("nan"), 1e9).agrees
