"""``sim rates`` and what ``sim check`` says of base rates."""

import json
import shutil
from pathlib import Path

from sim.world import seeds_dir
from tests.app.cli import Sim

FILE = "seeds/actions/prk_missiles.yaml"


def test_the_worlds_rates_follow(sim: Sim, desk: Path) -> None:
    told = sim("rates", "--full")
    assert told.code == 0, told.err
    flat = " ".join(told.out.split())
    assert "a month 18 months back counting half" in flat
    assert "How the half-life was chosen one month ahead" in flat
    assert "does not follow" not in flat
    found = json.loads(sim("rates", "--json").out)
    assert all(one["follows"] for one in found["rates"])
    assert {one["half_life"] for one in found["tried"]} >= {18.0, 36.0}
    assert list(desk.iterdir()) == []


def test_a_rate_that_does_not_follow_is_told_and_mended(sim: Sim, desk: Path) -> None:
    shutil.copytree(seeds_dir(), desk / "seeds")
    path = desk / FILE
    text = path.read_text(encoding="utf-8")
    mine = '{value: 0.3, range: [0.3, 0.4], source: "assumption: made up for the test"} #'
    changed = text.replace("base_rate:", f"base_rate: {mine}", 1)
    path.write_text(changed, encoding="utf-8")
    told = sim("check", "seeds")
    assert told.code == 2
    at = 1 + next(n for n, line in enumerate(text.splitlines()) if "base_rate:" in line)
    assert f"{FILE}:{at}: the base rate of `prk_missile_test` does not follow" in told.err
    assert sim("rates", "--world", "seeds").code == 1
    told = sim("rates", "--world", "seeds", "--write")
    assert told.code == 0, told.err
    assert "prk_missiles.yaml: prk_missile_test" in told.out
    assert path.read_text(encoding="utf-8") == text
    assert sim("check", "seeds").code == 0
