"""Histories of runs as one xarray Dataset: named, labelled, with units, ready for netCDF."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.ask.extras import need
from sim.results import Ensemble
from sim.world.month import month_of

if TYPE_CHECKING:
    import xarray as xr

    from sim.report.html.brief import Brief

ENGINE = "h5netcdf"
_SAID: Mapping[str, tuple[str, str]] = {  # what is kept: its name in words, its unit
    "alignment": ("alignment of source toward target, -1 foe to +1 ally", "1"),
    "tension": ("tension of a theatre, 0 to 10", "1"),
    "level": ("level of a posture, 0 being its first", "1"),
    "taken": ("whether an action is taken in the month", "1"),
    "assurance": ("belief of source that target will keep its promise, 0 to 1", "1"),
    "dependence": ("dependence of source on target, 0 to 1", "1"),
    "came_true": ("whether an indicator came true in its window", "1"),
    "value": ("value of the world as it was drawn for the run", "its own"),
    "arm": ("with the scenario, or without it: what it is compared with", ""),
    "run": ("number of the pair of runs; both arms have the same luck", ""),
    "month": ("month at whose end it stands; the first is the eve of the start", ""),
    "step": ("number of the step, 0 being the start", "month"),
    "source": ("state that sides, believes, depends", ""),
    "target": ("state or party that it sides with, believes in, depends on", ""),
    "theatre": ("theatre", ""),
    "posture": ("posture", ""),
    "action": ("action", ""),
    "indicator": ("indicator", ""),
    "path": ("dotted path of a value of the world", ""),
}
_NAMED = {"posture": "level"}  # an array cannot bear the name of its dimension


def dataset(brief: "Brief", *kept: Ensemble) -> "xr.Dataset":
    """Return what is kept of runs as a Dataset. Raises ``MissingError`` without the extra."""
    need("xarray", "arrays")
    import xarray as xr

    labels = {dim: names for one in kept for dim, names in one.labels.items()}
    pairs = [pair.split(">") for pair in labels.pop("pair", ())]
    labels["source"] = tuple(dict.fromkeys(source for source, _ in pairs))
    parties = dict.fromkeys([*labels["source"], *(target for _, target in pairs)])
    labels["target"] = tuple(parties)
    at = [(labels["source"].index(i), labels["target"].index(j)) for i, j in pairs]
    variables = {
        _NAMED.get(name, name): _variable(array, one.dims[name], at, labels)
        for one in kept
        for name, array in one.arrays.items()
    }
    named = {dim: list(names) for dim, names in labels.items()}
    found = xr.Dataset(variables, {**_coordinates(brief, kept[0]), **named}, _facts(brief))
    found = found.assign_coords(
        {
            f"{side}_name": (side, [brief.name(code) for code in labels[side]])
            for side in ("source", "target")
        }
    )
    for name, (said, unit) in _SAID.items():
        if name in found.variables:
            found[name].attrs["long_name"] = said
            if unit:
                found[name].attrs["units"] = unit
    return found


def write(found: "xr.Dataset", path: Path) -> None:
    """Write a Dataset as a netCDF file. Raises ``MissingError`` without the extra."""
    for module in (ENGINE, "h5py"):
        need(module, "arrays")
    packed = {"zlib": True, "complevel": 1, "shuffle": True}
    coding = {name: packed for name, one in found.data_vars.items() if one.dtype.kind != "U"}
    found.to_netcdf(path, engine=ENGINE, encoding=coding)  # type: ignore[call-overload]


def _variable(
    array: Any, dims: tuple[str, ...], at: list[tuple[int, int]], labels: Mapping[str, Any]
) -> tuple[tuple[str, ...], Any]:
    """An array with its pairs laid out by source and target, its months from the eve on."""
    if dims[-1] == "pair":
        wide = np.full((*array.shape[:-1], len(labels["source"]), len(labels["target"])), np.nan)
        wide = wide.astype(array.dtype)
        for number, (source, target) in enumerate(at):
            wide[..., source, target] = array[..., number]
        array, dims = wide, (*dims[:-1], "source", "target")
    if "month" in dims:  # nothing is done on the eve
        axis = dims.index("month")
        array = np.concatenate([np.zeros_like(array.take([0], axis)), array], axis)
    return tuple("month" if dim == "step" else dim for dim in dims), array


def _coordinates(brief: "Brief", kept: Ensemble) -> dict[str, Any]:
    steps = np.arange(brief.last + 1)
    months = [month_of(brief.meta.start, int(step)) for step in steps]
    runs = kept.arrays["alignment"].shape[kept.dims["alignment"].index("run")]
    return {
        "run": np.arange(runs),
        "month": np.array(months, dtype="datetime64[ns]"),
        "step": ("month", steps),
    }


def _facts(brief: "Brief") -> dict[str, Any]:
    meta, facts = brief.meta, brief.facts
    return {
        "title": meta.title,
        "scenario": meta.scenario,
        "baseline": meta.baseline,
        "world": meta.world,
        "seed": meta.seed,
        "pairs_of_runs": meta.runs,
        "run_id": facts["run_id"],
        "source": f"alliance-sim {facts['versions']['alliance-sim']}",
    }
