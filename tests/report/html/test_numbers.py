"""Every number of the report is one of the files beside it, and shown as what it is."""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.report.html.page import Node, read

SUBTRACT = {"difference", "stake"}  # as printed, of numbers that are rounded themselves
# Bars of a waterfall (ledger.csv) add up as printed.
PLAIN = re.compile(r"[+−±<>×]?\s*\d[\d,]*\.?\d*")


@pytest.fixture(scope="module")
def top(page: str) -> Node:
    return read(page)


def traced(top: Node) -> list[Node]:
    return [one for one in top.all() if "data-value" in one.attributes]


@cache
def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cited(folder: Path, words: list[str]) -> float:
    """How many values cite a kind of source."""
    kind = words[-1].removeprefix("cites=")
    kinds = {row["number"]: row["kind"] for row in rows(folder / "sources.csv")}
    values = rows(folder / "values.csv")
    return sum(any(kinds[one] == kind for one in row["sources"].split()) for row in values)


def looked_up(folder: Path, words: list[str]) -> float:
    """What a trail leads to: the sum of a column over the rows that the keys pick."""
    file, *rest = words
    assert (folder / file).is_file(), words
    if file == "manifest.json":
        found: Any = json.loads((folder / file).read_text(encoding="utf-8"))
        for name in rest[0].split("."):
            found = found[name]
        return float(found)
    if rest[-1].startswith("cites="):
        return cited(folder, words)
    keys = dict(word.split("=", 1) for word in rest if "=" in word)
    (column,) = [word for word in rest if "=" not in word]
    apart = keys.get("arm") == "with-without"
    if apart:
        del keys["arm"]
    picked = [row for row in rows(folder / file) if all(row[key] == keys[key] for key in keys)]
    assert picked, words
    assert len(picked) == 1 or apart, words
    sign = {"without": -1.0} if apart else {}
    return sum(sign.get(row.get("arm", ""), 1.0) * float(row[column]) for row in picked)


def test_every_number_is_in_the_file_it_names(folder: Path, top: Node) -> None:
    found = traced(top)
    assert len(found) > 300
    for one in found:
        words = one.csv.split()
        if words[-1] == "rest":
            continue  # what a waterfall sums up: the next test
        assert float(one.get("data-value")) == pytest.approx(
            looked_up(folder, words), rel=1e-5, abs=1e-9
        ), one.csv


def test_every_waterfall_closes_to_the_shift_it_shows(folder: Path, top: Node) -> None:
    falls = [one for one in top.all("svg") if one.get("data-csv").startswith("ledger.csv")]
    assert falls
    for fall in falls:
        *bars, total = (float(one.get("data-value")) for one in traced(fall))
        assert sum(bars) == pytest.approx(total, abs=1e-6)
        assert total == pytest.approx(looked_up(folder, fall.csv.split()), abs=1e-6)
        *shown, closing = (next(numbers(one.text))[0] for one in traced(fall))
        assert sum(shown) == pytest.approx(closing, abs=1e-9)


def numbers(shown: str) -> Iterator[tuple[float, float]]:
    """The number in a text and half of its last digit."""
    for found in PLAIN.findall(shown):
        digits = re.sub(r"[^\d.−]", "", found).replace("−", "-")
        places = len(digits.partition(".")[2])
        yield float(digits), 0.5 * 10.0**-places


def test_every_number_is_shown_as_it_is(top: Node) -> None:
    for one in traced(top):
        value, shown = float(one.get("data-value")), one.text
        (number, half), *more = numbers(shown) or [(0.0, 0.0)]
        assert not more, shown
        if "<" in shown or ">" in shown:
            continue
        near = [value, abs(value), 100 * value, 100 * abs(value)]
        small = 10.0 ** -(len(shown) - 3) if "e" not in shown else 0.0
        if one.csv.split()[-1] in SUBTRACT or "ledger.csv" in one.csv:
            half *= 2.0
        assert any(abs(number - size) <= half + small * 1e-6 + 1e-9 for size in near), (
            shown,
            value,
        )


def test_a_number_without_a_trail_is_no_finding(top: Node, folder: Path) -> None:
    """What is left of the text without traced numbers and texts of tables holds no decimals."""
    texts = {
        cell
        for path in folder.glob("*.csv")
        for row in rows(path)
        for cell in row.values()
        if re.search(r"\d\.\d", cell) and not re.fullmatch(r"[-\d.e]+", cell)
    }
    said = " ".join(untraced(top))
    for text in sorted(texts, key=len, reverse=True):
        said = said.replace(text, "")
    assert re.findall(r"\d+\.\d+%?", said.replace("alliance-sim 0.1.0", "")) == []


def untraced(node: Node) -> Iterator[str]:
    kinds = node.get("class").split()
    if node.tag in {"script", "style", "pre"} or "data-value" in node.attributes:
        return
    if "axis" in kinds or "data-text" in node.attributes or cell_of_a_map(node):
        return
    for one in node.children:
        if isinstance(one, str):
            yield one
        else:
            yield from untraced(one)


def cell_of_a_map(node: Node) -> bool:
    return any(kind.startswith("on-") for kind in node.get("class").split())


@pytest.fixture(scope="module")
def data(top: Node) -> Mapping[str, Any]:
    (script,) = [one for one in top.all("script") if one.get("id") == "data"]
    found: Mapping[str, Any] = json.loads(script.text)
    return found


def test_what_the_slider_moves_through_is_alignment_csv(
    folder: Path, data: Mapping[str, Any]
) -> None:
    means = {
        (f"{row['source']}>{row['target']}", row["arm"], int(row["step"])): float(row["mean"])
        for row in rows(folder / "alignment.csv")
    }
    shown = {
        (pair, arm, step): value
        for arm in ("with", "without")
        for pair, path in zip(data["pairs"], data[arm], strict=True)
        for step, value in enumerate(path)
    }
    assert shown == means


def test_every_still_map_shows_alignment_csv(
    folder: Path, top: Node, data: Mapping[str, Any]
) -> None:
    last = len(data["months"]) - 1
    (still,) = [one for one in top.all("div") if "still" in one.get("class").split()]
    start, end, apart = still.all("svg")
    for svg, arm, step in ((start, "with", 0), (end, "with", last), (apart, "difference", last)):
        shown = [float(n.text.replace("−", "-")) for n in svg.all("text") if cell_of_a_map(n)]
        wanted = []
        for at in range(len(data["pairs"])):
            with_, without = data["with"][at][step], data["without"][at][step]
            wanted.append(with_ - without if arm == "difference" else with_)
        assert sorted(shown) == pytest.approx(sorted(wanted), abs=0.00501)
