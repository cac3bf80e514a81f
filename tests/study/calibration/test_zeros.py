"""Columns that a spreadsheet has damaged, and codes of another coding."""

from collections.abc import Callable

import pytest

from sim.results.calibration import Calibration
from sim.study.calibration.zeros import DOUBTFUL, LOST, WHOLE, Signs
from sim.world import WorldError

Found = Callable[..., Calibration]

HEAD = "date,source,target,code\n"


def rows(*codes: str, who: str = "PRK,KOR") -> str:
    return "".join(f"2022-01-{n % 28 + 1:02d},{who},{code}\n" for n, code in enumerate(codes))


def test_signs() -> None:
    signs = Signs(("01", "010", "04", "042", "0211", "10", "20", "020", "100", "150"))
    told = {"010": WHOLE, "42": LOST, "211": LOST, "4": LOST, "10": DOUBTFUL, "20": DOUBTFUL}
    told |= {"100": 0, "1501": 0, "999": 0, "shot": 0, "": 0, "1e1": 0, '"42"': LOST, '="042"': 4}
    told |= {"42.0": LOST, "10.0": LOST | DOUBTFUL, "150.00": LOST, "10.5": 0}
    assert {text: signs[text] for text in told} == told


@pytest.mark.parametrize("codes", [("42", "10"), ("10", "42"), ("42.0", "150.0", "12.0")])
@pytest.mark.parametrize("lenient", [True, False])
def test_a_damaged_column_is_never_skipped(
    codes: tuple[str, ...], lenient: bool, found: Found
) -> None:
    with pytest.raises(WorldError) as caught:
        found(HEAD + rows("150", *codes), lenient=lenient)
    assert "leading zero" in str(caught.value)


def test_a_sign_in_rows_of_others_counts(found: Found) -> None:
    text = HEAD + rows("42", who="FRA,DEU") + rows("150", "10")
    for lenient in (True, False):
        with pytest.raises(WorldError) as caught:
            found(text, lenient=lenient)
        assert (
            ":2: the code 42 shows that the column has lost its leading zeros, and 10 in line 4 "
            "may be 10 or 010. Export the column again as text"
        ) in str(caught.value)


def test_zeros_are_restored_where_no_code_could_be_two(found: Found) -> None:
    damaged = HEAD + rows("42", "150", "211", "43.0", "111.0")
    whole = HEAD + rows("042", "150", "0211", "043", "111")
    told, right = found(damaged, lenient=True), found(whole)
    assert (told.met.restored, told.met.faulty, right.met.restored) == (4, 0, 0)
    assert (told.events, told.rates) == (5, right.rates)
    with pytest.raises(WorldError) as caught:
        found(damaged)
    assert ":2: the code 42 has lost its leading zero. Write 042" in str(caught.value)
    assert ":6: the code 111.0 has become a decimal number. Write 111" in str(caught.value)


def test_codes_of_others_that_could_be_two_do_not_matter(found: Found) -> None:
    told = found(HEAD + rows("10", who="FRA,DEU") + rows("42"), lenient=True)
    assert (told.met.restored, told.events) == (1, 1)


def test_no_zero_at_all_is_said(found: Found) -> None:
    assert found(HEAD + rows("10", "150")).met.suspect
    assert not found(HEAD + rows("10", "042")).met.suspect
    assert not found(HEAD + rows("100", "150")).met.suspect


def test_a_code_held_as_text_for_a_spreadsheet(found: Found) -> None:
    assert found(HEAD + rows('"=""042"""')).events == 1


@pytest.mark.parametrize(
    ("bad", "good", "told"),
    [
        ("01/05/2022,PRK,KOR,150\n", "2022-01-05,PRK,KOR,150\n", "2 of 3 rows have faulty days"),
        ("2022-01-05,PRK,KOR,X\n", "2022-01-05,PRK,KOR,150\n", "2 of 3 rows have faulty codes"),
        ("2022-01-05,PRK\n", "2022-01-05,PRK,KOR,150\n", "2 of 3 rows have faulty cells"),
    ],
)
def test_a_column_that_is_faulty_as_a_rule_is_not_skipped(
    bad: str, good: str, told: str, found: Found
) -> None:
    with pytest.raises(WorldError) as caught:
        found(HEAD + good + bad * 2, lenient=True)
    assert told in str(caught.value)
    assert "events.csv:3: " in str(caught.value)
    assert found(HEAD + good * 2 + bad * 2, lenient=True).met.faulty == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "event_date,actor,recipient,event_type\n2022-01-05,PRK,KOR,PROTEST\n",
            ":1: the event types in column `event_type`, as 'PROTEST', are no CAMEO codes",
        ),
        (
            "Event Date\tEvent Type\tActor Country\tRecipient Country\n2022-01-05\tAID\tPRK\tKOR\n",
            "in column `Event Type`, as 'AID', are no CAMEO codes",
        ),
        ("event_date,event_type,actor1\n", "in column `event_type` are no CAMEO codes"),
        (
            "date,source,target,event_type\n2022-01-05,PRK,KOR,042\n",
            ":1: no column holds the code. If `event_type` holds CAMEO codes, as 042, call it code",
        ),
        (f"{HEAD}2022-01-05,PRK,KOR,PROTEST\n", "PLOVER, ACLED or UCDP are another coding"),
    ],
)
def test_another_coding_is_named(text: str, told: str, found: Found) -> None:
    for lenient in (False, True):
        with pytest.raises(WorldError) as caught:
            found(text, lenient=lenient)
        assert told in str(caught.value)
