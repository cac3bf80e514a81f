"""The report in a real browser: it obeys, it asks nothing of any network, everybody can use it."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sim.report.html.shell import NAME
from sim.report.html.svg.levels import level_class
from sim.report.html.traced import signed
from sim.results import Stored
from tests.chromium import chromium, needs_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SIZES = [(1920, 1080), (1366, 768), (390, 844)]

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [
    pytest.mark.browser,
    needs_chromium,
]


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with chromium() as opened:
        yield opened


@dataclass
class Heard:
    """Every address that a page asked for, and every fault it reported."""

    asked: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def page(browser: "Browser", folder: Path, heard: Heard) -> Iterator["Page"]:
    with opened(browser, folder, heard) as page:
        yield page


@contextmanager
def opened(
    browser: "Browser", folder: Path, heard: Heard | None = None, **how: Any
) -> Iterator["Page"]:
    """The report in a window of its own; a fault that is left at the end fails the test."""
    heard = heard or Heard()
    context = browser.new_context(offline=True, **how)
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.on("request", lambda request: heard.asked.append(request.url))
    page.on("pageerror", lambda error: heard.faults.append(str(error)))
    page.on("console", lambda said: heard.faults.append(said.text) if said.type == "error" else 0)
    page.goto((folder / NAME).as_uri())
    yield page
    context.close()
    assert heard.faults == []


def shown(page: "Page") -> dict[str, tuple[str, str]]:
    """Pair -> class and text of its cell in the map."""
    found: dict[str, tuple[str, str]] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("#map [data-pair]")].map(
            (cell) => [cell.dataset.pair, [cell.getAttribute("class").replace(" chosen", ""),
                document.querySelector(`#map [data-text="${cell.dataset.pair}"]`).textContent]]))"""
    )
    return {pair: (kind, text) for pair, (kind, text) in found.items()}


def wanted(stored: Stored, view: str, step: int, top: float) -> dict[str, tuple[str, str]]:
    """What the cells must show by the tables."""
    means: dict[tuple[str, str], float] = {
        (f"{row.source}>{row.target}", row.arm): row.mean
        for row in stored.results.alignment
        if row.step == step
    }
    values = {
        pair: value - means[pair, "without"] if view == "difference" else means[pair, view]
        for (pair, arm), value in means.items()
        if arm == "with"
    }
    return {
        pair: (f"cell {level_class(value, top)}", signed(value)) for pair, value in values.items()
    }


def test_no_request_leaves_the_file(page: "Page", folder: Path, heard: Heard) -> None:
    page.locator("input[value=difference]").check(force=True)
    page.get_by_role("button", name="Play").click()
    playwright.expect(page.locator("#step")).not_to_have_value("0")
    page.get_by_label("Pair").select_option(index=1)
    assert heard.asked == [(folder / NAME).as_uri()]


def test_the_policy_stops_what_would_leave(page: "Page", heard: Heard) -> None:
    stopped = page.evaluate(
        """async () => { try { await fetch("https://example.invalid/x"); return false; }
        catch { return true; } }"""
    )
    ignored = page.evaluate(
        """() => { const more = document.createElement("script");
        more.textContent = "window.leak = 1"; document.body.append(more);
        return window.leak === undefined; }"""
    )
    assert (stopped, ignored) == (True, True)
    assert len(heard.asked) == 1
    assert all("Content Security Policy" in fault for fault in heard.faults)
    heard.faults.clear()


@pytest.mark.parametrize("view", ["with", "without", "difference"])
def test_views_and_slider_show_the_tables(page: "Page", stored: Stored, view: str) -> None:
    top = json.loads(page.locator("#data").text_content() or "")["top"][view]
    page.locator(f"input[name=view][value={view}]").check(force=True)
    for step in (0, 3, stored.results.meta.steps):
        page.locator("#step").fill(str(step))
        assert shown(page) == wanted(stored, view, step, top)


def test_the_legend_goes_with_the_view(page: "Page") -> None:
    plain, apart = (page.locator(f"[data-legend={name}]") for name in ("plain", "difference"))
    assert (plain.is_visible(), apart.is_visible()) == (False, True)
    page.locator("input[value=with]").check(force=True)
    assert (plain.is_visible(), apart.is_visible()) == (True, False)


def test_the_map_opens_on_the_difference_at_the_end(page: "Page", stored: Stored) -> None:
    top = json.loads(page.locator("#data").text_content() or "")["top"]["difference"]
    assert page.locator("input[value=difference]").is_checked()
    assert shown(page) == wanted(stored, "difference", stored.results.meta.steps, top)


def test_what_is_read_out_subtracts(page: "Page") -> None:
    pairs = page.locator("#map .cell").evaluate_all("all => all.map((one) => one.dataset.pair)")
    for pair in pairs[:12]:
        page.locator(f'.cell[data-pair="{pair}"]').dispatch_event("click")
        said = page.locator("#readout").inner_text().replace("−", "-")
        ours, theirs, apart = map(Decimal, re.findall(r"[+-]?\d\.\d+", said))
        assert ours - theirs == apart, said


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_the_finding_stands_on_the_first_screen(
    browser: "Browser", folder: Path, width: int, height: int
) -> None:
    with opened(browser, folder, viewport={"width": width, "height": height}) as page:
        boxes = [one.bounding_box() for one in page.locator(".finding").all()]
        assert boxes
        assert all(box is not None and box["y"] + box["height"] <= height for box in boxes)


def test_play_runs_from_the_start_to_the_end_and_can_be_stopped(page: "Page") -> None:
    page.clock.install(time=0)
    page.clock.pause_at(1_000)  # from here on time passes only where this test says so
    slider, button, last = page.locator("#step"), page.locator("#play"), 18
    button.click()
    assert (slider.input_value(), button.inner_text()) == ("0", "Pause")
    page.clock.run_for(2_200)
    assert slider.input_value() == "3"
    assert page.locator("#month").inner_text() == "Aug 2024"
    button.click()
    page.clock.run_for(5_000)
    assert (slider.input_value(), button.inner_text()) == ("3", "Play")
    button.click()
    page.clock.run_for(60_000)
    assert (slider.input_value(), button.inner_text()) == (str(last), "Play")


def test_a_pair_can_be_chosen_in_the_list_and_in_the_map(page: "Page") -> None:
    choice = page.get_by_label("Pair")
    pairs = choice.locator("option").evaluate_all("all => all.map((one) => one.value)")
    for pair in pairs[:3]:
        choice.select_option(pair)
        assert visible_panels(page) == [pair]
        assert page.locator(".cell.chosen").get_attribute("data-pair") == pair
    page.locator(f'.cell[data-pair="{pairs[0]}"]').click()
    assert choice.input_value() == pairs[0]
    assert visible_panels(page) == [pairs[0]]
    assert "difference" in page.locator("#readout").inner_text()


def test_a_pair_without_a_panel_says_so_and_leaves_the_panel(page: "Page") -> None:
    before = visible_panels(page)
    page.locator('.cell[data-pair="USA>VNM"]').click()
    assert visible_panels(page) == before
    assert "United States toward Vietnam" in page.locator("#unexplained").inner_text()


def visible_panels(page: "Page") -> list[str]:
    found: list[str] = page.locator("[data-panel]:visible").evaluate_all(
        "all => all.map((one) => one.dataset.panel)"
    )
    return found


def test_everything_by_keyboard(page: "Page") -> None:
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.name"))
    assert {"view", "play", "step", "pair"} <= set(reached)

    page.locator("#step").focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    assert page.locator("#month").inner_text() == "Jun 2024"
    assert page.locator("#step").get_attribute("aria-valuetext") == "Jun 2024"

    page.locator("input[value=with]").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("input[value=without]").is_checked()

    page.locator("#pair").focus()
    before = visible_panels(page)
    page.keyboard.press("ArrowDown")
    assert visible_panels(page) != before

    page.locator("#play").focus()
    page.keyboard.press("Space")
    assert page.locator("#play").inner_text() == "Pause"
    page.keyboard.press("Enter")
    assert page.locator("#play").inner_text() == "Play"


@pytest.mark.parametrize(
    ("width", "height", "scheme"),
    [(1366, 768, "light"), (390, 844, "dark")],
)
def test_no_accessibility_violations(
    browser: "Browser", folder: Path, width: int, height: int, scheme: str
) -> None:
    violates_nothing(browser, folder, width, height, scheme)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("width", "height", "scheme"),
    [(1280, 800, "light"), (390, 844, "dark")],
)
def test_branches_fit_and_violate_nothing(
    browser: "Browser", branched: Path, width: int, height: int, scheme: str
) -> None:
    violates_nothing(browser, branched, width, height, scheme)
    with opened(browser, branched, viewport={"width": width, "height": height}) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("#branches table").count() == 2


def violates_nothing(
    browser: "Browser", folder: Path, width: int, height: int, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    size = {"width": width, "height": height}
    with opened(browser, folder, viewport=size, color_scheme=scheme) as page:
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        found = axe.run(page)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_it_fits_its_window(browser: "Browser", folder: Path, width: int, height: int) -> None:
    with opened(browser, folder, viewport={"width": width, "height": height}) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        small = page.evaluate(
            """() => [...document.querySelectorAll("svg text")].filter((one) =>
                one.getClientRects().length).map((one) => one.getBoundingClientRect().height)"""
        )
        assert min(small) >= 9  # pixels of a line of the smallest letters


def test_on_paper_the_slider_gives_way_to_start_and_end(page: "Page", tmp_path: Path) -> None:
    assert not page.locator(".still").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".still figure").count() == 3
    assert page.locator(".still").is_visible()
    assert not page.locator("#step").is_visible()
    assert not page.locator("#map").is_visible()
    assert len(visible_panels(page)) == 3
    page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.slow
def test_without_script_the_same_stands_still(browser: "Browser", folder: Path) -> None:
    with opened(browser, folder, java_script_enabled=False) as page:
        assert page.locator(".still").is_visible()
        assert not page.locator("#play").is_visible()
        assert page.locator(".panel:visible").count() == 3
