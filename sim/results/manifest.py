"""What a result was made from: fingerprints of world, scenario and code, and the run id they give.

The run id is a short hash of the inputs alone, so the same inputs lead to the same folder. Versions
of Python and numpy and the time stamps are recorded but do not enter it.
"""

import hashlib
import platform
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

import sim
from sim.kernel.engine.library import named
from sim.results.formats import canonical, plain
from sim.results.results import Results
from sim.world import Scenario, World

FORMAT = 5  # of the result folder; raised when a file or a column changes its meaning
ID_LENGTH = 12
_CODE = (".py", ".c", ".css", ".html", ".js")


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that determines the bytes of a result.

    ``world``, ``scenario`` and ``baseline`` are fingerprints of the resolved things (after
    ``extends``, ``--set`` and ``--off``); ``code`` is one of the program.
    """

    world: str
    scenario: str
    baseline: str
    code: str
    seed: int
    runs: int
    steps: int
    options: Mapping[str, Any]

    @property
    def run_id(self) -> str:
        """Twelve hexadecimal digits that name the result folder."""
        return fingerprint([FORMAT, self])[:ID_LENGTH]


def inputs_of(
    world: World,
    scenario: Scenario,
    baseline: Scenario,
    *,
    seed: int,
    runs: int,
    options: Mapping[str, Any],
) -> Inputs:
    """Return the inputs of a paired run; where the files of the world lie does not enter them."""
    return Inputs(
        world=world_fingerprint(world),
        scenario=fingerprint(scenario),
        baseline=fingerprint(baseline),
        code=code_fingerprint(),
        seed=seed,
        runs=runs,
        steps=scenario.steps,
        options=options,
    )


def world_fingerprint(world: World) -> str:
    """Return the fingerprint of a world, wherever its files lie."""
    parts = {part.name: getattr(world, part.name) for part in fields(world)}
    del parts["folder"], parts["scorecard"]  # neither moves a run
    return fingerprint({**parts, **unsourced(world)})


def unsourced(asked: World | Scenario) -> dict[str, Any]:
    """Return indicators and variants without their sources, which move no number."""
    return {
        "indicators": [_without_sources(one) for one in asked.indicators],
        "variants": {name: _without_sources(one) for name, one in asked.variants.items()},
    }


def _without_sources(thing: object) -> dict[str, Any]:
    return {key: value for key, value in plain(thing).items() if key != "sources"}


def fingerprint(thing: object) -> str:
    """Return the SHA-256 of plain data, a dataclass or a pydantic model, whatever its key order."""
    return hashlib.sha256(canonical(thing).encode()).hexdigest()


def code_fingerprint(package: Path | None = None) -> str:
    """Return the SHA-256 over names and bytes of the package's code: Python and the report's."""
    root = package or Path(sim.__file__).parent
    digest = hashlib.sha256()
    files = (path for path in root.rglob("*") if path.suffix in _CODE)
    code = {path.relative_to(root).as_posix(): path for path in files}
    for name in sorted(code):
        content = code[name].read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def facts(results: Results, inputs: Inputs) -> dict[str, Any]:
    """Return what the manifest says of a result before it is written: all but files and times.

    All that the tables do not hold of :class:`Results` is in it: what was asked, the warnings and
    the reproduction number.
    """
    return {
        "format": FORMAT,
        "run_id": inputs.run_id,
        **plain(results.meta),
        "options": plain(inputs.options),
        "warnings": plain(results.warnings),
        "reproduction": plain(results.reproduction),
        "fingerprints": {
            "world": inputs.world,
            "scenario": inputs.scenario,
            "baseline": inputs.baseline,
            "code": inputs.code,
        },
        "versions": versions(),
    }


def versions() -> dict[str, str]:
    """Return what the result was computed with."""
    return {
        "alliance-sim": sim.__version__,
        "python": platform.python_version(),
        "numpy": np.__version__,
        "engine": named(),
    }


def manifest(
    known: Mapping[str, Any], files: Mapping[str, str], started: datetime
) -> dict[str, Any]:
    """Return the manifest of a result: its facts, checksums of ``files``, time stamps."""
    return {
        **known,
        "files": dict(files),
        "started": started.astimezone(UTC).isoformat(timespec="seconds"),
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
    }
