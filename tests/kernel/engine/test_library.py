import ctypes.util
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sim.kernel.engine import build, library


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of what was built, in which the library is sought."""
    if library.built() is None:
        pytest.skip("nothing is compiled here")
    for name in (build.LIBRARY, build.SUM):
        shutil.copy(build.HERE / name, tmp_path / name)
    monkeypatch.setattr(library, "HERE", tmp_path)
    monkeypatch.delenv(library.ENVIRONMENT, raising=False)
    _forget()
    yield tmp_path
    _forget()


def _forget() -> None:
    for one in (library.find, library.built, library._loaded):
        one.cache_clear()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:4096])  # to load it would be a bus error


def _fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGE: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "garbage": lambda path: path.write_bytes(b"garbage"),
    "cut": _cut,
    "fifo": _fifo,
    "folder": _folder,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_library_is_never_loaded(folder: Path, damage: str) -> None:
    DAMAGE[damage](folder / build.LIBRARY)
    assert library.find() is None
    assert library.named() == "numpy: the compiled engine is damaged, install again"


@pytest.mark.parametrize("text", [None, "", "abc", b"\xff".decode("latin1")])
def test_a_library_without_its_checksum_is_never_loaded(folder: Path, text: str | None) -> None:
    (folder / build.SUM).unlink()
    if text is not None:
        (folder / build.SUM).write_text(text, encoding="utf-8")
    assert library.find() is None
    assert "install again" in library.named()


@pytest.mark.parametrize("other", ["of another processor", "not an engine"])
def test_a_library_that_cannot_be_used_is_like_none(folder: Path, other: str) -> None:
    path = folder / build.LIBRARY
    if other == "not an engine":
        path.write_bytes(Path(ctypes.util.__file__).read_bytes())
    else:
        found = bytearray(path.read_bytes())
        found[18] ^= 0xFF  # the machine, in the head of an ELF file
        path.write_bytes(found)
    (folder / build.SUM).write_text(build.checksum(path), encoding="ascii")
    assert library.find() is None
    assert library.named() == "numpy: the compiled engine cannot be loaded here, install again"


def test_a_whole_one_is_loaded(folder: Path) -> None:
    assert library.find() is not None
    assert library.named().startswith("compiled")


def test_the_compiler_is_the_one_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(build.SWITCH, "none")
    assert build.compiler() is None
    monkeypatch.setenv(build.SWITCH, "sh")
    assert build.compiler() == shutil.which("sh")


def test_what_a_compiler_makes_is_put_in_place_with_its_checksum(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The compiler is one that always makes the library that is there already."""
    compiler = folder / "compiler"
    made = build.HERE / build.LIBRARY
    compiler.write_text(f'#!/bin/sh\nfor last; do :; done; cp "{made}" "$last"\n')
    compiler.chmod(0o755)
    monkeypatch.setenv(build.SWITCH, str(compiler))
    monkeypatch.setattr(build, "_forms", str)
    (folder / build.SUM).write_text("of an older one")
    assert build.build(folder) == folder / build.LIBRARY
    assert library.find() is not None


@pytest.mark.parametrize(
    "script", ["exit 1", "exit 0", 'for last; do :; done; echo no library > "$last"']
)
def test_a_compiler_that_fails_is_like_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    compiler = tmp_path / "compiler"
    compiler.write_text(f"#!/bin/sh\n{script}\n")
    compiler.chmod(0o755)
    monkeypatch.setenv(build.SWITCH, str(compiler))
    assert build.build(tmp_path / "to") is None
    assert not (tmp_path / "to" / build.LIBRARY).exists()


def test_a_folder_that_cannot_be_written_to_is_like_no_compiler(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.delenv(build.SWITCH, raising=False)
    assert build.build(tmp_path / "file") is None
    assert "numpy runs" in capsys.readouterr().err
