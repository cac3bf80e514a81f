"""Further files of a result folder, for other programs: netCDF and Parquet."""

import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from sim.ask.extras import need

if TYPE_CHECKING:
    from sim.ask.result import Result


def check_extras(*, netcdf: bool, parquet: bool) -> None:
    """Raise ``MissingError`` before any work if a library for these files is not there."""
    if netcdf:
        for module in ("xarray", "h5netcdf", "h5py"):
            need(module, "arrays")
    if parquet:
        need("pyarrow", "parquet")


def files(of: "Result", *, netcdf: bool, parquet: bool) -> dict[str, str | bytes]:
    """Return the files by name; the same result gives the same bytes."""
    found: dict[str, str | bytes] = {}
    if netcdf:
        with tempfile.TemporaryDirectory() as folder:
            path = of.to_netcdf(Path(folder) / "ensemble.nc")
            found[path.name] = path.read_bytes()
    if parquet:
        found |= {f"{name}.parquet": _parquet(of, name) for name in of.tables}
    return found


def _parquet(of: "Result", name: str) -> bytes:
    text = io.BytesIO()
    of.to_frame(name).to_parquet(text, engine="pyarrow", index=False)
    return text.getvalue()
