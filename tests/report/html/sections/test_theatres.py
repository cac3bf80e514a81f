from dataclasses import replace

from sim.report.html.brief import brief
from sim.report.html.sections.theatres import theatres
from sim.results import WITH, WITHOUT, TheatreRow
from tests.report.html.page import read
from tests.results.fake import meta, results


def said(**changes: object) -> str:
    return read(theatres(brief(results(**changes), {}))).text


def path(level: float, end: float) -> tuple[TheatreRow, ...]:
    """Driven to a level in step 3, and at another at the end; otherwise at 4."""
    return tuple(
        TheatreRow("korea", "Korea", step, arm, mean, 3.0, 9.9, 5.0, "low" if mean < 4 else "high")
        for arm, own in ((WITH, {3: level, 18: end}), (WITHOUT, {}))
        for step in range(19)
        for mean in (own.get(step, 4.0),)
    )


def test_tension_is_a_mean_in_both_arms_with_its_rungs_and_its_peak() -> None:
    text = said(theatres=path(6.0, 3.8))
    assert "At the end 3.8, “low” (8 runs in 10: 3.0 to 5.0); without the event 4.0, “high”" in text
    assert "Furthest apart in Aug 2024: +2.0." in text


def test_an_end_on_the_other_side_of_the_peak_is_explained() -> None:
    assert "Korea ends on the other side" in said(theatres=path(6.0, 3.8))
    assert "Korea ends on the other side" in said(theatres=path(3.0, 4.2))
    assert "other side" not in said(theatres=path(6.0, 4.2))
    assert "other side" not in said(theatres=path(6.0, 3.8), meta=meta(runs=99))
    assert "The event hardly moves it." in said(theatres=path(4.01, 4.0))


def test_a_difference_at_the_end_is_that_of_the_levels_beside_it() -> None:
    ends = {WITH: 4.24, WITHOUT: 4.06}  # 0.18 apart; as printed, 4.2 and 4.1
    rows = tuple(
        replace(row, mean=ends[row.arm]) if row.step == 18 else row for row in path(4.0, 4.0)
    )
    assert "At the end 4.2" in said(theatres=rows)
    assert "Furthest apart in Nov 2025: +0.1." in said(theatres=rows)
