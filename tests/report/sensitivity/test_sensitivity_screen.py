import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sim.report.screen import WIDTH, console
from sim.report.sensitivity import discovery
from sim.report.sensitivity import text as sensitivity
from sim.results.discovery import BoxRow, Discovery
from sim.results.findings import files, whole
from sim.results.sensitivity import (
    Moments,
    Sensitivity,
    SensitivityRow,
    SensitivitySourceRow,
)
from sim.world import load_world

PLACE = Path("results/lethal_aid/abc-sensitivity")
RHO = "mechanisms.reciprocity.rho"
RATE = "actions.rus_satellite_technology.base_rate"

STRONG = SensitivityRow(
    RHO, "claim:bi-29", -0.08, 0.09, 0.02, 0.01, 0.03, 0.41, 0.08, 0.62, 0.1, 0.02, 1
)
WEAK = SensitivityRow(
    RATE, "claim:bi-37", 0.004, 0.02, 0.03, 0.02, 0.06, -0.002, 0.01, None, None, None, 2
)

FOUND = Sensitivity(
    scenario="lethal_aid",
    title="South Korea sends lethal aid",
    baseline="pact",
    baseline_title="The treaty",
    of="RUS>KOR",
    of_title="Russia toward South Korea",
    of_kind="alignment",
    level=False,
    method="both",
    steps=18,
    seed=5,
    ranged=770,
    trajectories=10,
    samples=512,
    runs_per_point=16,
    runs=240_000,
    answer=Moments(-0.042, 0.004, 0.055, 0.16),
    few=Moments(-0.017, 0.003, 0.037, 0.21),
    rows=(STRONG, WEAK),
    sources=(
        SensitivitySourceRow("claim:bi-29", 25, 0.09, 0.62, RHO, 1),
        SensitivitySourceRow("assumption: a reason long enough to be cut", 1, 0.0, None, RATE, 2),
    ),
    set_values={"actors.KOR.precision": "1.5"},
    off=("balance",),
)

BOX = Discovery(
    scenario="lethal_aid",
    title="South Korea sends lethal aid",
    indicator="nuclear_test",
    indicator_title="North Korea tests a nuclear device",
    steps=18,
    seed=5,
    runs=10_000,
    ranged=770,
    candidates=3,
    base=0.36,
    density=0.5,
    density_error=0.013,
    coverage=0.42,
    mass=0.3,
    found_density=0.53,
    found_coverage=0.41,
    rows=(
        BoxRow(RATE, 0.0124, 0.03, 0.013, 0.005, 0.03, 0.51, 1e-9, "claim:bi-37 | claim:bi-10"),
        BoxRow(RHO, 0.04, 0.1, 0.11, 0.04, 0.15, 0.4, 0.22, "claim:bi-37"),
    ),
)


def screen(found: Sensitivity | Discovery) -> str:
    text = io.StringIO()
    show: Any = sensitivity.show if isinstance(found, Sensitivity) else discovery.show
    show(found, load_world(), PLACE, console(text))
    assert max(map(len, text.getvalue().splitlines())) <= WIDTH
    return " ".join(text.getvalue().split())


def test_screen_of_what_an_answer_hangs_on() -> None:
    text = screen(FOUND)
    for said in (
        "lethal_aid, compared with pact (The treaty)",
        "what does the shift of Russia toward South Korea hang on?",
        "Changed: actors.KOR.precision = 1.5; balance switched off",
        "240,000 pairs, 16 on the same luck at each point; seed 5.",
        "All 770 values anywhere in their ranges: -0.042 ±0.004 on average, standard deviation",
        "left in that: 21% of the variance.",
        "all points share the same 16 courses of luck. ± holds that too",
        f"{RHO} -0.080 0.090 ±0.020 0.010 62% ±10 41% ±8",
        "1 of 770 values move it by more than twice that",
        f"claim:bi-29 25 0.090 62% {RHO}",
        "assumption: a…nough to be cut",
        "Claim bi-29 (",
        "Assumption: a reason long enough to be cut",
        f"Files: {PLACE}",
    ):
        assert said in text, said
    assert "Warning" not in text


def test_only_what_was_asked_for_is_shown() -> None:
    screened = replace(
        FOUND, samples=0, few=None, rows=(replace(STRONG, S1=None, S1_conf=None, ST=None),)
    )
    assert "Sobol" not in screen(screened)
    shares = replace(
        STRONG, mu=None, mu_star=None, mu_star_conf=None, mu_star_luck=None, sigma=None
    )
    assert "Morris" not in screen(replace(FOUND, trajectories=0, rows=(shares,)))


@pytest.mark.parametrize(
    ("kind", "level", "said"),
    [
        ("alignment", False, "the shift of Russia toward South Korea"),
        ("alignment", True, "the alignment of Russia toward South Korea at the end"),
        ("indicator", False, "the change in the chance of “Russia toward South Korea”"),
        ("indicator", True, "the chance of “Russia toward South Korea”"),
    ],
)
def test_the_question_in_words(kind: Any, level: bool, said: str) -> None:
    found = replace(FOUND, of_kind=kind, level=level)
    assert sensitivity.in_question(found) == said
    assert ("by itself" in screen(found)) == level


def test_an_answer_that_never_varies_says_so() -> None:
    text = screen(replace(FOUND, answer=Moments(0.0, 0.0, 0.0, 0.0), few=None))
    assert "It is 0.000 at every point: no value moves it" in text
    assert "Values it hangs on" not in text


def test_much_luck_is_warned_of_before_what_it_makes_doubtful() -> None:
    text = screen(replace(FOUND, few=Moments(-0.017, 0.003, 0.037, 0.4)))
    warned = text.index("Warning: much of the spread is luck")
    assert warned < text.index("Values it hangs on")  # a long screen is cut at its end


def test_json_holds_everything_under_the_names_of_the_files() -> None:
    found = json.loads(json.dumps(whole(FOUND), allow_nan=False))
    assert found["of"] == "RUS>KOR"
    assert found["answer"] == {"mean": -0.042, "mc_error": 0.004, "sd": 0.055, "luck": 0.16}
    header = files(FOUND)["sensitivity.csv"].splitlines()[0]
    assert header.split(",") == [*found["rows"][0]]
    assert header == (
        "value,sources,mu,mu_star,mu_star_conf,mu_star_luck,sigma,S1,S1_conf,ST,ST_conf,ST_luck,rank"
    )
    of_sources = files(FOUND)["sensitivity_sources.csv"].splitlines()[0]
    assert of_sources.split(",") == [*found["sources"][0]]
    facts = json.loads(files(FOUND)["sensitivity.json"])
    assert facts == {name: found[name] for name in found if name not in ("rows", "sources")}


def test_screen_of_a_box() -> None:
    text = screen(BOX)
    for said in (
        "for which values does “North Korea tests a nuclear device” come true much more often?",
        "10,000 runs of lethal_aid: 5,000 searched, 5,000 kept to measure what was found; seed 5.",
        "above 0.0124 0.005 to 0.03 0.013 51% <1%",
        "below 0.1 0.04 to 0.15 0.11 40% 22% (unsure)",
        "In the box it comes true in 50% of runs (±1.3), everywhere in 36%.",
        "The box holds 30% of runs and 42% of the cases.",
        "On the runs that were searched: 53% in the box, and 41% of the cases.",
        f"{RATE}, {RHO}: Claim bi-37",
        f"{RATE}: Claim bi-10",
    ):
        assert said in text, said


@pytest.mark.parametrize(
    ("base", "said"), [(0.3, "no value by itself tells those"), (1.0, "nothing to tell apart")]
)
def test_no_box_is_said_to_be_none(base: float, said: str) -> None:
    text = screen(replace(BOX, base=base, rows=()))
    assert said in text
    assert "What these values rest on" not in text


def test_files_of_a_box() -> None:
    written = files(BOX)
    header, first, _ = written["discovery.csv"].splitlines()
    assert header.split(",") == [*whole(BOX)["rows"][0]]
    assert first.startswith(f"{RATE},0.0124,0.03,0.013,")
    assert json.loads(written["discovery.json"])["density"] == 0.5
