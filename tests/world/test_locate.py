from pathlib import Path

import pytest

from sim.world import locate, scenarios_dir, seeds_dir


def test_in_a_checkout() -> None:
    root = Path(__file__).resolve().parents[2]
    assert seeds_dir() == root / "seeds"
    assert scenarios_dir() == root / "scenarios"


def test_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site" / "sim"
    (package / "_data" / "seeds").mkdir(parents=True)
    (package / "_data" / "scenarios").mkdir()
    monkeypatch.setattr(locate, "_PACKAGE", package)
    assert seeds_dir() == package / "_data" / "seeds"
    assert scenarios_dir() == package / "_data" / "scenarios"
