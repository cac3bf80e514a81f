"""The notebook of the documentation runs from top to bottom."""

import ast
import json
from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = Path(__file__).parents[1] / "docs" / "lethal_aid.ipynb"
NEEDED = ("xarray", "matplotlib")


def cells() -> list[str]:
    """The code of the cells, in order."""
    text = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert all(not cell.get("outputs") for cell in text["cells"]), "kept without its outputs"
    return ["".join(cell["source"]) for cell in text["cells"] if cell["cell_type"] == "code"]


def shown(code: str, names: dict[str, Any]) -> Any:
    """Run a cell as a notebook does; return what it would show."""
    parts = ast.parse(code)
    last = parts.body.pop() if isinstance(parts.body[-1], ast.Expr) else None
    exec(compile(parts, str(NOTEBOOK), "exec"), names)
    if last is None:
        return None
    assert isinstance(last, ast.Expr)
    return eval(compile(ast.Expression(last.value), str(NOTEBOOK), "eval"), names)


@pytest.mark.slow
def test_every_cell_runs_and_shows_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in NEEDED:
        pytest.importorskip(name)
    import matplotlib

    matplotlib.use("agg")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    names: dict[str, Any] = {}
    for code in cells():
        found = shown(code, names)
        assert found is not None or capsys.readouterr().out
        if hasattr(found, "_repr_html_"):
            assert found._repr_html_()
    matplotlib.pyplot.close("all")
    assert abs(names["hangs"].iloc[0]) > 0.1
