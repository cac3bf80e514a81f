"""What the page of validation files under which heading."""

from types import SimpleNamespace
from typing import Any

import pytest

from sim.report.validation.findings import AGREES, NOT, OPEN, USED, WEAK, Finding, findings
from sim.results.card import AnswerRow
from sim.results.docking import Docked, Docking
from tests.report.scorecard.test_scorecard import ANSWER, CONTRARY, row
from tests.report.scorecard.test_scorecard import WEAK as WEAK_ROW


def found(**parts: Any) -> Any:
    backtest = SimpleNamespace(rule=(), deeds=(), tone=())
    empty = {"dockings": (), "card": None, "backtest": backtest, "timelines": (), "rates": ()}
    return SimpleNamespace(**{**empty, **parts})


def card(*verdicts: object, answers: tuple[AnswerRow, ...] = ()) -> Any:
    return SimpleNamespace(verdicts=verdicts, answers=answers)


def filed(told: list[Finding], verdict: str) -> list[Finding]:
    return [one for one in told if one.verdict == verdict]


@pytest.mark.parametrize(
    ("standing", "verdict"),
    [
        ("clear", AGREES),
        ("stated by an input", USED),
        ("next to nothing", WEAK),
        ("far too weak", WEAK),
        ("leans to", OPEN),
        ("undecided", OPEN),
        ("leans against", NOT),
        ("contradicts", NOT),
    ],
)
def test_a_claim_is_filed_by_what_its_verdict_is_worth(standing: str, verdict: str) -> None:
    (one,) = findings(found(card=card(row(standing=standing))))
    assert one.verdict == verdict


def test_only_clear_agreement_is_a_headline() -> None:
    told = findings(found(card=card(row(standing="clear"), row(), WEAK_ROW, CONTRARY)))
    (headline,) = filed(told, AGREES)
    assert "1 of 4" in headline.said


def answer(**said: object) -> AnswerRow:
    from dataclasses import replace

    return replace(ANSWER, **said)  # type: ignore[arg-type]


def test_an_answer_that_meets_the_record_was_put_in_and_a_weak_one_says_so() -> None:
    meets = answer(scenario="icbm_launch", quiet=1.1, quiet_low=1.05, quiet_high=1.15)
    contrary = answer(source="JPN", quiet=0.9, quiet_low=0.85, quiet_high=0.95)
    told = findings(found(card=card(answers=(ANSWER, meets, contrary))))
    (weak,) = filed(told, WEAK)
    assert weak.said.endswith("right direction, far too weak")
    assert "KOR toward PRK in the month after icbm_launch" in filed(told, USED)[0].check
    assert "JPN" in filed(told, NOT)[0].check


def test_no_change_that_no_answer_of_the_model_could_miss_says_little() -> None:
    unknown = {"record": None, "record_low": None, "record_high": None}
    still = answer(source="CHN", quiet=1.005, **unknown)
    told = findings(found(card=card(answers=(ANSWER, still))))
    assert "CHN" in filed(told, WEAK)[1].check
    assert "within which every answer" in filed(told, WEAK)[1].said
    loud = answer(quiet=1.3, quiet_low=1.2, quiet_high=1.4)
    told = findings(found(card=card(answers=(loud, still))))
    assert "CHN" in filed(told, USED)[1].check
    moved = answer(source="CHN", quiet=1.2, **unknown)
    told = findings(found(card=card(answers=(loud, moved))))
    assert "CHN" in filed(told, NOT)[0].check


def test_a_docking_with_a_miss_does_not_agree() -> None:
    met, missed = Docked("met", 1.0, 1.0), Docked("missed", "a", "b", known_miss=True)
    told = findings(
        found(
            dockings=(
                Docking("one", "One", (), (), (met,), ()),
                Docking("two", "Two", (), (), (met, missed), ()),
            )
        )
    )
    assert [one.verdict for one in told] == [AGREES, NOT]
    assert told[1].said.endswith("missed: missed")


def test_base_rates_read_from_the_record_are_no_check_of_it() -> None:
    given = [SimpleNamespace(action=name, rate=0.5, follows=name == "x") for name in ("x", "y")]
    for rates, verdict, said in (
        (given[:1], USED, "1 of 1 are what the record gives"),
        (given, NOT, "1 of 2 are what the record gives by the one rule; not so: y"),
    ):
        (one,) = findings(found(rates=rates))
        assert one.verdict == verdict
        assert one.said.startswith(said)
