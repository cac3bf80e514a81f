"""One answered question, as a notebook shows it: tables, arrays, pictures, the page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.ask.question import Question
from sim.report.html.brief import Brief
from sim.results import Ensemble, Inputs, Meta, Results, read_npz

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Origin:
    """What a result that was just made came from."""

    asked: Question
    made_of: Inputs
    started: datetime


@dataclass(frozen=True, eq=False, repr=False)
class Result:
    """What a scenario changes: many paired runs of it and of what it is compared with.

    Its numbers are those of the files, whether it has just been made or was read back. ``place`` is
    the folder it was read from; ``results`` holds every table as rows.
    """

    brief: Brief
    origin: Origin | None = None
    place: Path | None = None

    @property
    def results(self) -> Results:
        """Every table as rows, warnings, and what was asked."""
        return self.brief.results

    @property
    def meta(self) -> Meta:
        """What was asked, of which world, and how."""
        return self.brief.meta

    @property
    def finding(self) -> str:
        """The finding in words."""
        from sim.ask.card import finding

        return finding(self.brief)

    @cached_property
    def ensemble(self) -> Ensemble:
        """Whole histories of the first runs, as arrays with named dimensions."""
        if self.place is None:
            return self.results.ensemble
        from sim.results.store import ENSEMBLE

        return read_npz(self.place / ENSEMBLE)

    def __repr__(self) -> str:
        """Return a line on what was asked."""
        meta = self.meta
        return (
            f"<Result {meta.scenario} against {meta.baseline}: {meta.runs:,} pairs of runs, "
            f"{meta.steps} {meta.step_unit}s from {meta.start}>"
        )

    def _repr_html_(self) -> str:
        """Return the finding and two pictures of the page, for a notebook."""
        from sim.ask.card import card

        return card(self.brief)

    @property
    def tables(self) -> tuple[str, ...]:
        """The names that :meth:`to_frame` knows."""
        from sim.ask.frame import tables

        return tuple(tables(self.brief))

    def to_frame(self, name: str = "shifts") -> "pd.DataFrame":
        """Return a table as a pandas frame, with the columns of its CSV file.

        Raises ``ValueError`` for a name that is not in :attr:`tables`.
        """
        from sim.ask.frame import frame, tables

        return frame(name, tables(self.brief))

    def report(self, path: str | Path = "report.html") -> Path:
        """Write the page, one file that needs no network, and return where it is."""
        from sim.report.html.report import page

        written = Path(path)
        written.write_text(page(self.brief), encoding="utf-8")
        return written

    def save(self, out: str | Path = "results") -> Path:
        """Write ``out/SCENARIO/RUN`` as ``sim run`` does, and return it; or copy the folder there.

        Raises ``StoreError`` where it cannot be written.
        """
        from sim.report.html.report import page
        from sim.report.html.shell import NAME
        from sim.results import resolved_yaml, save
        from sim.results.store import copy

        if self.place is not None:
            return copy(self.place, Path(out))
        assert self.origin is not None, "a result is made or read"
        further = {**self.brief.further, NAME: page(self.brief)}
        resolved = resolved_yaml(self.origin.asked.scenario)
        made_of, started = self.origin.made_of, self.origin.started
        return save(self.results, made_of, resolved, Path(out), started, further)

    def with_files(self, further: Mapping[str, str], **options: Any) -> "Result":
        """Return the result with further files, that were asked for by further ``options``."""
        from sim.results import facts

        assert self.origin is not None, "only what was just made is added to"
        made_of = self.origin.made_of
        made_of = replace(made_of, options={**made_of.options, **options})
        known = facts(self.results, made_of)
        told = replace(self.brief, facts=known, further={**self.brief.further, **further})
        return replace(self, brief=told, origin=replace(self.origin, made_of=made_of))
