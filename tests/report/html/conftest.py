from pathlib import Path

import pytest

import sim
from sim.report.html.report import report
from sim.report.html.shell import NAME
from sim.results import Stored, facts, inputs_of, load, resolved_yaml, save
from sim.study.ensemble.run import run
from tests.results.test_store import STARTED


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A result folder of a small real run, with its report."""
    world = sim.load_world()
    scenario, baseline = (sim.load_scenario(name, world) for name in ("lethal_aid", "pact"))
    found = run(world, scenario, baseline, runs=60, seed=1)
    inputs = inputs_of(world, scenario, baseline, seed=1, runs=60, options={"set": {}, "off": []})
    page = report(found, facts(found, inputs))
    out = tmp_path_factory.mktemp("results")
    return save(found, inputs, resolved_yaml(scenario), out, STARTED, {NAME: page})


@pytest.fixture(scope="session")
def stored(folder: Path) -> Stored:
    return load(folder, ensemble=True)


@pytest.fixture(scope="session")
def page(folder: Path) -> str:
    return (folder / NAME).read_text(encoding="utf-8")
