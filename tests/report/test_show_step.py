"""The order of the step is told as it runs."""

from sim.kernel.order import BEGIN, CHOOSE, EFFECTS, LEDGER, MECHANISMS, MOTIVES, ODDS, SEGMENTS
from sim.report.show.step import order, step_sheets
from sim.world import World


def test_every_part_in_order(world: World) -> None:
    assert [part.name for part in order(world)] == list(SEGMENTS)
    assert [sheet.about for sheet in step_sheets(world)] == list(SEGMENTS.values())


def test_every_law_stands_where_it_runs(world: World) -> None:
    laws = {part.name: dict(part.laws) for part in order(world)}
    for name in MECHANISMS:
        assert laws[EFFECTS][name].startswith("z[")
        assert laws[LEDGER][name] == laws[EFFECTS][name]
    for name in MOTIVES:
        assert laws[ODDS][name].startswith("U_o(k) =")
    assert list(laws[CHOOSE]) == ["drawn", "reached", "taken"]
    assert laws[BEGIN]["gain"].startswith("gain[motive,o]")
    assert laws[ODDS]["chance"] == "chance[k] = tilted[k] / everything[line]"


def test_what_is_said_of_several_is_said_once(world: World) -> None:
    (reasons,) = (part for part in order(world) if part.name == "reasons")
    assert reasons.laws == ((", ".join(MOTIVES), "by how much it moves the log odds"),)
