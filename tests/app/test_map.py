"""``sim map``: signs on the terminal, a table and a page."""

import json
from pathlib import Path

import pytest

from tests.app.cli import Sim

ASKED = ("--x", "actors.RUS.precision", "--y", "theatres.korean_peninsula.tension")


def place(desk: Path) -> Path:
    (found,) = (desk / "results" / "map").iterdir()
    return found


def test_it_draws_a_map_and_writes_a_folder(sim: Sim, desk: Path) -> None:
    found = sim("map", "lethal_aid", *ASKED, "--of", "RUS>KOR", "--points", 3, "--runs", 10)
    assert (found.code, found.err) == (0, "")
    assert "theatres.korean_peninsula.tension  upwards" in found.out
    assert "below 0 at 9" in found.out
    assert "18 months from Jun 2024; 10 runs at each" in " ".join(found.out.split())
    assert len((place(desk) / "map.csv").read_text().splitlines()) == 10
    assert "<svg" in (place(desk) / "report.html").read_text()


def test_it_says_what_is_known_before(sim: Sim, desk: Path) -> None:
    led = (*ASKED, "--of", "RUS>KOR", "--points", 3, "--runs", 2, "--from", "2025-07")
    said = " ".join(sim("map", "lethal_aid", *led).out.split())
    assert "18 months from Jul 2025" in said
    assert "Known before: The year after the pact, Jun 2024 to Jun 2025." in said
    assert "The year after the pact" in (place(desk) / "report.html").read_text()


def test_the_line_runs_where_the_mean_crosses(sim: Sim, desk: Path) -> None:
    level = ("--level", "--turn", "4.6", "--points", 5, "--runs", 10)
    asked = ("map", "lethal_aid", *ASKED, "--of", "korean_peninsula", *level)
    found = sim(*asked)
    assert "It turns within the map" in " ".join(found.out.split())
    assert "─" in found.out
    rows = json.loads(sim(*asked, "--json").out)["map"]
    assert min(row["mean"] for row in rows) < 4.6 < max(row["mean"] for row in rows)


def test_a_sweep_says_which_months_cannot_be(sim: Sim, desk: Path) -> None:
    asked = ("map", "lethal_aid", "--sweep-month", "kor_lethal_aid", "--of", "RUS>KOR")
    found = json.loads(sim(*asked, "--runs", 10, "--json").out)
    months = found["months"]
    assert len(months) == 18
    assert "needs rok_lethal_aid" in months[0]["why_not"]
    assert months[0]["mean"] is None
    assert months[2]["mean"] < 0
    screen = sim(*asked, "--runs", 10).out
    assert "(as scripted)" in screen
    assert "Jun 2024 cannot be: `kor_lethal_aid` needs rok_lethal_aid" in " ".join(screen.split())


@pytest.mark.slow
def test_an_event_of_a_branch_moves(sim: Sim, desk: Path) -> None:
    asked = ("map", "three_winters", "--sweep-month", "usa_lifts_limits_on_ukraine", "--of")
    found = json.loads(sim(*asked, "ukraine", "--runs", 20, "--steps", 20, "--json").out)
    months = found["months"]
    assert [row["why_not"] for row in months] == [""] * 20
    assert len({row["mean"] for row in months}) > 5


def test_what_waits_for_its_condition_has_no_month_to_move(sim: Sim, desk: Path) -> None:
    asked = ("--sweep-month", "kor_lethal_aid", "--of", "RUS>KOR")
    found = sim("map", "if_technology_then_aid", *asked)
    assert found.code == 2
    assert "`kor_lethal_aid` has no month of its own in if_technology_then_aid" in found.err
    assert "Move an event with `step` or `date`." in found.err
    assert not list(desk.iterdir())


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--of", "RUS>KOR"), "name two values, --x PATH --y PATH, or one event"),
        ((*ASKED, "--sweep-month", "kor_lethal_aid", "--of", "RUS>KOR"), "name two values"),
        ((*ASKED, "--of", "RUS"), "An alignment is of a pair. In a terminal, quote it"),
        ((*ASKED, "--of", "RUS>KOR", "--level"), "Add it: --turn NUMBER"),
        (("--sweep-month", "kor_lethal_ad", "--of", "RUS>KOR"), "Did you mean `kor_lethal_aid`?"),
        (("--x", "actors.RUS.precison", *ASKED[2:], "--of", "RUS>KOR"), "Did you mean"),
        ((*ASKED, "--of", "RUS>KOR", "--points", "1"), "1 is not in the range"),
        ((*ASKED, "--of", "RUS>KOR", "--turn", "nan"), "it cannot turn there"),
        ((*ASKED, "--of", "RUS>KOR", "--turn", "inf"), "it cannot turn there"),
        ((*ASKED, "--of", "RUS>KOR", "--turn", "1e300"), "it cannot turn there"),
    ],
)
def test_what_cannot_be_mapped_is_refused(
    sim: Sim, desk: Path, asked: tuple[str, ...], said: str
) -> None:
    found = sim("map", "lethal_aid", *asked)
    assert found.code == 2
    assert said in found.err
    assert not list(desk.iterdir())
