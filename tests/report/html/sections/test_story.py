from sim.report.html.brief import brief
from sim.report.html.sections.story import story
from sim.results import EventRow
from tests.report.html.page import read
from tests.results.fake import meta, results


def act(step: int, *, scripted: bool = False, twin: bool = False) -> EventRow:
    odds = (None, None) if scripted else (0.2, 0.1)
    return EventRow(step, "2024-06", "CHN", f"a{step}", "Acts", scripted, *odds, "", twin)


def said(**changes: object) -> str:
    return read(story(brief(results(**changes), {}))).text


def test_it_says_how_the_run_was_chosen() -> None:
    text = said()
    assert text.startswith("One run, told")
    assert "of all 1,000 runs the one, number 417, that ends nearest to the mean in its" in text
    assert "typical" not in text
    assert "of the first 1,000 runs the one" in said(meta=meta(runs=2000))
    assert "The only pair of runs there is, number 417. Told" in said(meta=meta(runs=1))


def test_what_the_twin_has_too_is_marked() -> None:
    assert "normally 10%; also without the event." in said(events=(act(1, twin=True),))
    assert "also without" not in said(events=(act(1),))
    assert "also without" not in said(events=(act(1, twin=True),), meta=meta(script=()))


def test_scripted_acts_that_found_no_room_are_counted() -> None:
    text = said(events=tuple(act(step, scripted=True) for step in range(1, 12)))
    assert "Another 3 acts of the same run, 3 of them scripted: events.csv." in text
