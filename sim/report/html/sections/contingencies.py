"""If and when: the events that depend on a condition or on luck, and whether they came."""

from sim.report import words
from sim.report.asked import months_said
from sim.report.html.brief import Brief
from sim.report.html.markup import Child, Markup, element
from sim.report.html.sections.parts import para, row, table
from sim.report.html.traced import number, picked
from sim.results import WITH, ContingencyRow

TITLE = "If and when"


def contingencies(brief: Brief) -> list[Child]:
    """Return the part, or nothing where no event depends."""
    rows = brief.results.contingencies
    if not rows:
        return []
    both = {row.arm for row in rows} != {WITH}
    said = (
        "What the script leaves to a condition, to luck or to a branch: the share of runs in which "
        f"it came, how often per run, and the middle {brief.unit} of those in which it did."
    )
    header = ("event", *(("arm",) if both else ()), "share of runs", "sampling error")
    shown = (_row(brief, one, both=both) for one in rows)
    caption = "What depends (contingencies.csv)"
    whole = table((*header, "times per run", brief.unit), shown, caption, "contingencies.csv")
    return [element("h3", TITLE), para(said), whole]


def _row(brief: Brief, one: ContingencyRow, *, both: bool) -> Markup:
    arm = (one.arm,) if both else ()
    cells = (
        *arm,
        number(words.percent(one.share, 1), one.share, "share"),
        number(words.error(one.mc_error * 100, 1), one.mc_error, "mc_error"),
        number(words.times(one.times), one.times, "times"),
        "never" if one.step is None else brief.months[one.step],
    )
    title = element("span", months_said(one.says), data_text="says")
    return row(title, cells, picked(event=one.event, arm=one.arm))
