"""The page of a choice: one picture, sliders that rank, nothing fetched, nothing obeyed."""

from dataclasses import replace
from pathlib import Path

import pytest

from sim.report.html.options import page
from sim.report.html.svg.options import Mark, Panel, options
from sim.report.html.traced import stored
from sim.results.options import Options
from sim.study.options.options import options as study
from sim.study.options.worth import weighted
from sim.world import World
from tests.choice import written
from tests.chromium import chromium, needs_chromium
from tests.report.html.page import read

LARGEST = 300_000  # bytes
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>&\x00\x1b[31m"


@pytest.fixture(scope="module")
def found(world: World, tmp_path_factory: pytest.TempPathFactory) -> Options:
    return study(world, written(tmp_path_factory.mktemp("desk"), world), runs=80)


def test_it_is_small_whole_and_fetches_nothing(found: Options, world: World) -> None:
    text = page(found, world)
    assert len(text.encode()) < LARGEST
    top = read(text)
    ids = [one.get("id") for one in top.all() if one.get("id")]
    assert len(ids) == len(set(ids))
    for one in top.all("a"):
        assert one.get("href").removeprefix("#") in ids
    for one in top.all():
        assert not {"src", "style", "action"} & set(one.attributes)
    (policy,) = [o for o in top.all("meta") if o.get("http-equiv") == "Content-Security-Policy"]
    assert policy.get("content").startswith("default-src 'none'")


def test_every_slider_has_a_name_and_begins_at_the_weight_given(
    found: Options, world: World
) -> None:
    top = read(page(found, world))
    sliders = [one for one in top.all("input") if one.get("type") == "range"]
    assert [one.get("value") for one in sliders] == ["100", "50", "50", "0"]  # weights 2, 1, 1, 0
    labelled = {one.get("for") for one in top.all("label")}
    assert {one.get("id") for one in sliders} <= labelled


def test_numbers_say_where_they_are_stored(found: Options, world: World) -> None:
    rows = {(r.answer, r.option, r.objective): r for r in found.options}
    traced = [o for o in read(page(found, world)).all("data") if "options.csv" in o.csv]
    assert traced
    for one in traced:
        _, column, *keys = one.csv.split()
        picked = dict(key.split("=") for key in keys)
        row = rows[picked["answer"], picked["option"], picked["objective"]]
        assert one.get("data-value") == stored(getattr(row, column))


def test_titles_are_text(found: Options, world: World) -> None:
    named = tuple(replace(one, title=HOSTILE) for one in found.meta.options)
    bad = replace(found, meta=replace(found.meta, title=HOSTILE, why=HOSTILE, options=named))
    text = page(bad, world)
    assert "<img" not in text
    assert "<script>alert" not in text
    assert len(read(text).all("script")) == 2  # the data and the manners


@pytest.mark.parametrize("width", [920.0, 360.0])
def test_the_picture_marks_the_best_and_the_worse(width: float) -> None:
    marks = [
        Mark(0.0, 0.0, 0.0, 0.0, True, False, "36%"),
        Mark(0.2, 0.01, 0.1, 0.3, False, True, ""),
    ]
    panel = Panel("Tests", "down", True, marks)
    text = options(["Hold", "Act"], [panel], width, "picture")
    assert text.count('class="full"') == 1  # the best alone
    assert text.count('class="ring"') == 2  # about the best, and the worse one
    assert ">36%<" in text
    assert "← better" in text


@pytest.mark.browser
@needs_chromium
def test_sliders_rank_as_the_study_does(found: Options, world: World, tmp_path: Path) -> None:
    import numpy as np

    pytest.importorskip("playwright.sync_api")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    file = tmp_path / "report.html"
    file.write_text(page(found, world), encoding="utf-8")
    heard: list[str] = []
    with chromium() as opened:
        shown = opened.new_context(offline=True, viewport={"width": 390, "height": 844}).new_page()
        shown.on("pageerror", lambda error: heard.append(str(error)))
        shown.on("console", lambda said: heard.append(said.text))
        shown.goto(file.as_uri())
        scores = np.array(
            shown.evaluate("JSON.parse(document.getElementById('data').textContent).scores")
        )
        for weights in ([100, 50, 50, 0], [0, 0, 100, 0], [10, 90, 0, 30]):
            for number, value in enumerate(weights):
                shown.locator(f"#weight{number}").fill(str(value))
            ranked = shown.locator("#ranking li").all_inner_texts()
            order = np.argsort(-weighted(scores, np.array(weights, dtype=float)), kind="stable")
            titles = [found.meta.options[k].title for k in order]
            assert [one.strip().split(" (")[0] for one in ranked] == titles
        for number in range(4):
            shown.locator(f"#weight{number}").fill("0")
        assert "every weight is 0" in shown.locator("#lead").inner_text()
        assert shown.evaluate("document.documentElement.scrollWidth") <= 390
        checked = axe.run(shown)
        assert checked.violations_count == 0, checked.generate_report()
    assert heard == []
