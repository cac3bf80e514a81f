"""What was asked is said in words, wherever it was written."""

import json
from pathlib import Path

import pytest

from tests.app.cli import Sim

HEAD = "title: Made up\nwhy: To test\nextends: pact\nclaims: [bi-33]\n"
RESOLVE = "actors.RUS.motives.resolve"
SET = f'set:\n  {RESOLVE}: {{value: 3.0, range: [2.0, 4.0], source: "assumption: a staked name"}}\n'
SAID_SET = (
    "Russia: weight of the motive “Resolve” is 3 (2 to 4) instead of 0.6 (0.45 to 0.8)"
    " [assumption: a staked name]"
)
LEANS = "dyads.RUS>CHN.dependence"
STATE = (
    f'state:\n  {LEANS}: {{value: 0.8, range: [0.7, 0.9], source: "assumption: a war of years"}}\n'
)
SAID_STATE = (
    "Russia toward China: dependence begins at 0.8 (0.7 to 0.9) instead of 0.55 (0.4 to 0.68),"
    " while its reference stays [assumption: a war of years]"
)
SAID_OFF = "the motive “Reward” is switched off"


@pytest.mark.parametrize(
    ("more", "said"), [(SET, SAID_SET), (STATE, SAID_STATE), ("off: [reward]\n", SAID_OFF)]
)
def test_a_question_of_values_or_laws_is_told(sim: Sim, desk: Path, more: str, said: str) -> None:
    (desk / "asked.yaml").write_text(HEAD + more, encoding="utf-8")
    screen = " ".join(sim("run", "asked.yaml", "--runs", 3).out.split())
    assert f"Asked: what if {said}?" in screen
    assert "nothing is scripted" not in screen
    (place,) = Path("results/asked").iterdir()
    page = (place / "report.html").read_text(encoding="utf-8")
    assert said in page
    assert "nothing is scripted" not in page
    (change,) = json.loads(sim("run", "asked.yaml", "--runs", 3, "--json").out)["changes"]
    assert change["arms"] == ["with"]
    assert sim("report", place).code == 0


def test_what_was_typed_is_told_with_what_it_replaces(sim: Sim, desk: Path) -> None:
    asked = ("--runs", 2, "--set", f"{RESOLVE}=3", "--off", "reward")
    screen = " ".join(sim("run", "baseline", *asked).out.split())
    assert "is 3 instead of 0.6 (0.45 to 0.8) [assumption: set by hand]" in screen
    assert f"{SAID_OFF}, in both?" in screen
    assert "what if nothing is scripted?" not in screen
    further = " ".join(sim("run", "lethal_aid", *asked).out.split())
    assert "Changed in both: Russia: weight of the motive “Resolve” is 3 inst" in further


def test_only_laws_differ_and_no_run_does(sim: Sim, desk: Path) -> None:
    head = HEAD.replace("pact", "baseline")
    (desk / "one.yaml").write_text(head + "off: [reward]\nsteps: 1\n", encoding="utf-8")
    out = sim("run", "one.yaml", "--runs", 1).out
    assert "nothing is scripted" not in out


def test_a_comparison_says_what_sets_each_apart(sim: Sim, desk: Path) -> None:
    (desk / "a.yaml").write_text(HEAD + SET, encoding="utf-8")
    (desk / "b.yaml").write_text(HEAD + "off: [reward]\n", encoding="utf-8")
    asked = ("compare", "a.yaml", "b.yaml", "--runs", 2, "--off", "balance")
    screen = " ".join(sim(*asked).out.split())
    assert f"A Asked: what if {SAID_SET}?" in screen
    assert f"B Asked: what if {SAID_OFF}?" in screen
    assert "Changed for all: the mechanism “Structural balance” is switched off." in screen
    found = json.loads(sim(*asked, "--json").out)["changes"]
    assert [one["name"] for one in found["b"]] == ["balance", "reward"]


def test_one_run_tells_no_range(sim: Sim, desk: Path) -> None:
    for asked in (("run", "lethal_aid"), ("compare", "lethal_aid", "pact")):
        assert "8 runs in 10" not in sim(*asked, "--runs", 1).out
        assert "8 runs in 10" in sim(*asked, "--runs", 2).out
    pages = [path.read_text(encoding="utf-8") for path in Path("results").rglob("report.html")]
    assert sorted("8 runs in 10" in page for page in pages) == [False, False, True, True]
    assert not any(">nan<" in page.lower() for page in pages)
