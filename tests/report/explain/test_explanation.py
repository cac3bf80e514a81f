"""The screen of `sim explain`, read back."""

import io
import json
import re
from dataclasses import replace
from functools import lru_cache

import pytest

from sim.ledger import trace
from sim.report.explain.as_json import explanation_json, story_json
from sim.report.explain.explained import View
from sim.report.explain.story import Story, tell
from sim.report.explain.telling import short as brief
from sim.report.explain.telling import show_story
from sim.report.explain.text import BAR_WIDTH, drawn, show
from sim.report.screen import WIDTH, console
from sim.results.formats import plain
from sim.study.explain.explain import explain
from tests.study import desk


@lru_cache
def view(flip: bool = False, **how: str) -> View:
    one = desk.asked()
    found = explain(
        one.world, one.scenario, one.baseline, runs=80, seed=1, steps=9, flip=flip, **how
    )  # type: ignore[arg-type]
    return View(found, one.world, one.scenario, one.baseline)


def printed(one: View) -> str:
    text = io.StringIO()
    show(one, console(text))
    return text.getvalue()


def block(text: str, title: str) -> list[str]:
    return text.split(f"{title}  ")[1].split("\n\n")[0].splitlines()


@lru_cache
def story() -> Story:
    one, both = desk.asked(), desk.pairing()
    ours, theirs = (trace(case, 1, 2, 9) for case in (both.with_, both.without))
    return tell(ours, theirs, one.world, one.scenario, both.with_.names.pairs)


def test_the_waterfall_on_the_screen_closes() -> None:
    one = view(pair="RUS>KOR")
    lines = block(printed(one), "What adds up to it")[2:]
    *rows, total = lines
    bars = [line for line in rows if "±" in line]  # the others go on with a label
    shifts = [float(re.findall(r"([+-]?\d\.\d{3})  ±", line)[0]) for line in bars]
    so_far = [float(re.findall(r"±\d\.\d{3}\s+([+-]?\d\.\d{3})", line)[0]) for line in bars]
    shown = float(re.findall(r"[+-]?\d\.\d{3}", total)[0])
    assert shown == pytest.approx(one.found.effect, abs=5.1e-4)
    assert so_far[-1] == pytest.approx(shown, abs=1e-9)
    assert sum(shifts) == pytest.approx(shown, abs=5e-4 * len(shifts))
    assert any(line.strip().startswith("fading:") for line in bars)
    assert any(line.strip().startswith("the pull back") for line in bars)
    assert any(line.strip().startswith("everything else") for line in bars)
    for line, shift in zip(bars, shifts, strict=True):
        signs = set(re.sub(r".*[\d)]", "", line.rstrip()).strip())
        assert signs <= ({"+"} if shift >= 0.0 else {"-"}) or shift == 0.0


def test_what_is_left_is_said_in_the_unit_of_the_target() -> None:
    for how, unit in (
        (("pair", "RUS>KOR"), ""),
        (("indicator", "russia_arms_north_korea"), "points"),
    ):
        one = view(**dict([how]))
        lines = block(printed(one), "What is left without")[2:]
        rows = [line for line in lines if "±" in line]
        assert len(rows) == len(one.found.remainders) + 1
        assert all(unit in line for line in rows)


def test_what_is_left_is_measured_against_the_effect_on_the_same_pairs() -> None:
    one = view(pair="RUS>KOR")
    few = replace(one.found, removal_runs=40, removal_effect=-0.123, removal_error=0.009)
    text = printed(replace(one, found=few))
    assert "the effect again, on the first 40 pairs" in text
    first = block(text, "What is left without")[2]
    assert first.split() == ["nothing", "-0.123", "±0.009", "100%"]


def test_what_was_changed_is_said() -> None:
    one = replace(view(pair="RUS>KOR"), set_values={"actors.KOR.precision": "1.5"}, off=("regard",))
    assert "Changed in both arms: actors.KOR.precision = 1.5; regard switched off" in printed(one)
    told = json.loads(explanation_json(one))
    assert (told["set"], told["off"]) == ({"actors.KOR.precision": "1.5"}, ["regard"])


def test_labels_go_on_in_the_next_line_and_are_never_cut() -> None:
    for how in ({"pair": "RUS>KOR"}, {"action": "rus_satellite_technology"}):
        text = printed(view(**how))
        assert "…" not in text
        assert max(map(len, text.splitlines())) <= WIDTH


def test_motives_are_told_and_add_up() -> None:
    one = view(action="rus_satellite_technology")
    lines = block(printed(one), "Why it is chosen")
    shown = float(re.findall(r"[+-]\d\.\d{3}", lines[-1])[0])
    assert shown == pytest.approx(one.found.effect, abs=5.1e-4)
    assert any("retaliation: paying back harm" in line and "x " in line for line in lines)
    left = block(printed(one), "What is left without")
    assert any("motive retaliation: paying back harm" in line for line in left)
    assert "What moves it" not in printed(one)  # the action itself


def test_flips_name_their_range_and_sources() -> None:
    one = view(flip=True, pair="RUS>KOR")
    text = printed(one)
    assert one.found.search is not None
    first = one.found.search.flips[0]
    assert f"{first.low:.3g} to {first.high:.3g}" in text
    assert "rests on:" in text
    if one.found.search.turning:
        assert first.verdict in ("reverses", "fades")
    else:
        assert "No single value reverses the finding" in text


def test_warnings() -> None:
    assert "the script itself decides this" in printed(view(indicator="seoul_sends_lethal_aid"))
    assert "cannot be told from none" in printed(view(indicator="nuclear_test"))
    assert "Warning" not in printed(view(pair="RUS>KOR"))


@pytest.mark.parametrize(
    "how",
    [
        {"pair": "RUS>KOR"},
        {"action": "rus_satellite_technology"},
        {"indicator": "peninsula_clash"},
        {"indicator": "tokyo_moves_to_seoul"},
    ],
)
def test_it_fits_the_screen(how: dict[str, str]) -> None:
    lines = printed(view(**how)).splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert all(line == line.rstrip() for line in lines)
    assert "\x1b" not in "".join(lines)


def test_bars_are_drawn_where_the_sum_moves() -> None:
    assert drawn(0.0, 1.0, 0.0, 1.0).plain == "+" * BAR_WIDTH
    assert drawn(1.0, 0.5, 0.0, 1.0).plain == " " * (BAR_WIDTH // 2) + "-" * (BAR_WIDTH // 2)
    assert drawn(0.0, 1e-9, 0.0, 1.0).plain == "+"  # never nothing
    assert drawn(1.0, 1.0 - 1e-9, 0.0, 1.0).plain == " " * (BAR_WIDTH - 1) + "-"
    assert drawn(0.0, 0.0, 0.0, 0.0).plain


def test_json_holds_what_the_screen_says() -> None:
    one = view(pair="RUS>KOR")
    facts = json.loads(explanation_json(one, ("a note.",)))
    assert (facts["scenario"], facts["baseline"], facts["notes"]) == (
        "lethal_aid",
        "pact",
        ["a note."],
    )
    assert facts["target"] == {"kind": "pair", "name": "RUS>KOR", "title": one.found.target.title}
    assert facts["effect"] == pytest.approx(one.found.effect, rel=1e-5)
    assert sum(bar["shift"] for bar in facts["waterfall"]) == pytest.approx(
        facts["effect"], abs=1e-5
    )
    assert {"with", "without"} < facts["waterfall"][0].keys()
    assert len(facts["remainders"]) == len(one.found.remainders)
    assert plain(float("nan"), short=True) is None


def test_a_story_on_the_screen() -> None:
    one = desk.asked()

    def shown(whole: bool, sources: bool = False) -> str:
        text, about = io.StringIO(), (one.world, one.scenario, one.baseline)
        show_story(story(), *about, console(text), whole=whole, sources=sources)
        return text.getvalue()

    short, long = shown(False), shown(True)
    told = [s for s in story().sentences if s.notable]
    assert re.search(rf"and {len(story().sentences) - len(told)} usual acts", short)
    assert "usual act" not in long
    assert " ".join(long.split()).count("in a normal month") == len(story().sentences)
    assert max(map(len, long.splitlines())) <= WIDTH
    sources = {source for sentence in told for source in sentence.sources}
    assert f"{len(sources)} sources cited in brackets: --sources lists them" in short
    assert "\nSources  " not in short
    marks = re.findall(r"\[([^\]]+)\]", " ".join(short.split()))
    cited = {name for mark in marks for name in mark.split(", ")}
    assert cited == {brief(source) for source in sources}
    listed = shown(False, sources=True).split("\nSources  ")[1]
    assert listed.count("\n  [") == len(sources)
    assert all(f"\n  [{name}] " in listed for name in cited)


def test_a_story_as_json() -> None:
    facts = json.loads(story_json(story(), "lethal_aid", "pact", 1))
    assert facts["run"] == 2
    assert len(facts["sentences"]) == len(story().sentences)
    first = facts["sentences"][0]
    assert first["text"] == story().sentences[0].text
    assert first["sources"] == list(story().sentences[0].sources)
