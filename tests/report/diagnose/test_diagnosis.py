import io
import json
from dataclasses import replace

import pytest

from sim.report.diagnose.text import as_json, show
from sim.report.screen import WIDTH, console
from sim.results.diagnosis import (
    Critical,
    Diagnosis,
    Division,
    Echo,
    Held,
    Member,
    Moved,
    Off,
    Split,
    Spread,
    Stage,
)

EAST, WEST = ("RUS", "PRK"), ("KOR", "USA")
TWO = Division(
    blocs=(EAST, WEST),
    energy=-2.0,
    gap=0.4,
    gap_share=0.12,
    frustrated=0.03,
    ties=1,
    runner_up=((*EAST, "KOR"), ("USA",)),
    agreed=0.8,
)
R = Spread(mean=0.71, p10=0.52, p90=0.93, above=0.05)
START = Split(
    step=0,
    month="2024-06",
    r=0.71,
    actors=(Held("RUS", 0.31, 0.6), Held("KOR", 0.44, 0.004)),
    laws=(Off("reward", "Reward", "motive", 0.4), Off("balance", "Balance", "mechanism", 0.6)),
    mode=(Member("rus_arms", "RUS", "Delivers arms", 0.2, 3.1, 0.62, 1.25),),
    pairs=(Moved("RUS", "PRK", 0.02), Moved("USA", "PRK", -0.01)),
)
PEAK = Split(
    step=3,
    month="2024-08",
    r=1.1,
    actors=(Held("KOR", 0.82, 0.3), Held("RUS", 0.85, 0.25)),
    laws=(Off("balance", "Balance", "mechanism", 0.9), Off("reward", "Reward", "motive", 1.0)),
    mode=(Member("rus_arms", "RUS", "Delivers arms", 0.25, 2.7, 0.66, 1.45),),
    pairs=(Moved("KOR", "RUS", -0.03),),
)
FOUND = Diagnosis(
    scenario="lethal_aid",
    title="South Korea sends lethal aid to Ukraine",
    world="northeast_asia_2024",
    start="2024-06",
    step_unit="month",
    steps=6,
    draws=20,
    seed=1,
    horizon=24,
    names={"RUS": "Russia", "PRK": "North Korea", "KOR": "South Korea", "USA": "United States"},
    central=0.64,
    r=R,
    splits=(START, PEAK),
    critical=Critical(
        1.71, {"RUS": 4.275, "KOR": 3.42}, {"RUS": 2.5, "KOR": 2.0}, (0.125, 8), (0.3, 9)
    ),
    shock=Echo((4.0, 3.0, 0.0), 1, 1.5, 3.0),
    course=(
        Stage(0, "2024-06", R, TWO, TWO, 0.96),
        Stage(3, "2024-08", Spread(1.1, 0.77, 1.59, 0.55), TWO, TWO, None),
    ),
)


def screen(found: Diagnosis) -> str:
    text = io.StringIO()
    show(found, console(text))
    return " ".join(text.getvalue().split())


@pytest.mark.parametrize(
    "said",
    [
        "At the start R is 0.64 at the stated values",
        "over draws of them it is 0.71 on average (0.52 to 0.93 in 8 of 10)",
        "It is 1 or more in 5% of draws: there the dominoes run",
        "it is highest after Aug 2024, 1.10 on average (0.77 to 1.59 in 8 of 10)",
        "It is 1 or more in 55% of runs: there the dominoes run",
        "1.71 times what is stated: 3.42 to 4.28 instead of 2.00 to 2.50",
        "loudest 1 month after it; half of it is gone 1.5 months later, all of it 3.0 months after",
        "the start 0.71 0.52 to 0.93 5% 12% 3% 96%",
        "Aug 2024 1.10 0.77 to 1.59 55% 12% 3% –",
        "From start to end: Russia, North Korea | South Korea, United States.",
        "Best in 80% of runs. Next best: Russia, North Korea, South Korea | United States",
        "start and peak (Aug 2024)",
        "nobody 0.71 1.10 nothing 0.71 1.10",
        "South Korea 0.44 0.82 <1% 30% Balance (mechanism) 0.60 0.90",
        "Russia 0.31 0.85 60% 25% Reward (motive) 0.40 1.00",
        "Russia delivers arms 62% 66% 25% 1.45 x 2.7",
        "in it, at the start: Russia toward North Korea up, United States toward North Korea down.",
        "in it, at the peak: South Korea toward Russia down.",
    ],
)
def test_the_screen_says_what_was_found(said: str) -> None:
    assert said in screen(FOUND)


def test_the_screen_is_one_screen() -> None:
    text = io.StringIO()
    show(FOUND, console(text))
    assert all(len(line) <= WIDTH for line in text.getvalue().splitlines())
    assert len(text.getvalue().splitlines()) < 60


def test_low_and_high_r_are_told_apart() -> None:
    calm = replace(FOUND, r=replace(R, above=0.0))
    assert "below 1 in all draws: there the dominoes die out" in screen(calm)
    assert "1 or more at the stated values alone" in screen(replace(calm, central=1.2))
    assert "1 or more in all draws: there" in screen(replace(FOUND, r=replace(R, above=1.0)))


def test_without_a_peak_only_the_start_is_split() -> None:
    text = screen(replace(FOUND, course=FOUND.course[:1], splits=(START,)))
    assert "Nowhere along the way is it higher" in text
    assert "peak" not in text
    assert "Russia 0.31 60% Reward (motive) 0.40" in text
    assert "Russia delivers arms 62% 20% 1.25 x 3.1" in text
    assert "in it: Russia toward North Korea up" in text


def test_a_crossing_that_is_not_there() -> None:
    low = replace(FOUND.critical, multiplier=None, precision={}, ends=(0.1, 0.9))
    assert "R stays below 1 even if" in screen(replace(FOUND, critical=low))
    assert "is 8 times what is stated" in screen(replace(FOUND, critical=low))
    high = replace(low, ends=(1.2, 9.0))
    assert "R is 1 or more even if" in screen(replace(FOUND, critical=high))
    assert "is 0.125 times what is stated" in screen(replace(FOUND, critical=high))


def test_an_echo_that_lasts() -> None:
    lasting = replace(FOUND, shock=Echo((4.0, 3.9), 1, None, None))
    assert "half of it is still there 2 months after" in screen(lasting)
    unfinished = replace(FOUND, shock=Echo((4.0, 1.0), 1, 0.7, None))
    assert "half of it is gone 0.7 months later." in screen(unfinished)


def test_blocs_that_change_are_told_in_turn() -> None:
    other = replace(TWO, blocs=((*EAST, "KOR"), ("USA",)), runner_up=TWO.blocs)
    stages = (*FOUND.course, Stage(6, "2024-11", R, other, None, 0.9))
    text = screen(replace(FOUND, course=stages))
    assert "From the start to Aug 2024: Russia, North Korea | South Korea, United States." in text
    assert "After Nov 2024: Russia, North Korea, South Korea | United States." in text
    tied = replace(FOUND.course[0], two=replace(TWO, ties=3))
    assert "3 divisions are equally good" in screen(replace(FOUND, course=(tied,)))


def test_without_a_chain_there_is_nothing_to_split() -> None:
    text = screen(replace(FOUND, splits=(replace(START, mode=(), pairs=()),), shock=None))
    assert "No escalatory act leads back to itself" in text
    assert "What R hangs on" not in text


def test_what_was_changed_is_said() -> None:
    changed = replace(FOUND, set_values={"actors.KOR.precision": "1.5"}, off=("balance",))
    assert "Changed: actors.KOR.precision = 1.5; balance switched off" in screen(changed)


def test_json_holds_all_of_it() -> None:
    found = json.loads(as_json(FOUND))
    assert found["central"] == 0.64
    assert found["peak"]["month"] == "2024-08"
    assert [split["step"] for split in found["splits"]] == [0, 3]
    assert found["splits"][1]["actors"][0] == {"actor": "KOR", "without": 0.82, "share": 0.3}
    assert found["course"][1]["r"]["above"] == 0.55
    assert found["course"][0]["two"]["blocs"] == [list(EAST), list(WEST)]
    assert found["course"][1]["balanced"] is None
    assert found["critical"]["precision"]["KOR"] == 3.42
