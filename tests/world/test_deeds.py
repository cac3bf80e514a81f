"""The dated deeds that come with the world, and the months the list claims to be whole for."""

from collections import defaultdict
from collections.abc import Iterator

from sim.world import World
from sim.world.csv_reader import Row, read_table

DEEDS = ("date", "action", "source", "note")
COVERAGE = ("action", "from", "to", "complete", "note")
REFERENCE = "2024-05"  # the last whole month before the pact
OUTSIDE = "outside the window: "


def rows(world: World, file: str, columns: tuple[str, ...]) -> list[Row]:
    return read_table(world.folder / "record" / file, columns)


def windows(world: World) -> dict[str, list[tuple[str, str]]]:
    found = defaultdict(list)
    for row in rows(world, "coverage.csv", COVERAGE):
        action, first, last, _, _ = row.cells
        found[action].append((first, last))
    return found


def test_every_deed_is_of_the_world_and_has_a_source(world: World) -> None:
    deeds = [row.cells for row in rows(world, "deeds.csv", DEEDS)]
    assert deeds == sorted(deeds)
    assert len({(date, action) for date, action, _, _ in deeds}) == len(deeds)
    assert {action for _, action, _, _ in deeds} <= set(world.actions)
    assert all(len(date) in (7, 10) and "2012-01" <= date[:7] <= REFERENCE for date, *_ in deeds)
    for source in {source for _, _, source, _ in deeds}:
        assert source.startswith("data:")
        assert world.register.unknown(source) is None


def test_every_deed_stands_in_a_window_or_says_that_it_does_not(world: World) -> None:
    found = windows(world)
    for row in rows(world, "deeds.csv", DEEDS):
        date, action, _, note = row.cells
        inside = any(first <= date[:7] <= last for first, last in found[action])
        assert inside != note.startswith(OUTSIDE), row


def test_windows_are_in_order_and_apart(world: World) -> None:
    table = [row.cells for row in rows(world, "coverage.csv", COVERAGE)]
    assert table == sorted(table)
    assert {action for action, *_ in table} <= set(world.actions)
    assert all(first <= last <= REFERENCE for _, first, last, _, _ in table)
    for action, spans in windows(world).items():
        assert all(before < after for before, after in gaps(spans)), action


def gaps(spans: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The end of each window with the start of the next."""
    return zip((last for _, last in spans), (first for first, _ in spans[1:]), strict=False)


def test_at_least_thirty_actions_are_whole(world: World) -> None:
    table = [row.cells for row in rows(world, "coverage.csv", COVERAGE)]
    assert {whole for _, _, _, whole, _ in table} == {"yes", "no"}
    assert len({action for action, _, _, whole, _ in table if whole == "yes"}) >= 30
