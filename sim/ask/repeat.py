"""A result folder or a scenario as a question that can be asked again, run by run."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sim.ask.question import Question, question
from sim.ask.since import NAME as HISTORY
from sim.ask.since import Since
from sim.ask.where import Where

if TYPE_CHECKING:
    from sim.results import Inputs, Results, Stored

RUNS, SEED = 1000, 0  # of a scenario that has not been run yet: as `sim run` does
MOST_RUNS = 2000  # of a result that are repeated unless more are asked for


@dataclass(frozen=True)
class Repeat:
    """What to ask again: ``runs`` of the ``whole`` pairs of runs.

    ``results`` are those of the folder, where there is one; ``other_code`` tells whether another
    version of the program made them.
    """

    question: Question
    seed: int
    whole: int
    runs: int
    steps: int
    results: "Results | None" = None
    other_code: bool = False

    @property
    def notes(self) -> tuple[str, ...]:
        """What must be said before anything is explained."""
        if not self.other_code:
            return ()
        return (
            "the result was made by another version of the program: its runs are repeated with "
            "today's, and may differ.",
        )

    @property
    def share(self) -> tuple[str, ...]:
        """What must be said where not all pairs of runs are repeated."""
        if self.runs >= self.whole:
            return ()
        return (
            f"these are the first {self.runs:,} of {self.whole:,} pairs of runs; "
            f"--runs {self.whole} repeats them all.",
        )


def repeat(ref: str, seeds: Where, runs: int | None, files: Sequence[Path] = ()) -> Repeat:
    """Read a result folder or, where ``ref`` is none, a scenario, of which ``runs`` pairs are run.

    ``files`` hold other values for a scenario; a result has its own. Raises ``WorldError`` for a
    scenario that cannot be read or a world that is not the result's, and ``LoadError`` for a folder
    that is damaged or no result.
    """
    if not means_folder(ref):
        asked = question(ref, seeds=seeds, files=files)
        whole = RUNS if runs is None else runs
        return Repeat(asked, SEED, whole, whole, asked.scenario.steps)
    from sim.results import LoadError, load

    if files:
        raise LoadError(f"{ref} says for itself what was asked: leave out --values")
    return _of_folder(load(Path(ref)), seeds, runs)


def add_to(ref: str, seeds: Where) -> Repeat:
    """Read a result folder to which what is found is to be added; see :func:`repeat`.

    Raises also ``LoadError`` for one that another version of the program has made, and
    ``StoreError`` for one that cannot be written.
    """
    from sim.results import LoadError, check_writable, load

    again = _of_folder(load(Path(ref)), seeds, None)
    if again.other_code:
        said = f"{ref} was made by another version of the program. Run it again first."
        raise LoadError(said)
    check_writable(Path(ref).absolute())
    return again


def means_folder(ref: str) -> bool:
    """Tell a folder, or what is meant to be one, from a scenario's file or id."""
    from sim.world.regular import there

    path = Path(ref)
    if there(path) and path.is_dir():
        return "/" in ref or there(path / "manifest.json")
    return "/" in ref and path.suffix not in (".yaml", ".yml")


def _of_folder(stored: "Stored", seeds: Where, runs: int | None) -> Repeat:
    from sim.results import LoadError

    meta, facts = stored.results.meta, stored.facts
    if isinstance(seeds, Since):
        said = f"{stored.place} begins in {meta.start}, and says for itself what was asked"
        raise LoadError(f"{said}: leave out --from and --history")
    asked = _asked(stored, seeds)
    now = _inputs(stored, asked)
    _check_world(stored, now)
    return Repeat(
        asked,
        meta.seed,
        whole=meta.runs,
        runs=min(meta.runs, MOST_RUNS) if runs is None else runs,
        steps=meta.steps,
        results=stored.results,
        other_code=now.code != facts["fingerprints"]["code"],
    )


def _asked(stored: "Stored", seeds: Where) -> Question:
    """The question of a result: its own scenario if that is still the same, else as it was run."""
    from sim.world import WorldError

    meta = stored.results.meta
    try:
        asked = _question(stored, meta.scenario, seeds)
        if _inputs(stored, asked).scenario == stored.facts["fingerprints"]["scenario"]:
            return asked
    except WorldError:  # gone or changed: the folder holds what was run
        pass
    asked = _question(stored, str(stored.place / "scenario.resolved.yaml"), seeds)
    return replace(asked, scenario=replace(asked.scenario, id=meta.scenario))


def _question(stored: "Stored", ref: str, seeds: Where) -> Question:
    from sim.results.values import NAME as VALUES
    from sim.world.yaml_reader import read_yaml

    meta, file = stored.results.meta, stored.place / VALUES
    filed = read_yaml(file).data["set"] if VALUES in stored.facts["files"] else {}
    history = stored.place / HISTORY
    if HISTORY in stored.facts["files"]:
        name = None if meta.known_past is None else meta.known_past.history
        seeds = Since(meta.start, history, seeds, name)
    return question(
        ref,
        seeds=seeds,
        against=meta.baseline,
        values=[f"{path}={value}" for path, value in meta.set_values.items() if path not in filed],
        off=meta.off,
        steps=meta.steps,
        files=(file,) if filed else (),
    )


def _inputs(stored: "Stored", asked: Question) -> "Inputs":
    from sim.results import inputs_of

    meta, options = stored.results.meta, stored.facts["options"]
    return inputs_of(
        asked.world, asked.scenario, asked.baseline, seed=meta.seed, runs=meta.runs, options=options
    )


def _check_world(stored: "Stored", now: "Inputs") -> None:
    """Refuse what would explain another effect than the one that was found."""
    from sim.world import Problem, WorldError

    meta, then = stored.results.meta, stored.facts["fingerprints"]
    changed = ""
    if now.world != then["world"]:
        changed = f"the world {meta.world} has changed"
    elif now.baseline != then["baseline"]:
        changed = f"the scenario {meta.baseline}, with which it is compared, has changed"
    if changed:
        said = f"{stored.place}: {changed} since this result was made"
        again = f"sim run {shlex.quote(meta.scenario)}"
        hint = f"If it was made with --world, give that here too, else: {again}"
        raise WorldError([Problem("", 0, said, hint)])
