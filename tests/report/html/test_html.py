import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest

from sim.report.html.report import SECTIONS, report
from sim.report.html.shell import NAME
from sim.results import Meta, Results, Stored, facts, load
from tests.report.html.page import Node, read
from tests.results.fake import inputs, meta, results

LARGEST = 300_000  # bytes of a default run's report
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>&\x00\x1b[31m"


@pytest.fixture(scope="module")
def top(page: str) -> Node:
    return read(page)


def made_up(**changes: object) -> Results:
    return results(**changes)


def of(found: Results) -> str:
    return report(found, facts(found, inputs()))


def test_it_answers_first_and_then_lists_its_contents(top: Node) -> None:
    names = [name for name, _, _ in SECTIONS if name != "branches"]  # this scenario has none
    assert [one.get("id") for one in top.all("section")] == names
    (nav,) = top.all("nav")
    assert [one.get("href") for one in nav.all("a")] == [f"#{name}" for name in names]
    titles = [one.text for one in top.all("h2") if one.get("id") != "contents"]
    assert [one.text for one in nav.all("a")] == titles
    finding, asked, third, *_ = top.all("section")
    assert nav in asked.all()
    assert page_index(top, finding) < page_index(top, nav) < page_index(top, third)


def page_index(top: Node, node: Node) -> int:
    return next(at for at, one in enumerate(top.all()) if one is node)


def test_ids_are_unique_and_links_lead_somewhere(top: Node) -> None:
    ids = [one.get("id") for one in top.all() if one.get("id")]
    assert len(ids) == len(set(ids))
    for one in top.all("a"):
        assert one.get("href").removeprefix("#") in ids
        assert one.get("href").startswith("#")


def test_nothing_is_fetched_from_anywhere(page: str, top: Node) -> None:
    for one in top.all():
        assert one.tag not in {"link", "img", "iframe", "object", "embed", "image", "use"}
        for name in one.attributes:
            assert name not in {"src", "style", "xlink:href", "action"}
            assert not name.startswith("on")
    assert "http:" not in page
    assert "https:" not in page.replace("https://doi.org", "")
    assert "url(" not in page
    assert "@import" not in page


def test_the_policy_allows_this_style_and_script_and_nothing_else(top: Node) -> None:
    (policy,) = [one for one in top.all("meta") if one.get("http-equiv")]
    said = policy.get("content")
    assert said.startswith("default-src 'none'; ")
    assert "unsafe" not in said
    assert "http" not in said
    (style,) = top.all("style")
    (script,) = [one for one in top.all("script") if not one.get("type")]
    for kind, node in (("style", style), ("script", script)):
        print_ = base64.b64encode(hashlib.sha256(node.text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{print_}'" in said


def test_small_enough(page: str) -> None:
    assert len(page.encode()) < LARGEST


def test_the_same_read_back(folder: Path, page: str) -> None:
    read_back = load(folder)
    assert report(read_back.results, read_back.facts, read_back.further) == page


def test_nothing_of_time_or_place_is_in_it(page: str, folder: Path) -> None:
    assert str(folder.parent) not in page
    assert "2024-06-19" not in page  # when the run of the fixture is said to have started


def test_a_title_can_hold_anything() -> None:
    fake = made_up(
        meta=meta(
            title=HOSTILE,
            why=HOSTILE,
            baseline_title=HOSTILE,
            world_title=HOSTILE,
            names={"RUS": HOSTILE, "KOR": "K"},
            set_values={HOSTILE: HOSTILE},
        )
    )
    hostile = replace(
        fake,
        indicators=tuple(replace(one, title=HOSTILE) for one in fake.indicators),
        reactions=tuple(replace(one, title=HOSTILE, because=HOSTILE) for one in fake.reactions),
        sources=tuple(replace(one, says=HOSTILE, place=HOSTILE) for one in fake.sources),
        events=tuple(replace(one, title=HOSTILE, because=HOSTILE) for one in fake.events),
    )
    top = read(of(hostile))
    assert len(top.all("script")) == 2
    assert not top.all("img")
    assert "\x1b" not in of(hostile)
    (title,) = top.all("title")
    assert title.text.startswith("</script><script>alert(1)")


@pytest.mark.parametrize(
    "found",
    [
        Results(meta=meta(steps=1)),
        results(meta=meta(steps=1, script=())),
        results(shifts=(), reactions=(), indicators=(), events=(), theatres=(), ledger=()),
        results(values=(), sources=(), warnings=(), reproduction=None),
    ],
    ids=["nothing", "one step", "no findings", "no evidence"],
)
def test_it_stands_whatever_is_missing(found: Results) -> None:
    top = read(of(found))
    assert len(top.all("section")) == len(SECTIONS) - 1  # no branches


def test_a_single_run_has_no_error_and_says_so(stored: Stored) -> None:
    one = replace(stored.results.meta, runs=1)
    nan = float("nan")
    single = replace(
        stored.results,
        meta=one,
        shifts=tuple(replace(row, mc_error=nan, peak_error=nan) for row in stored.results.shifts),
        indicators=tuple(replace(row, mc_error=nan) for row in stored.results.indicators),
        reactions=tuple(replace(row, mc_error=nan) for row in stored.results.reactions),
    )
    (main,) = read(of(single)).all("main")
    assert "nothing can be told from chance" in main.text
    assert not re.search(r"\bnan\b", main.text)


def test_the_command_reproduces_all_that_was_asked() -> None:
    asked: Meta = meta(set_values={"actors.KOR.precision": "1.5"}, off=("balance",))
    said = of(results(meta=asked))
    assert (
        "sim run lethal_aid --against pact --set actors.KOR.precision=1.5 --off balance"
        " --runs 1000 --seed 1 --steps 18" in said
    )
    assert NAME == "report.html"
