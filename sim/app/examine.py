"""What ``sim sensitivity`` does once it is clear what is asked: run, write, print."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.app.groups import Changes
from sim.app.progress import bar
from sim.ask.asking import discovered, marked, surveyed
from sim.ask.question import Question
from sim.ask.repeat import add_to, means_folder

if TYPE_CHECKING:
    from sim.results.discovery import Discovery
    from sim.results.sensitivity import Sensitivity
    from sim.results.study_folder import Study


@dataclass(frozen=True)
class Examination:
    """A question to be examined, and how.

    ``place`` is the result folder that the question comes from and the files go to; without one
    they go to a folder of their own below ``out``.
    """

    question: Question
    seed: int
    workers: int
    quiet: bool
    out: Path
    place: Path | None
    started: datetime

    def sensitivity(self, of: str | None, level: bool, design: Mapping[str, Any]) -> "Sensitivity":
        """Screen values and share out the variance."""
        ready = surveyed(self.question, of=of, level=level, seed=self.seed, **design)
        title = f"{ready.runs:,} runs" if level else f"{ready.runs:,} pairs of runs"
        with bar(title, ready.runs, self.quiet) as progress:
            return marked(ready.run(self.workers, progress), self.question)

    def discovery(self, indicator: str, runs: int) -> "Discovery":
        """Look for the box in which an indicator comes true much more often."""
        with bar(f"{runs:,} runs", runs, self.quiet) as progress:
            return discovered(
                self.question,
                indicator,
                runs=runs,
                seed=self.seed,
                workers=self.workers,
                progress=progress,
            )

    def keep(self, found: "Study", runs: int, how: Mapping[str, Any]) -> Path:
        """Write what was found and return where it is."""
        from sim.app.page import page_with
        from sim.ask.again import files_given
        from sim.results import add, inputs_of, resolved_yaml
        from sim.results.findings import files
        from sim.results.store import RESOLVED
        from sim.results.study_folder import save_study

        if self.place is not None:
            add(self.place, page_with(self.place, files(found)))
            return self.place
        asked = self.question
        inputs = inputs_of(
            asked.world,
            asked.scenario,
            asked.baseline,
            seed=self.seed,
            runs=runs,
            options={"set": asked.values, "off": sorted(asked.off), found.KIND: how},
        )
        further = {RESOLVED: resolved_yaml(asked.scenario), **files_given(asked)}
        return save_study(found, inputs, further, self.out, self.started)


def examination(
    ref: str,
    changes: Changes,
    seed: int | None,
    out: Path,
    *,
    workers: int,
    quiet: bool,
) -> Examination:
    """Read a scenario, with changes, or the question of a result folder.

    Raises ``WorldError``, ``LoadError``, ``StoreError``.
    """
    from sim.results import check_writable

    started = datetime.now(UTC)
    if not means_folder(ref):
        asked = changes.question(ref)
        check_writable(out / asked.scenario.id / "study")
        return Examination(asked, seed or 0, workers, quiet, out, None, started)
    given = [name for name, value in changes.of_question.items() if value]
    if given:
        option = {"values": "set", "files": "values"}.get(given[0], given[0])
        raise click.UsageError(f"{ref} says for itself what was asked: leave out --{option}")
    again = add_to(ref, changes.world)
    chosen = again.seed if seed is None else seed
    return Examination(again.question, chosen, workers, quiet, out, Path(ref), started)
