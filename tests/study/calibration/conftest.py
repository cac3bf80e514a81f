"""Event files with facts planted in them."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest

from sim.results.calibration import Calibration, Wanted
from sim.study.calibration import calibrate
from sim.world import World

Rows = Iterable[tuple[str, str, str, str]]
Write = Callable[..., Path]


@pytest.fixture
def events(tmp_path: Path) -> Write:
    """Writes rows of (date, source, target, code), or a text as it stands."""

    def _events(rows: Rows | str | bytes, name: str = "events.csv") -> Path:
        path = tmp_path / name
        if isinstance(rows, bytes):
            path.write_bytes(rows)
        elif isinstance(rows, str):
            path.write_text(rows, encoding="utf-8")
        else:
            lines = ["date,source,target,code", *(",".join(row) for row in rows)]
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return _events


@pytest.fixture
def found(world: World, events: Write) -> Callable[..., Calibration]:
    """Calibrates from rows."""

    def _found(rows: Rows | str | bytes, **wanted: object) -> Calibration:
        return calibrate(world, Wanted(events(rows), **wanted))  # type: ignore[arg-type]

    return _found


def days(first: str, number: int, every: int = 1) -> list[str]:
    start = date.fromisoformat(first).toordinal()
    return [date.fromordinal(start + n * every).isoformat() for n in range(number)]
