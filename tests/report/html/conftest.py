from pathlib import Path

import pytest

import sim
from sim.report.html.report import report
from sim.report.html.shell import NAME
from sim.results import Stored, facts, inputs_of, load, resolved_yaml, save
from sim.study.ensemble.run import run
from tests.results.test_store import STARTED


def saved(scenario: str, runs: int, out: Path) -> Path:
    """A result folder of a small real run against the pact, with its report."""
    world = sim.load_world()
    asked, baseline = (sim.load_scenario(name, world) for name in (scenario, "pact"))
    found = run(world, asked, baseline, runs=runs, seed=1)
    inputs = inputs_of(world, asked, baseline, seed=1, runs=runs, options={"set": {}, "off": []})
    page = report(found, facts(found, inputs))
    return save(found, inputs, resolved_yaml(asked), out, STARTED, {NAME: page})


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What most pages are: one event, nothing that depends."""
    return saved("lethal_aid", 60, tmp_path_factory.mktemp("results"))


@pytest.fixture(scope="session")
def branched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with branches, and events that depend on them."""
    return saved("three_winters", 40, tmp_path_factory.mktemp("results"))


@pytest.fixture(scope="session")
def stored(folder: Path) -> Stored:
    return load(folder, ensemble=True)


@pytest.fixture(scope="session")
def page(folder: Path) -> str:
    return (folder / NAME).read_text(encoding="utf-8")
