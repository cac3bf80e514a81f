"""Who gains, who loses: what deeds do to every party, against the world without the event."""

from sim.report import words
from sim.report.html.brief import Brief
from sim.report.html.markup import Child, Markup
from sim.report.html.sections.parts import para, row, section, table
from sim.report.html.traced import minus, number, picked, signed
from sim.report.stakes import whole
from sim.results import StakeRow

TITLE = "Who gains, who loses"
CSV = "stakes.csv"
HEADER = ("who", "in all", "sampling error", "by the script", "by what follows", "sampling error")


def stakes(brief: Brief) -> Markup:
    """Return the section."""
    return section("stakes", TITLE, *_told(brief))


def _told(brief: Brief) -> list[Child]:
    rows = brief.results.stakes
    if not any(one.stake for one in rows):
        return [para("Nobody meets any other deeds than without the event.")]
    return [
        para(
            f"The good less the harm that deeds do to each, whoever does them, over "
            f"{brief.span(brief.meta.steps)}, against the same months without the event; 1 is the "
            "most good that one act can do. What a party gains or loses otherwise (a client, a "
            "friend, a calmer border) shows only in what is then done to it."
        ),
        table(HEADER, (_row(brief, one) for one in rows), f"{TITLE} ({CSV})", CSV),
    ]


def _row(brief: Brief, one: StakeRow) -> Markup:
    cells = (
        number(minus(whole(one)), one.stake, "stake"),
        number(words.error(one.mc_error), one.mc_error, "mc_error"),
        number(signed(one.deed), one.deed, "deed"),
        number(signed(one.follows), one.follows, "follows"),
        number(words.error(one.follows_error), one.follows_error, "follows_error"),
    )
    return row(words.name(one.party, brief.meta.names), cells, picked(party=one.party))
