"""A mechanism is added in three places: its law, what is said about it, its test. Nothing else."""

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent
LAW = '''
"""Contagion: what is done to a friend's friend is caught. (made up)"""

from sim.kernel.algebra import total
from sim.kernel.deeds import Deed
from sim.kernel.law import Bookings
from sim.kernel.symbols import Symbols, Values


def contagion(deed: Deed, s: Symbols, p: Values) -> Bookings:
    """z[i,o] += beta_i · Σ_m a[i,m] · d[i,m] · x[m],   m ≠ i"""
    for i in p.actors:
        others = [(m, x) for m, x in deed.good.items() if m != i]
        if i != deed.owner and others:
            caught = total(s.a[i, m] * s.d[i, m] * x for m, x in others)
            yield (i, deed.owner), p.beta[i] * caught
'''
SAID = """\
id: contagion
title: Contagion
says: What is done to those one depends on is caught.
equation: "z[i,o] += beta_i * sum over m of a[i,m] * d[i,m] * x[k,m] * surprise[k]"
source: "assumption: made up for the tests"
parameters:
  beta: {value: 0.2, range: [0.1, 0.3], source: "assumption: made up for the tests"}
"""
TEST = """
import pytest

from tests.kernel.hand import hand


def test_what_is_done_to_a_patron_is_caught() -> None:
    small = hand(
        {"gam_helps": {"impacts": {"BET": 0.5}, "rate": 0.2}},
        actors=("ALP", "BET", "GAM"),
        dyads={"ALP>BET.alignment": 0.6, "ALP>BET.dependence": 0.5},
        strengths={"contagion.beta": 0.3},
    )
    # 0.3 · 0.6 · 0.5 · 0.5 · 0.8
    assert small.booked("contagion", ["gam_helps"]) == {"ALP>GAM": pytest.approx(0.036)}
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which the three files have been written."""
    top = tmp_path_factory.mktemp("house")
    for part in ("sim", "seeds", "scenarios", "timelines", "tests", "docs"):
        shutil.copytree(TOP / part, top / part, ignore=shutil.ignore_patterns("pictures"))
    shutil.copy(TOP / "pyproject.toml", top)
    (top / "sim/kernel/mechanisms/contagion.py").write_text(LAW.lstrip())
    (top / "seeds/mechanisms/contagion.yaml").write_text(SAID)
    (top / "tests/kernel/mechanisms/test_contagion.py").write_text(TEST.lstrip())
    return top


def run(house: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, *words],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_world_is_in_order_and_shows_it(house: Path) -> None:
    assert "ok" in run(house, "-m", "sim", "check", "lethal_aid")
    assert "beta" in run(house, "-m", "sim", "show", "contagion")
    assert "contagion: z[i,o] += beta_i" in run(house, "-m", "sim", "show", "step", "--full")


def test_it_runs_is_booked_and_can_be_switched_off(house: Path) -> None:
    for more, booked in (((), True), (("--off", "contagion"), False)):
        place = house / "results" / "-".join(more)
        run(house, "-m", "sim", "run", "lethal_aid", "--runs", "40", "--out", str(place), *more)
        (ledger,) = place.rglob("ledger.csv")
        with ledger.open(encoding="utf-8") as file:
            mechanisms = {row["mechanism"] for row in csv.DictReader(file)}
        assert ("contagion" in mechanisms) == booked


def test_pages_follow(house: Path) -> None:
    run(house, "-m", "sim", "laws", "docs/model.md")
    assert "| Contagion" in (house / "docs/model.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_its_test_passes_and_those_of_names_do(house: Path) -> None:
    tests = ("tests/kernel/mechanisms/test_contagion.py", "tests/kernel/test_stems.py")
    run(house, "-m", "pytest", "-q", "-n", "0", *tests)
