"""The page of a comparison: what it says, and where each of its numbers comes from."""

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest

import sim
from sim.report.compare.answer import answer
from sim.report.html.comparison import CONTENTS, command, page
from sim.report.html.traced import minus
from sim.results import csv_text
from sim.results.comparison import Comparison
from tests.report.html.page import Node, read
from tests.results.compared import comparison

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>&"


@pytest.fixture(scope="module")
def real() -> Comparison:
    return sim.compare(("lethal_aid", "technology_transfer"), "pact", runs=60, seed=1).found


@pytest.fixture(scope="module")
def top(real: Comparison) -> Node:
    return read(page(real))


def test_it_answers_in_order(top: Node) -> None:
    assert [one.get("id") for one in top.all("section")] == [name for name, _ in CONTENTS]
    first, contents, *others = [one.text for one in top.all("h2")]
    assert [first, *others] == [title for _, title in CONTENTS]
    assert contents == "Contents"


def test_the_finding_is_written_from_the_contrasts(top: Node, real: Comparison) -> None:
    said = [one.text for one in top.all("p") if one.get("class") == "finding"]
    told = [f"{one.label}: {one.text}" for one in answer(real)]
    assert said == [minus(one) for one in told]
    assert said[0].startswith("B instead of A: ")


def test_every_contrast_is_the_difference_of_what_is_shown_beside_it(top: Node) -> None:
    shown = 0
    for row in top.all("tr"):
        a, b, contrast = ([one.text for one in row.all("td")] + [""] * 3)[:3]
        if "±" not in contrast or {"<", ">"} & {*a, *b}:
            continue
        read = [float(one.split()[0].rstrip("%").replace("−", "-")) for one in (b, a, contrast)]
        assert read[0] - read[1] == pytest.approx(read[2], abs=1e-9)
        shown += 1
    assert shown > 30


def test_every_number_is_one_of_the_files_beside_it(
    top: Node, real: Comparison, tmp_path: Path
) -> None:
    for name, (rows, row_type) in Comparison.TABLES.items():
        (tmp_path / f"{name}.csv").write_text(csv_text(row_type, getattr(real, rows)))
    shown = [one for one in top.all() if "data-value" in one.attributes]
    assert len(shown) > 200
    for one in shown:
        words = one.csv.split()
        (file,) = [word for word in words if word.endswith((".csv", ".json"))]
        rest = [word for word in words if word != file]
        if file == "manifest.json":
            continue
        keys = dict(word.split("=", 1) for word in rest if "=" in word)
        (column,) = [word for word in rest if "=" not in word]
        with (tmp_path / file).open(encoding="utf-8", newline="") as text:
            found = [row for row in csv.DictReader(text) if keys.items() <= row.items()]
        assert [float(row[column]) for row in found] == [float(one.get("data-value"))], one.csv


def test_nothing_runs_and_nothing_is_fetched() -> None:
    base = comparison()
    evil = replace(base, meta=replace(base.meta, titles=(HOSTILE, HOSTILE)))
    said = page(evil)
    assert "<script" not in said
    assert "<img" not in said
    (policy,) = [one.get("content") for one in read(said).all("meta") if one.get("http-equiv")]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in policy
    assert not re.search(r"https?:", said)


def test_the_command_makes_it_again() -> None:
    assert command(comparison().meta) == (
        "sim compare lethal_aid technology_transfer --against pact --runs 1000 --seed 0 --steps 18"
    )


def test_where_nothing_differs_it_says_so() -> None:
    base = comparison()
    still = replace(
        base,
        contrasts=tuple(replace(row, contrast=0.0, mc_error=0.0) for row in base.contrasts),
        indicator_contrasts=tuple(
            replace(row, contrast=0.0, mc_error=0.0) for row in base.indicator_contrasts
        ),
    )
    text = read(page(still)).text
    assert "Nothing sets the scenarios apart" in text
    assert "No alignment differs between them" in text
