"""Runs as one Dataset: labelled, with units, the same read back from netCDF."""

from pathlib import Path

import numpy as np
import pytest

from sim.ask.result import Result
from sim.results import ARMS
from tests.app.cli import Sim

xr = pytest.importorskip("xarray")


def test_every_axis_has_its_name_and_labels(made: Result) -> None:
    found = made.to_xarray()
    assert found["alignment"].dims == ("arm", "run", "month", "source", "target")
    assert found["tension"].dims == ("arm", "run", "month", "theatre")
    assert found["level"].dims == ("arm", "run", "month", "posture")
    assert found["taken"].dims == ("arm", "run", "month", "action")
    assert list(found["arm"].values) == list(ARMS)
    assert str(found["month"].values[1])[:7] == made.meta.start
    assert found["source_name"].sel(source="KOR") == "South Korea"
    for name in found.data_vars:
        assert found[name].attrs["long_name"]
        assert found[name].attrs["units"]
    assert not found["taken"].isel(month=0).any()


def test_it_holds_the_numbers_of_the_tables(made: Result) -> None:
    ends = made.to_xarray()["alignment"].isel(month=-1).mean("run")
    for row in made.results.shifts:
        here = ends.sel(source=row.source, target=row.target)
        assert float(here.sel(arm="with")) == pytest.approx(row.end, abs=1e-5)
        apart = float(here.sel(arm="with") - here.sel(arm="without"))
        assert apart == pytest.approx(row.effect, abs=1e-5)
    assert np.isnan(ends.sel(source="RUS", target="RUS")).all()


@pytest.mark.slow
def test_indicators_and_values_come_from_the_same_runs(made: Result, read: Result) -> None:
    found = made.to_xarray(further=True)
    shares = found["came_true"].mean("run")
    for row in made.results.indicators:
        here = shares.sel(indicator=row.indicator)
        assert float(here.sel(arm="with")) == pytest.approx(row.with_, abs=1e-9)
        assert float(here.sel(arm="without")) == pytest.approx(row.without, abs=1e-9)
    for row in made.results.values:
        if row.path in found["path"]:
            drawn = found["value"].sel(path=row.path)
            assert row.low - 1e-4 <= float(drawn.min()) <= float(drawn.max()) <= row.high + 1e-4
    assert found["assurance"].min() >= 0
    assert found["dependence"].max() <= 1
    xr.testing.assert_identical(read.to_xarray(further=True), found)


@pytest.mark.slow
def test_netcdf_and_parquet_are_read_by_others(
    made: Result, tmp_path: Path, sim_program: Sim
) -> None:
    import arviz_base
    import pandas as pd

    told = sim_program(
        "run", "lethal_aid", "--runs", 40, "--seed", 1, "--netcdf", "--parquet", "--quiet"
    )
    place = tmp_path / told.out.strip()
    with xr.open_dataset(place / "ensemble.nc") as back:
        xr.testing.assert_identical(back.load(), made.to_xarray(further=True))
        tree = arviz_base.convert_to_datatree(back)
        assert tree["posterior"]["alignment"].sizes["run"] == 40
    for name in made.tables:
        pd.testing.assert_frame_equal(
            pd.read_parquet(place / f"{name}.parquet"), made.to_frame(name), check_dtype=False
        )
    before = {path.name: path.read_bytes() for path in place.iterdir()}
    made.save(tmp_path / "results", netcdf=True, parquet=True)
    after = {path.name: path.read_bytes() for path in place.iterdir()}
    assert {name for name in before if before[name] != after.get(name)} <= {"manifest.json"}


def test_a_library_that_is_not_there_is_named(
    made: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sim.ask.extras.find_spec", lambda _name: None)
    for ask in (
        made.to_xarray,
        lambda: made.save(tmp_path, netcdf=True),
        lambda: made.save(tmp_path, parquet=True),
    ):
        with pytest.raises(ImportError, match=r"python -m pip install 'alliance-sim\["):
            ask()
    assert list(tmp_path.iterdir()) == []
