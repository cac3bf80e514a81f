"""``sim results``: what is kept, opened, put side by side and removed."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from sim.results import IndicatorRow, save
from sim.results.results import KnownPast
from tests.app.cli import Sim
from tests.results.fake import inputs, meta, results, rewrite
from tests.results.test_store import STARTED


def keep(desk: Path, scenario: str, code: str, **changes: object) -> Path:
    """A made-up result; the later it is kept, the newer it is."""
    found = results(meta=meta(scenario=scenario, **changes))
    out = desk / "results"
    made_of = inputs(code=(code * 64)[:64])
    place = save(found, made_of, "", out, STARTED, {"report.html": "page"})
    number = len(list(out.glob("*/*")))
    rewrite(place, finished=(STARTED + timedelta(days=number)).isoformat())
    return place


def test_nothing_yet(sim: Sim, desk: Path) -> None:
    found = sim("results")
    assert (found.code, found.out) == (
        0,
        "Nothing is kept in results. Start with: sim run lethal_aid\n",
    )
    assert "Nothing is kept there yet" in sim("results", "open", "lethal_aid").err


def test_the_newest_first_with_what_was_changed_and_the_finding(sim: Sim, desk: Path) -> None:
    first = keep(desk, "lethal_aid", "a")
    second = keep(desk, "indirect_aid", "b", off=("balance",), set_values={"memory.grievance": "1"})
    told = sim("results").out
    assert told.index(second.name) < told.index(first.name)
    assert "1,000 pairs of runs against pact" in told
    assert "balance" in told.split(second.name)[1].split(first.name)[0]
    assert "Russia toward South Korea -0.16 in Oct 2024" in " ".join(told.split())
    assert "“South Korea hedges toward a bomb” +19 points" in " ".join(told.split())
    (newest, _) = json.loads(sim("results", "--json").out)["results"]
    assert (newest["scenario"], newest["off"]) == ("indirect_aid", ["balance"])
    assert newest["results_dir"] == second.relative_to(desk).as_posix()


def test_only_so_many_are_listed(sim: Sim, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.report.shelf.MOST", 1)
    for number in range(3):
        keep(desk, "lethal_aid", str(number))
    assert "and 2 earlier: sim results --all" in sim("results").out
    assert sim("results", "--all").out.count("lethal_aid/") == 3


def test_a_word_means_a_result(sim: Sim, desk: Path) -> None:
    first, second = keep(desk, "lethal_aid", "a"), keep(desk, "lethal_aid", "b")
    keep(desk, "lethal_aid_calm", "c")
    for word in ("lethal_aid", second.name, second.name[:8], f"lethal_aid/{second.name[:4]}"):
        page = sim("results", "open", word).out
        assert page == f"{second.relative_to(desk) / 'report.html'}\n"
    assert sim("results", "open", first).out == f"{first / 'report.html'}\n"
    wrong = sim("results", "open", "lethal_ad")
    assert (wrong.code, "Did you mean `lethal_aid`" in wrong.err) == (2, True)


def test_two_results_side_by_side(sim: Sim, desk: Path) -> None:
    keep(desk, "lethal_aid", "a")
    keep(desk, "indirect_aid", "b", seed=2)
    told = sim("results", "compare", "lethal_aid", "indirect_aid")
    assert told.code == 0, told.err
    assert "Russia toward South Korea" in told.out
    assert "B less A" in told.out
    assert "other luck" in told.out


def test_two_that_begin_otherwise_say_so_in_the_list_and_side_by_side(sim: Sim, desk: Path) -> None:
    past = KnownPast("year", "The year after", "2024-06", "2025-06", 48, 381, 33)
    before = keep(desk, "lethal_aid", "a")
    after = keep(desk, "lethal_aid", "b", start="2025-07", known_past=past)
    listed = " ".join(sim("results").out.split())
    assert listed.count("from Jul 2025, after “The year after”") == 1
    told = " ".join(sim("results", "compare", before, after).out.split())
    assert "18 months from Jun 2024;" in told
    assert "18 months from Jul 2025, after “The year after”;" in told
    assert "The two begin in another month or after another history" in told
    assert "same luck" not in told


def test_differences_are_those_of_the_numbers_as_printed(sim: Sim, desk: Path) -> None:
    def kept(code: str, with_: float, without: float) -> Path:
        row = IndicatorRow("talks", "Talks", with_, without, with_ - without, 0.01, 1, 18)
        found = results(meta=meta(scenario="lethal_aid", settled=()), indicators=(row,))
        made_of = inputs(code=code * 64)
        return save(found, made_of, "", desk / "results", STARTED, {"report.html": "page"})

    a, b = kept("a", 0.226, 0.082), kept("b", 0.175, 0.079)  # 22.6% and 8.2%; 17.5% and 7.9%
    assert "“Talks” +14.4 points" in sim("results").out
    (row,) = [
        line.split() for line in sim("results", "compare", a, b).out.splitlines() if "Talks" in line
    ]
    assert row[1:4] == ["+14.4", "+9.6", "-4.8"]


def test_what_is_removed_is_gone_and_nothing_else(sim: Sim, desk: Path) -> None:
    first, second = keep(desk, "lethal_aid", "a"), keep(desk, "lethal_aid", "b")
    unclear = sim("results", "remove", "lethal_aid")
    assert unclear.code == 2
    assert "may mean 2 results" in unclear.err
    assert sim("results", "remove", first.name).out == f"removed {first.relative_to(desk)}\n"
    assert not first.exists()
    assert second.is_dir()
    sim("results", "remove", "lethal_aid")
    assert list((desk / "results").iterdir()) == []


@pytest.mark.parametrize("harm", ["{", "{}", '{"format": 1, "files": {}}'])
def test_what_cannot_be_read_is_listed_with_the_reason(sim: Sim, desk: Path, harm: str) -> None:
    place = keep(desk, "lethal_aid", "a")
    keep(desk, "indirect_aid", "b")
    (place / "manifest.json").write_text(harm)
    told = sim("results")
    assert (told.code, told.err) == (0, "")
    assert f"lethal_aid/{place.name}  no date, cannot be read" in told.out
    assert "South Korea hedges toward a bomb" in told.out


def test_another_study_is_listed_by_its_title_and_its_month(sim: Sim, desk: Path) -> None:
    place = desk / "results" / "map" / "0123456789ab"
    place.mkdir(parents=True)
    facts = {"kind": "map", "finished": "2026-01-02T00:00:00", "title": "Two\x1b values"}
    (place / "manifest.json").write_text(json.dumps(facts | {"start": "2025-07"}))
    told = sim("results").out
    assert f"map/{place.name}  2026-01-02, map from Jul 2025\n" in told
    assert "Two" in told.splitlines()[2]
    assert "\x1b" not in told


def test_what_is_no_result_is_not_removed(sim: Sim, desk: Path) -> None:
    place = keep(desk, "lethal_aid", "a")
    link = desk / "results" / "lethal_aid" / "link"
    link.symlink_to(place)
    found = sim("results", "remove", link)
    assert (found.code, "no result folder" in found.err) == (2, True)
    assert place.is_dir()
