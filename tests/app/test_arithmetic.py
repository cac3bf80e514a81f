"""`sim explain --arithmetic` and `sim show step` from the command line."""

import json

import pytest

from tests.app.cli import Sim

ASKED = ("explain", "lethal_aid", "--arithmetic", "--run", "17", "--month")


def test_a_month_and_its_number_are_the_same(sim: Sim) -> None:
    by_month = sim(*ASKED, "2024-08", "--pair", "RUS>KOR", "--full")
    assert (by_month.code, by_month.err) == (0, "")
    assert by_month.out.startswith("What moved Russia toward South Korea in Aug 2024\n")
    assert sim(*ASKED, "3", "--pair", "RUS>KOR", "--full").out == by_month.out


def test_an_action_as_json(sim: Sim) -> None:
    found = sim(*ASKED, "3", "--action", "kor_lethal_aid", "--json")
    assert (found.code, found.err) == (0, "")
    facts = json.loads(found.out)
    assert facts["scripted"]
    assert facts["step"] == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--arithmetic", "--pair", "RUS>KOR"), "add --run N and --month MONTH"),
        (("--arithmetic", "--run", "1", "--pair", "RUS>KOR"), "add --run N and --month MONTH"),
        (("--arithmetic", "--run", "1", "--month", "3"), "--pair 'A>B' or --action NAME: add one"),
        (("--run", "1", "--month", "3"), "--month goes with --arithmetic"),
        (("--run", "1", "--pair", "RUS>KOR"), "only --arithmetic, --all,"),
        ((*ASKED[2:], "3", "--pair", "RUS>KOR", "--action", "kor_lethal_aid"), "Explain one thing"),
        ((*ASKED[2:], "3", "--pair", "RUS>KOR", "--at", "2"), "--run tells a run; only"),
        ((*ASKED[2:], "3", "--pair", "RUS"), "quote a pair"),
        ((*ASKED[2:], "2026-01", "--pair", "RUS>KOR"), "It goes from 2024-06 (step 1) to 2025-11"),
        ((*ASKED[2:], "3", "--action", "kor_lethal_adi"), "Did you mean `kor_lethal_aid`?"),
        (
            ("--arithmetic", "--run", "1000", "--month", "3", "--pair", "RUS>KOR"),
            "there are 1,000 runs",
        ),
    ],
)
def test_what_is_refused(words: tuple[str, ...], said: str, sim: Sim) -> None:
    found = sim("explain", "lethal_aid", *words)
    assert found.code == 2
    assert found.out == ""
    assert said in found.err


def test_the_step_is_shown(sim: Sim) -> None:
    found = sim("show", "step", "--full")
    assert (found.code, found.err) == (0, "")
    assert "tilted: tilted[k] = base[k] · exp(tilt[k])" in found.out
