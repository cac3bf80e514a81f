"""The map of the house: what the import contracts of pyproject.toml cannot say."""

import ast
import sys
from pathlib import Path

import pytest

import sim

PACKAGE = Path(sim.__file__).parent
HOOK = PACKAGE / "kernel/engine/hook.py"  # runs where the package is built, and nowhere else
LONGEST = 300  # lines; past that a file is split


def modules(room: str = "") -> list[Path]:
    return sorted((PACKAGE / room).rglob("*.py"))


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names)


@pytest.mark.parametrize(
    ("room", "allowed"),
    [
        ("kernel", {"numpy", "sim"}),
        ("world", {"pydantic", "pydantic_core", "yaml", "sim"}),
        ("results", {"numpy", "pydantic", "yaml", "sim"}),
        ("report", {"jinja2", "resvg_py", "rich", "sim"}),
        ("ask", {"matplotlib", "numpy", "pandas", "rich", "sim", "xarray"}),
        ("app", {"click", "rich", "sim"}),
    ],
)
def test_what_each_room_may_import(room: str, allowed: set[str]) -> None:
    for path in modules(room):
        if path != HOOK:
            assert imported(path) <= allowed, path


def test_what_builds_the_package_imports_what_builds_packages() -> None:
    assert imported(HOOK) == {"hatchling", "sim"}
    assert not [path for path in modules() if path != HOOK and "hatchling" in imported(path)]


def test_files_are_short() -> None:
    for path in modules():
        assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST, path
