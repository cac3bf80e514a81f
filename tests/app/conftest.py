import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.app.cli import Sim
from tests.results.fake import meta, results


@pytest.fixture
def sim(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Sim]:
    """The command line on a machine of one core: further threads only where a test asks."""
    monkeypatch.setattr("sim.study.limits.cores", lambda: 1)
    before = signal.getsignal(signal.SIGTERM)
    yield Sim(capsys)
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def study(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """A study that finds made-up results at once, and remembers how it was asked."""
    asked: list[dict[str, Any]] = []

    def run(world: Any, scenario: Any, baseline: Any, **how: Any) -> Any:
        asked.append({"world": world, "scenario": scenario, "baseline": baseline, **how})
        how["progress"](how["runs"])
        known = {"scenario": scenario.id, "baseline": baseline.id}
        return results(meta=meta(**known, **{key: how[key] for key in ("runs", "seed", "steps")}))

    monkeypatch.setattr("sim.study.ensemble.run.run", run)
    return asked
