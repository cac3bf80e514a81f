"""What a manifest must be: of strict types, sealed by a checksum, its run id that of its inputs."""

import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints, ValidationError

from sim.kernel.asked import SEED, STEPS, is_month
from sim.results.manifest import FORMAT, ID_LENGTH, Inputs, fingerprint
from sim.results.results import Meta, Reproduction
from sim.results.tables import Notice
from sim.world.problems import LONGEST
from sim.world.provenance import Sha256
from sim.world.strict import Strict

SEAL = "sha256"  # of all else that the manifest holds


class SealError(Exception):
    """What is wrong with a manifest."""


def _inside(name: str) -> str:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or path.as_posix() != name:
        raise ValueError("it leads out of the folder")
    return name


class _Fingerprints(Strict):
    world: Sha256
    scenario: Sha256
    baseline: Sha256
    code: Sha256


class Manifest(Strict):
    """What the manifest of a run holds; in the file the keys of ``meta`` stand beside the rest."""

    format: int
    run_id: Annotated[str, StringConstraints(pattern=rf"^[0-9a-f]{{{ID_LENGTH}}}$")]
    meta: Meta
    options: dict[str, Any]
    warnings: tuple[Notice, ...]
    reproduction: Reproduction | None
    fingerprints: _Fingerprints
    versions: dict[str, str]
    files: Annotated[dict[Annotated[str, AfterValidator(_inside)], Sha256], Field(min_length=1)]
    started: str
    finished: str
    seal: Sha256 = Field(alias=SEAL)

    @property
    def inputs(self) -> Inputs:
        """What the result was made from."""
        prints, meta = self.fingerprints, self.meta
        return Inputs(
            prints.world,
            prints.scenario,
            prints.baseline,
            prints.code,
            seed=meta.seed,
            runs=meta.runs,
            steps=meta.steps,
            options=self.options,
        )


def sealed(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a manifest says, with the checksum of it."""
    unsealed = {key: value for key, value in facts.items() if key != SEAL}
    return {**unsealed, SEAL: fingerprint(unsealed)}


def unsealed(facts: Mapping[str, Any]) -> Manifest:
    """Return what the manifest of a run says. Raises :class:`SealError` for what no run wrote."""
    try:
        found, seal = _strict(facts), sealed(facts)[SEAL]
    except (ValueError, RecursionError) as error:
        raise SealError(f"it holds what no run wrote: {error}") from None
    if found.seal != seal:
        raise SealError("it is not as it was written (its checksum differs)")
    if found.inputs.run_id != found.run_id:
        raise SealError(f"its run id is not that of its inputs, {found.inputs.run_id}")
    return found


def _strict(facts: Mapping[str, Any]) -> Manifest:
    asked = {key: value for key, value in facts.items() if key not in _REST}
    given = {**{key: value for key, value in facts.items() if key in _REST}, "meta": asked}
    try:
        found = Manifest.model_validate_json(json.dumps(given))  # of JSON, a list is a tuple
        SEED.check(found.meta.seed)
        STEPS.check(found.meta.steps)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"] if part != "meta")
        said = f"{first['msg'][:1].lower()}{first['msg'][1:]}"
        raise SealError(f"{place:.{LONGEST}}: {said}") from None
    if found.meta.runs < 1 or not is_month(found.meta.start) or found.format != FORMAT:
        raise SealError("it tells of no run")
    return found


_REST = {field.alias or name for name, field in Manifest.model_fields.items() if name != "meta"}
