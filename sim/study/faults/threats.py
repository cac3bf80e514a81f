"""What threats and reviews do: to those warned, after the pact, and when nothing follows."""

from collections.abc import Iterator

from sim.results.faults import Reading
from sim.study.faults.desk import AskedArm, Desk, seen
from sim.study.faults.reading import mean, ratio

AID = {"posture": "rok_lethal_aid", "at_least": "direct"}
REVIEW = {"posture": "rok_lethal_aid", "at_least": "under_review"}
AID_LINE = "kor_arms_for_ukraine"
KNOWN = 7  # months of the history that is given: June to December 2024

REVIEWED = AskedArm("months_after_review", idle=((AID_LINE, 2, KNOWN),))
NEVER = AskedArm("months_after", idle=((AID_LINE, 1, KNOWN),))


def warning(desk: Desk) -> Iterator[Reading]:
    """What three months of warnings do to the lethal aid that they warn of."""
    warned, silent = desk.read(
        [AskedArm("warned"), AskedArm("warned", idle=(("rus_words_to_seoul", 3, 5),))],
        [seen(3, 18, **AID), seen(3, 18, action="kor_lethal_aid")],
    )
    yield Reading("silent", "lethal aid by month 18, not warned", "share", *mean(silent[0]))
    yield Reading("warned", "lethal aid by month 18, warned", "share", *mean(warned[0]))
    change = mean(warned[0] - silent[0])
    yield Reading("change", "change by the warnings", "difference", *change, wanted="below 0")
    acts = ratio(warned[1], silent[1])
    yield Reading("acts", "deliveries, warned to not", "ratio", *acts, wanted="below 1")


def first_domino(desk: Desk) -> Iterator[Reading]:
    """How likely the pact makes a review of the ban, soon and later."""
    for last, wanted in ((3, "far above that without: it came the next day"), (18, "")):
        ((with_, without),) = desk.pair("pact", seen(1, last, **REVIEW))
        what = f"review of the ban within {last} months"
        yield Reading(f"pact_{last}", f"{what}, pact", "share", *mean(with_), wanted=wanted)
        yield Reading(f"none_{last}", f"{what}, no pact", "share", *mean(without))


def standing_review(desk: Desk) -> Iterator[Reading]:
    """What a review that was not followed up does to the year after it."""
    first, last = KNOWN + 1, KNOWN + 12
    items = [seen(first, last, **AID), seen(last, last, **REVIEW)]
    unmoved = AskedArm(REVIEWED.scenario, REVIEWED.idle, unmoved=True)
    reviewed, never, alone = desk.read([REVIEWED, NEVER, unmoved], items)
    yield Reading(
        "aid",
        "lethal aid in 2025 after a review in June 2024 that nothing followed",
        "share",
        *mean(reviewed[0]),
        wanted="near that without a review",
    )
    yield Reading("aid_never", "the same without a review", "share", *mean(never[0]))
    yield Reading("aid_alone", "the same, if nobody reacts to anything", "share", *mean(alone[0]))
    yield Reading(
        "stands",
        "the ban under review, or gone, at the end of 2025",
        "share",
        *mean(reviewed[1]),
        wanted="near that without a review",
    )
    yield Reading("stands_never", "the same without a review", "share", *mean(never[1]))
