import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sim.world import World, WorldError, load_world, seeds_dir
from tests.world.conftest import SMALL


def test_small_world(small: World) -> None:
    assert list(small.parties) == ["ALP", "BET", "GAM", "DEL"]
    assert list(small.actors) == ["ALP", "BET", "GAM"] == list(small.deciding)
    assert (small.id, small.date, small.step) == ("small", "2024-06", "month")
    assert small.folder == SMALL / "seeds"
    assert small.claims["news-02"].causal is not None
    assert small.facts["friendly_months"].value == 7
    assert small.cameo["072"].goldstein == 8.3


def test_default_world_is_whole() -> None:
    world = load_world()
    assert list(world.parties)[:6] == ["RUS", "PRK", "CHN", "USA", "KOR", "JPN"]
    assert all(quantity.sources for quantity in world.quantities().values())
    assert load_world(seeds_dir()) == world


def test_order_in_files_does_not_matter(copy: Path) -> None:
    """Slots, not places in the file, give parties their order."""
    before = load_world(copy / "seeds")
    path = copy / "seeds" / "world.yaml"
    lines = path.read_text().splitlines(keepends=True)
    alpha = next(line for line in lines if line.startswith("  ALP:"))
    lines.remove(alpha)
    lines.insert(lines.index(next(line for line in lines if line.startswith("  DEL:"))), alpha)
    path.write_text("".join(lines))
    after = load_world(copy / "seeds")
    assert after == before
    assert list(after.parties) == list(before.parties)
    assert list(after.quantities()) == list(before.quantities())


def test_a_further_actor_changes_nobody_else(copy: Path) -> None:
    """A world may have any number of actors; each pair of them needs its file."""
    seeds = copy / "seeds"
    path = seeds / "world.yaml"
    more = "  OME: {name: Omega, slot: 4, actor: true}\n"
    path.write_text(path.read_text().replace("theatres:\n", f"{more}theatres:\n", 1))
    actor = (seeds / "actors" / "ALP.yaml").read_text().replace("ALP", "OME")
    (seeds / "actors" / "OME.yaml").write_text(actor)
    with pytest.raises(WorldError) as caught:
        load_world(seeds)
    assert [p.message for p in caught.value.problems] == [
        f"the pair {a} and OME has no file dyads/{a}-OME.yaml" for a in ("ALP", "BET", "GAM")
    ]
    for a in ("ALP", "BET", "GAM"):
        text = (seeds / "dyads" / "ALP-GAM.yaml").read_text()
        text = text.replace("GAM", "OME").replace("ALP", a)
        (seeds / "dyads" / f"{a}-OME.yaml").write_text(text)
    world = load_world(seeds)
    old = load_world(SMALL / "seeds").quantities()
    assert {path: q for path, q in world.quantities().items() if path in old} == old


def test_all_faults_of_a_stage_are_told(copy: Path) -> None:
    for name in ("ALP", "BET"):
        path = copy / "seeds" / "actors" / f"{name}.yaml"
        path.write_text(path.read_text().replace("power: high", "power: 3"))
    (copy / "seeds" / "motives" / "reward.yaml").write_text("id: reward\n")
    with pytest.raises(WorldError) as caught:
        load_world(copy / "seeds")
    assert len(caught.value.problems) == 2 + 5


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="no such folder"):
        load_world(tmp_path / "none")


def test_files_that_are_no_part_of_a_world_are_left_alone(copy: Path) -> None:
    seeds = copy / "seeds"
    (seeds / "README.md").write_text("words")
    (seeds / "record").mkdir()
    (seeds / "record" / "notes.txt").write_text("words")
    (seeds / ".hidden").mkdir()
    load_world(seeds)


def test_problems_name_files_as_one_would_type_them(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (copy / "seeds" / "actors" / "ALP.yaml").unlink()
    monkeypatch.chdir(copy)
    with pytest.raises(WorldError, match=r"^seeds/world.yaml:7: the actor ALP"):
        load_world(Path("seeds"))


def test_the_world_knows_no_numpy() -> None:
    code = "import sys, sim.world; sim.world.load_world(); print('numpy' in sys.modules)"
    root = Path(__file__).resolve().parents[2]
    got = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert got.stdout.strip() == "False"


def test_loading_is_quick(tmp_path: Path) -> None:
    """A generous bound: a check of one scenario is meant to feel immediate."""
    shutil.copytree(seeds_dir(), tmp_path / "seeds")
    start = time.perf_counter()
    load_world(tmp_path / "seeds")
    assert time.perf_counter() - start < 2
