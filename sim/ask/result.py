"""One answered question, as a notebook shows it: tables, arrays, pictures, the page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.ask.plots import Plots
from sim.ask.question import Question
from sim.report.html.brief import Brief
from sim.results import Ensemble, Inputs, Meta, Results

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr


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
        from sim.results.load import load_ensemble
        from sim.results.store import ENSEMBLE

        return load_ensemble(self.place, self.brief.facts["files"][ENSEMBLE])

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

    @property
    def plot(self) -> Plots:
        """Pictures by matplotlib: ``plot.alignment()``, ``.reactions()``, ``.indicators()`` and
        ``.network()``. They need the extra ``plots``.
        """
        return Plots(self.brief)

    def to_xarray(self, *, further: bool = False) -> "xr.Dataset":
        """Return the histories of the first 2,000 runs as one Dataset with labels and units.

        ``further`` makes the same runs anew and adds assurance, dependence, which indicators came
        true and the values that were drawn, so that every indicator can be recomputed. Needs the
        extra ``arrays``. Raises ``WorldError`` where a result that was read back is of a world that
        has changed since.
        """
        from sim.ask.dataset import dataset

        kept = self.ensemble
        return dataset(self.brief, kept, *([self._further(kept)] if further else ()))

    def _further(self, kept: Ensemble) -> Ensemble:
        from sim.ask.home import here
        from sim.ask.repeat import add_to
        from sim.study.ensemble.further import further

        asked = (
            add_to(str(self.place), here()).question if self.origin is None else self.origin.asked
        )
        runs = kept.arrays["alignment"].shape[1]
        how = {"runs": runs, "seed": self.meta.seed, "steps": self.meta.steps}
        return further(asked.world, asked.scenario, asked.baseline, **how)

    def to_netcdf(self, path: str | Path = "ensemble.nc") -> Path:
        """Write the whole Dataset, with what is further known of each run, as a netCDF file."""
        from sim.ask.dataset import write

        write(self.to_xarray(further=True), Path(path))
        return Path(path)

    def report(self, path: str | Path = "report.html") -> Path:
        """Write the page, one file that needs no network, and return where it is.

        Raises ``StoreError`` where it cannot be written.
        """
        from sim.report.html.report import page
        from sim.results.writing import write_file

        write_file(Path(path), page(self.brief))
        return Path(path)

    def save(
        self, out: str | Path = "results", *, netcdf: bool = False, parquet: bool = False
    ) -> Path:
        """Write ``out/SCENARIO/RUN`` as ``sim run`` does, and return it; or copy the folder there.

        ``netcdf`` adds what :meth:`to_netcdf` writes, ``parquet`` every table as a Parquet file.
        Raises ``StoreError`` where it cannot be written, ``MissingError`` without the extras.
        """
        from sim.ask.files import check_extras, files
        from sim.results import add

        check_extras(netcdf=netcdf, parquet=parquet)
        place = self._saved(Path(out))
        if netcdf or parquet:
            add(place, files(self, netcdf=netcdf, parquet=parquet))
        return place

    def _saved(self, out: Path) -> Path:
        from sim.report.html.report import page
        from sim.report.html.shell import NAME
        from sim.results import resolved_yaml, save
        from sim.results.store import copy

        if self.place is not None:
            return copy(self.place, out)
        assert self.origin is not None, "a result is made or read"
        further = {**self.brief.further, NAME: page(self.brief)}
        resolved = resolved_yaml(self.origin.asked.scenario)
        made_of, started = self.origin.made_of, self.origin.started
        return save(self.results, made_of, resolved, out, started, further)

    def with_files(self, further: Mapping[str, str], **options: Any) -> "Result":
        """Return the result with further files, that were asked for by further ``options``."""
        from sim.results import facts

        assert self.origin is not None, "only what was just made is added to"
        made_of = self.origin.made_of
        made_of = replace(made_of, options={**made_of.options, **options})
        known = facts(self.results, made_of)
        told = replace(self.brief, facts=known, further={**self.brief.further, **further})
        return replace(self, brief=told, origin=replace(self.origin, made_of=made_of))
