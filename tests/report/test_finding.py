from dataclasses import replace

import pytest

from sim.report.finding import finding
from sim.report.sentence import plain
from sim.results import IndicatorRow, ReactionRow, Results, Script, ShiftRow
from tests.report.test_yardstick import row as yardstick_row
from tests.results.fake import meta, results

SHIFT = ShiftRow("RUS", "KOR", -0.4, -0.5, -0.4, -0.1, -0.2, 0.02, 0.01, -0.16, 5, 0.02)
CALM = ShiftRow("USA", "KOR", 0.8, 0.8, 0.8, 0.002, -0.01, 0.01, 0.002, 0.003, 3, 0.002)
LIKELIER = IndicatorRow("hedge", "South Korea hedges.", 0.31, 0.12, 0.19, 0.02, 1, 18)
SCRIPTED = IndicatorRow("aid", "Weapons go to Ukraine", 1.0, 0.1, 0.9, 0.01, 1, 18)
ARMS_SENT = ReactionRow("RUS", "arms", "Sends arms", 0.6, 0.2, 3.0, 0.5, 0.02, 2.0, "x")


def said(**changes: object) -> list[str]:
    return [plain(one) for one in finding(results(**({"reactions": ()} | changes)))]


def test_what_becomes_likelier_leads_then_the_shift_beside_the_yardstick_then_the_reaction() -> (
    None
):
    beside = yardstick_row(0.5, source="RUS", target="KOR")
    told = {"shifts": (CALM, SHIFT), "reactions": (ARMS_SENT,), "indicators": (LIKELIER,)}
    assert said(yardstick=(beside,), **told) == [
        "Likelier by Nov 2025, from 12% to 31%: South Korea hedges.",
        "Largest shift: Russia toward South Korea, -0.16 in Oct 2024, of which -0.10 is left after "
        "18 months. Over the first 12 months it is 2.0 times what a pair moves in an ordinary "
        "year, about half of what the Dokdo quarrel did to the United States' view of Japan in "
        "2012.",
        "Reaction that changes most: Russia sends arms, 0.60 times per run instead of 0.20 in the "
        "6 months from Aug 2024 on.",
    ]
    likelier, shift, _ = said(**told)
    assert shift.endswith("is left after 18 months.")
    assert said(shifts=(), indicators=(LIKELIER,)) == [likelier]


def test_its_own_come_first_however_small_and_two_at_most() -> None:
    small = replace(LIKELIER, indicator="own", title="Own", with_=0.2, difference=0.08)
    more = [replace(LIKELIER, indicator=name, title=name) for name in "abc"]
    found = said(meta=meta(own=("own",)), shifts=(), indicators=(*more, small))
    assert found == [
        "Likelier by Nov 2025, from 12% to 20%: Own.",
        "Likelier by Nov 2025, from 12% to 31%: a.",
    ]


def test_less_likely_and_shares_that_round_alike() -> None:
    less = replace(LIKELIER, with_=0.05, difference=-0.07)
    near = replace(LIKELIER, with_=0.124, without=0.12, difference=0.004, mc_error=0.001)
    assert said(shifts=(), indicators=(less,))[0].startswith("Less likely by Nov 2025, from 12% to")
    assert "from 12.0% to 12.4%" in said(shifts=(), indicators=(near,))[0]


@pytest.mark.parametrize(
    ("effect", "error", "end"),
    [
        (-0.10, 0.01, "of which -0.10 is left after 18 months"),
        (0.01, 0.001, "of which nothing is left after 18 months"),  # a small rest turned round
        (-0.01, 0.02, "of which nothing is left after 18 months"),  # no more than chance
        (0.08, 0.01, "but after 18 months it is +0.08, the other way"),
    ],
)
def test_what_is_left_of_the_peak(effect: float, error: float, end: str) -> None:
    shift = replace(SHIFT, effect=effect, mc_error=error)
    assert said(shifts=(shift,), indicators=())[0].endswith(f"Oct 2024, {end}.")


def test_a_peak_at_the_end_is_all_there_is() -> None:
    shift = replace(SHIFT, peak=-0.1, peak_step=18)
    assert said(shifts=(shift,), indicators=())[0].endswith(", -0.10 in Nov 2025.")


@pytest.mark.parametrize(
    ("first", "last", "when"),
    [(1, 6, "by Nov 2024"), (4, 6, "by Nov 2024"), (2, 2, "in Jul 2024"), (1, 1, "by Jun 2024")],
)
def test_an_indicator_counts_in_its_own_window(first: int, last: int, when: str) -> None:
    row = replace(LIKELIER, from_=first, to=last)
    assert said(shifts=(), indicators=(row,))[0].startswith(f"Likelier {when}, from")


def test_a_scripted_act_is_no_reaction_nor_is_what_could_be_chance() -> None:
    script = (Script(2, "2024-07", "RUS", "arms", "Sends arms"),)
    shaky = replace(ARMS_SENT, mc_error=0.2)
    assert not any("Reaction" in one for one in said(meta=meta(script=script)))
    assert not any("Reaction" in one for one in said(reactions=(shaky,)))


def test_a_state_has_its_article_within_a_sentence() -> None:
    row, shift = replace(ARMS_SENT, actor="USA"), replace(SHIFT, target="USA")
    moved, reacted = said(shifts=(shift,), reactions=(row,), indicators=())
    assert "Russia toward the United States, -0.16" in moved
    assert "changes most: the United States sends arms" in reacted


def test_what_the_script_decides_by_itself_is_no_finding() -> None:
    (told,) = said(meta=meta(settled=("aid",)), shifts=(), indicators=(SCRIPTED, LIKELIER))
    assert "South Korea hedges" in told


def test_what_could_be_chance_among_so_many_is_no_finding() -> None:
    shaky = replace(LIKELIER, mc_error=0.08)
    assert said(shifts=(CALM,), indicators=(shaky,)) == [
        "Nothing stands out of chance: the largest difference on the way, the United States toward "
        "South Korea, is +0.003 with a sampling error of ±0.002, too small to tell or to matter; "
        "and no indicator changes by more than 3 times its sampling error."
    ]


def test_two_equal_arms() -> None:
    same = replace(CALM, effect=0.0, peak=0.0, mc_error=0.0)
    even = replace(LIKELIER, difference=0.0, mc_error=0.0)
    nothing = "Nothing differs: the scenario and what it is compared with are the same, run by run."
    assert said(shifts=(same,), indicators=(even,)) == [nothing]
    assert [plain(one) for one in finding(Results(meta=meta()))] == [nothing]


def test_arms_that_part_on_the_way_only_are_not_the_same() -> None:
    back = replace(CALM, effect=0.0, mc_error=0.0)
    assert said(shifts=(back,), indicators=())[0].startswith("Nothing stands out of chance")


def test_one_run_tells_a_story_and_no_more() -> None:
    nan = float("nan")
    single = replace(SHIFT, mc_error=nan, peak_error=nan)
    row = replace(LIKELIER, mc_error=nan)
    (told,) = said(meta=meta(runs=1), shifts=(single,), indicators=(row,))
    assert told.startswith("One pair of runs tells a story and no more")
