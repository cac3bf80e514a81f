"""What the checks leave open, told from what they hold."""

from collections.abc import Iterator

from sim.report.words import percent
from sim.results.validation import Validation


def gaps(found: Validation) -> Iterator[str]:
    """Yield what was not tested, one sentence each."""
    values, tested = found.values, found.backtest
    assumed = found.cited.get("assumption", 0)
    yield (
        f"{assumed} of {values} values ({percent(assumed / values)}) rest on an assumption, alone "
        f"({found.assumed}) or beside a source; no record here can test them one by one."
    )
    deeds = len(tested.actions)
    yield (
        f"Only {deeds} of {len(found.world.actions)} actions have months in the record that could "
        "be scored out of sample; the others have no base rate that could be."
    )
    yield (
        "How many deeds a month holds: the model takes at most one action of an instrument in a "
        "step, so only months with and without are scored, and of several actions of an "
        "instrument in a month only the one that weighs most counts."
    )
    last = max(panel.last for panel in tested.tone) if tested.tone else "no month"
    yield (
        f"Tone after {last}, where the coded record ends, and pairs with fewer than ten coded "
        "events a month, Russia and North Korea among them."
    )
    yield (
        "Foresight: the world's values, apart from base rates of recorded actions, are of its "
        "date; at earlier origins they were not known, and what came after the date was known when "
        "the world was written."
    )
    yield "Effects of third parties, alliance and balancing: the record excludes none below 0.15."
    if found.card is None:
        yield "Claims of the sources: this world has no scorecard."
    elif found.card.untested:
        yield f"Claims of cause and effect without a test: {', '.join(found.card.untested)}."
    for docking in found.dockings:
        for said in docking.differs:
            yield f"{docking.title}: {said}"
