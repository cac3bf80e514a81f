"""What a command has to be told to ask the same again: all but runs, seed and steps."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sim.ask.since import Since
from sim.ask.where import Where

if TYPE_CHECKING:
    from sim.ask.given import Given
    from sim.ask.question import Posed
    from sim.world import Scenario


def again(
    *refs: "str | Path | Scenario",
    seeds: Where,
    against: "str | Path | Scenario | None" = None,
    given: "Given",
    files: Sequence[Path] = (),
) -> tuple[str, ...]:
    """Return the words as they were typed, files as they were named.

    Nothing where a part of it has no name: what Python read or made.
    """
    folder = seeds.seeds if isinstance(seeds, Since) else seeds
    if not all(one is None or isinstance(one, str | Path) for one in (*refs, against, folder)):
        return ()
    said = [*map(str, refs)]
    said += _named("--against", () if against is None else (against,))
    if isinstance(seeds, Since) and given.world.history is not None:
        known = given.world.history.id if seeds.history is None else seeds.history
        said += ["--from", given.world.date, "--history", str(known)]
    said += _named("--values", files)
    said += _named("--set", (f"{path}={value}" for path, value in given.typed.items()))
    said += _named("--off", given.off)
    return (*said, *_named("--world", () if folder is None else (folder,)))


def files_given(asked: "Posed") -> dict[str, str]:
    """Return what a result folder keeps of the files that were named, by name: values, history."""
    from sim.ask.since import NAME as HISTORY
    from sim.results.values import NAME as VALUES
    from sim.results.values import values_yaml

    found = {} if asked.filed is None else {VALUES: values_yaml(asked.filed)}
    return found | ({HISTORY: asked.history} if asked.history else {})


def _named(option: str, values: Iterable[object]) -> Iterator[str]:
    for value in values:
        yield from (option, str(value))
