"""Many rows: tallies are the same however rows come in chunks, and memory stays small."""

import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from sim.study.calibration import read_events
from sim.study.calibration.read_events import Chunk
from sim.study.calibration.tally import Tally
from sim.world import World

ROWS = 5_000_000
MOST_MEMORY = 400  # MB
MOST_TIME = 120  # seconds

_RUN = """
import re, resource, sys, time
from pathlib import Path
from sim.study.calibration import Wanted, calibrate
from sim.world import load_world
began = time.monotonic()
found = calibrate(load_world(), Wanted(Path(sys.argv[1])))
status = Path("/proc/self/status")  # of this process alone; the other also counts who started it
if status.exists():
    most = int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1]) / 1024
else:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(found.met.rows, found.events + found.repeated, most, time.monotonic() - began)
"""


def chunk(number: int, seed: int = 1) -> Chunk:
    drawn = np.random.default_rng(seed)
    source = drawn.integers(0, 3, number).astype(np.int32)
    return Chunk(
        day=drawn.integers(738_000, 738_900, number).astype(np.int32),
        source=source,
        target=(source + 1) % 3,
        code=drawn.integers(0, 2, number).astype(np.int32),
        weight=np.full(number, np.nan),
        key=drawn.integers(0, number // 2, number),
    )


def part(whole: Chunk, start: int, stop: int) -> Chunk:
    fields = (whole.day, whole.source, whole.target, whole.code, whole.weight, whole.key)
    return Chunk(*(field[start:stop] for field in fields))


def tallied(chunks: list[Chunk]) -> Tally:
    tally = Tally(3, np.array([-2.0, 3.0]), np.ones((3, 3, 2), dtype=np.bool_))
    for one in chunks:
        tally.add(one, once=True)
    return tally


def test_chunks_do_not_matter() -> None:
    whole = chunk(4000)
    once = tallied([whole])
    many = tallied([part(whole, n, n + 170) for n in range(0, 4000, 170)])
    assert once.repeated == many.repeated == 4000 - len(np.unique(whole.key))
    assert once.months() == many.months()
    every = np.arange(18)
    for month in once.months():
        for name in ("events", "hostile", "tone"):
            ours, theirs = getattr(once, name), getattr(many, name)
            assert ours[once.span(month)].sum(axis=0) == pytest.approx(
                theirs[many.span(month)].sum(axis=0)
            )
        assert once.acts(month, every) == many.acts(month, every)
    acts = sum(once.acts(month, every) for month in once.months())
    assert acts == once.events.sum() == 4000 - once.repeated


def test_repeats_are_known_across_many_chunks() -> None:
    whole = chunk(3000, seed=4)
    again = tallied([part(whole, n, n + 100) for n in range(0, 3000, 100)] * 2)
    assert again.repeated == 6000 - len(np.unique(whole.key))


def test_chunks_are_handed_on_as_they_fill(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sim.results.calibration import Wanted
    from sim.study.calibration import calibrate

    path = tmp_path / "many.csv"
    rows = [f"2022-{n % 12 + 1:02d}-{n % 28 + 1:02d},PRK,KOR,{111 + n % 4}" for n in range(2000)]
    path.write_text("date,source,target,code\n" + "\n".join(rows) + "\n")
    whole = calibrate(world, Wanted(path, once=False))
    seen: list[int] = []
    monkeypatch.setattr(read_events, "CHUNK", 64)
    parts = calibrate(world, Wanted(path, once=False), seen.append)
    assert parts.rates == whole.rates
    assert len(seen) == 2000 // 64
    assert seen == sorted(seen)


@pytest.mark.slow
def test_five_million_rows(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    drawn = random.Random(1)
    states = ("RUS", "PRK", "CHN", "USA", "KOR", "JPN")
    codes = ("010", "036", "042", "061", "111", "130", "150", "190")
    with path.open("w", encoding="utf-8") as file:
        file.write("date,source,target,code,id\n")
        for number in range(ROWS):
            source, target = drawn.sample(states, 2)
            year, month, day = 2005 + number % 15, drawn.randint(1, 12), drawn.randint(1, 28)
            code = codes[number % 8]
            file.write(f"{year}-{month:02d}-{day:02d},{source},{target},{code},{number}\n")
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(path)], capture_output=True, text=True, check=True
    )
    rows, counted, memory, time = map(float, done.stdout.split())
    assert (rows, counted) == (ROWS, ROWS)
    assert memory < MOST_MEMORY
    assert time < MOST_TIME
