"""A named file is read once, up to a limit, and only if it is a regular one."""

import os
from pathlib import Path

import pytest

from sim.world import WorldError, regular


def test_text_is_read_as_it_is_meant(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbfa\r\nb\rc\xc3\xa9\n")
    assert regular.read_text(tmp_path / "a") == "a\nb\nc\u00e9\n"
    (tmp_path / "b").write_bytes(b"a\n\n\xff\n")
    with pytest.raises(WorldError, match=":3: the file is not UTF-8"):
        regular.read_text(tmp_path / "b")


def test_a_link_is_followed_and_a_loop_is_not(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    (tmp_path / "link").symlink_to("a")
    assert regular.read_bytes(tmp_path / "link") == b"x"
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(WorldError, match="cannot be read"):
        regular.read_bytes(tmp_path / "loop")


@pytest.mark.parametrize("name", ["none", "a\0b", "a" * 300, "."])
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(WorldError, match="the file cannot be read: "):
        regular.read_bytes(tmp_path / name)


def test_no_more_than_the_limit_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"x" * 1000)
    assert len(regular.read_bytes(tmp_path / "a", 1000)) == 1000
    with pytest.raises(WorldError, match=r"too large. At most 0 kB are read"):
        regular.read_bytes(tmp_path / "a", 999)
    asked = []

    class Growing:
        """A file that is longer than it said when it was opened."""

        def __enter__(self) -> "Growing":
            return self

        def __exit__(self, *_error: object) -> None:
            pass

        def read(self, size: int) -> bytes:
            asked.append(size)
            return b"x" * size

    monkeypatch.setattr(regular, "opened", lambda _path: Growing())
    with pytest.raises(WorldError, match="too large"):
        regular.read_bytes(tmp_path / "a", 10)
    assert asked == [11]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name")
def test_what_has_no_end_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(WorldError, match="a pipe or a device, no regular file"):
            regular.read_bytes(path)
