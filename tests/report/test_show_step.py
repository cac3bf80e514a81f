"""The order of the step is told as it runs."""

from sim.kernel.order import BEGIN, CHOOSE, EFFECTS, LEDGER, MECHANISMS, MOTIVES, ODDS, SEGMENTS
from sim.report.show.step import order, step_sheets


def test_every_part_in_order() -> None:
    assert [part.name for part in order()] == list(SEGMENTS)
    assert [sheet.about for sheet in step_sheets()] == list(SEGMENTS.values())


def test_every_law_stands_where_it_runs() -> None:
    laws = {part.name: dict(part.laws) for part in order()}
    for name in MECHANISMS:
        assert laws[EFFECTS][name].startswith("z[")
        assert laws[LEDGER][name] == laws[EFFECTS][name]
    for name in MOTIVES:
        assert laws[ODDS][name].startswith("U_o(k) =")
    assert list(laws[CHOOSE]) == ["drawn", "reached", "taken"]
    assert laws[BEGIN]["gain"].startswith("gain[motive,o]")
    assert laws[ODDS]["chance"] == "chance[k] = tilted[k] / everything[line]"


def test_what_is_said_of_several_is_said_once() -> None:
    (reasons,) = (part for part in order() if part.name == "reasons")
    assert reasons.laws == ((", ".join(MOTIVES), "by how much it moves the log odds"),)
