"""Today's working tree against an earlier commit, side by side in one run; see README.md.

python benchmarks/against.py [COMMIT] [--only NAME ...] [--slow] [--rounds N]
"""

import argparse
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import sides
from rows import ACTORS, ROWS, Row

COMMIT = "5fb87dc"
ROUNDS = 3
MEASURE = Path(__file__).resolve().parent / "measure"


@dataclass(frozen=True)
class Figure:
    """What one side of a row came to; the memory is the largest process's, in MB."""

    value: float
    megabytes: float


class ProbeError(Exception):
    """A probe ended with an error; the message is its last line."""


def main() -> None:
    asked = _asked()
    with tempfile.TemporaryDirectory(prefix="against-") as place:
        try:
            measured = dict(_measured(asked, Path(place)))
        except sides.SideError as error:
            sys.exit(f"error: {error}")
    _tell_growth(measured)


def _asked() -> argparse.Namespace:
    reader = argparse.ArgumentParser(description="Measure today against an earlier commit.")
    reader.add_argument("commit", nargs="?", default=COMMIT)
    reader.add_argument("--only", nargs="+", choices=[row.name for row in ROWS], metavar="NAME")
    reader.add_argument("--slow", action="store_true", help="also the rows that take minutes")
    reader.add_argument("--rounds", type=int, default=ROUNDS, help="tries of each side [3]")
    return reader.parse_args()


def _measured(asked: argparse.Namespace, place: Path) -> Iterator[tuple[str, tuple[float, float]]]:
    """Measure the rows that are asked for, telling each as it is done."""
    before = sides.earlier(asked.commit, place / "before")
    trees = {False: sides.today()}
    if any(row.changed for row in _chosen(asked)):
        trees[True] = sides.changed(place / "changed")
    print(f"{'':52} {asked.commit:>12} {'today':>12} {'ratio':>7}  asked")
    for row in _chosen(asked):
        try:
            then, now = _compared(row, (before, trees[row.changed]), asked.rounds)
        except ProbeError as error:
            print(f"{row.what:52} failed: {error}", flush=True)
            continue
        _tell(row, then, now)
        yield row.name, (then.value, now.value)


def _chosen(asked: argparse.Namespace) -> list[Row]:
    if asked.only:
        return [row for row in ROWS if row.name in asked.only]
    return [row for row in ROWS if asked.slow or not row.slow]


def _compared(row: Row, roots: tuple[Path, Path], rounds: int) -> tuple[Figure, Figure]:
    """Measure both sides in turn and take the best of each: what disturbs only makes it worse."""
    tries = [
        (_once(row, roots[0], {}), _once(row, roots[1], row.env))
        for _ in range(1 if row.slow else rounds)
    ]
    best = max if row.more else min
    then, now = (best(side, key=lambda found: found.value) for side in zip(*tries, strict=True))
    return then, now


def _once(row: Row, root: Path, more: Mapping[str, str]) -> Figure:
    """Measure one side once, in a fresh process and an empty folder."""
    arguments = row.command if row.whole else (str(MEASURE / row.command[0]), *row.command[1:])
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=folder,
            env={**_environment(), "PYTHONPATH": str(root), **more},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=_on_one_core if row.one_core else None,
        )
        assert process.stdout is not None
        said = process.stdout.read().splitlines()
        _, status, used = os.wait4(process.pid, 0)  # with what its own processes have used
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise ProbeError(said[-1] if said else f"it ended with {process.returncode}")
    value = used.ru_utime + used.ru_stime if row.whole else float(said[-1])
    return Figure(value, used.ru_maxrss / 1024)


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def _on_one_core() -> None:
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def _tell(row: Row, then: Figure, now: Figure) -> None:
    ratio = now.value / then.value if row.more else then.value / now.value
    figures = f"{_short(then.value):>12} {_short(now.value):>12} {ratio:6.2f}x"
    memory = f"; {then.megabytes:.0f} and {now.megabytes:.0f} MB" if row.whole else ""
    print(f"{row.what:52} {figures}  {row.bar or '-'} ({row.unit}{memory})", flush=True)


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


def _tell_growth(measured: Mapping[str, tuple[float, float]]) -> None:
    """Say with which power of the number of actors the cost of a run-step grows at the end."""
    few, many = (f"actors{n}" for n in ACTORS[-2:])
    if few not in measured or many not in measured:
        return
    then, now = (
        math.log(measured[many][side] / measured[few][side]) / math.log(ACTORS[-1] / ACTORS[-2])
        for side in (0, 1)
    )
    print(f"{'growth from 24 to 48 actors, exponent':52} {then:12.2f} {now:12.2f} {'':7}  <= 2.5")


if __name__ == "__main__":
    main()
