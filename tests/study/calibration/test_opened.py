"""Files that are packed, no text, no regular files, or without end."""

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sim.results.calibration import Calibration
from sim.study.calibration import opened
from sim.study.calibration.marks import read_marks
from sim.world import World, WorldError

Found = Callable[..., Calibration]

HEAD = "date,source,target,code\n"
TEXT = HEAD + "".join(
    f"2022-{month:02d}-{day},PRK,KOR,{code}\n"
    for month in range(1, 13)
    for day, code in (("05", "150"), ("20", "042"))
)
RAW = TEXT.encode()


def zipped(files: Mapping[str, bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", way) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return into.getvalue()


def tarred() -> bytes:
    into = io.BytesIO()
    with tarfile.open(fileobj=into, mode="w") as archive:
        entry = tarfile.TarInfo("events.csv")
        entry.size = len(RAW)
        archive.addfile(entry, io.BytesIO(RAW))
    return into.getvalue()


def locked() -> bytes:
    """An archive that says that its member is encrypted."""
    content = bytearray(zipped({"a.csv": RAW}))
    content[6] |= 1
    content[content.find(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(RAW),
        gzip.compress(RAW[:200]) + gzip.compress(RAW[200:]),
        zipped({"events.csv": RAW}),
        zipped({"events.csv": RAW}, zipfile.ZIP_STORED),
        zipped({"a/": b"", "a/events.csv": RAW, "__MACOSX/a/._events.csv": b"x"}),
        RAW.replace(b"\n", b"\r\n"),
        RAW.replace(b"\n", b"\r"),
        b"\xef\xbb\xbf" + RAW,
        gzip.compress(b"\xef\xbb\xbf" + RAW),
    ],
)
def test_packed_or_not_it_is_the_same_table(content: bytes, found: Found) -> None:
    told, plain = found(content), found(RAW)
    assert (told.events, told.rates, told.met.rows) == (24, plain.rates, 24)


def test_a_packed_file_without_a_header(found: Found) -> None:
    cells = [""] * 61
    cells[0], cells[1], cells[7], cells[17], cells[26] = "7", "20220105", "PRK", "KOR", "150"
    assert found(gzip.compress("\t".join(cells).encode())).events == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (gzip.compress(gzip.compress(RAW)), "the file is packed twice"),
        (zipped({"a.gz": gzip.compress(RAW)}), "the file is packed twice"),
        (zipped({"a.csv": RAW, "b.csv": RAW}), "holds 2 files: 'a.csv', 'b.csv'; one is read"),
        (zipped({"a/": b""}), "the archive holds 0 files; one is read. Unpack it"),
        (zipped({}), "nothing in it"),
        (zipped({"[Content_Types].xml": b"", "xl/a.xml": b""}), "a workbook of a spreadsheet"),
        (zipped({"a.csv": RAW}, zipfile.ZIP_BZIP2), "packed in a way that is not read here"),
        (locked(), "the archive asks for a password"),
        (bz2.compress(RAW), "packed with bzip2, no text in UTF-8. Unpack it"),
        (lzma.compress(RAW), "packed with xz"),
        (tarred(), "a tar archive"),
        (gzip.compress(tarred()), "a tar archive"),
        (TEXT.encode("utf-16"), "the file is UTF-16, no text in UTF-8. Save it with encoding"),
        (TEXT.encode("utf-16-be"), "holds zero bytes"),
        (b"\0" * 5000, "holds zero bytes"),
        (b"\xd0\xcf\x11\xe0rest", "a workbook of a spreadsheet"),
        (b"PAR1rest", "a Parquet file"),
        (gzip.compress(RAW)[:-12], "ended before the end-of-stream marker was reached. It is dam"),
        (gzip.compress(RAW) + b"junk", "cannot be read: not a gzipped file"),
        (zipped({"a.csv": RAW})[:-30], "cannot be read: file is not a zip file"),
        (gzip.compress(RAW + b"2022-01-01,C\xf4te,KOR,150\n"), ":26: the file is not UTF-8"),
    ],
)
def test_what_is_no_table_is_refused_with_a_cure(content: bytes, told: str, found: Found) -> None:
    with pytest.raises(WorldError) as caught:
        found(content)
    assert told in str(caught.value)
    assert len(caught.value.problems) == 1


def test_damage_in_the_middle_is_told(found: Found) -> None:
    for content in (gzip.compress(RAW), zipped({"a.csv": RAW})):
        hurt = bytearray(content)
        hurt[60] ^= 0xFF
        with pytest.raises(WorldError):
            found(bytes(hurt))


@pytest.mark.parametrize("pack", [gzip.compress, lambda raw: zipped({"a.csv": raw})])
@pytest.mark.parametrize(
    ("more", "told"),
    [
        (b"a" * 30_000_000, ":26: a row is longer than 1,000,000 characters"),
        (b"," * 30_000_000, ":26: a row is longer"),
        (b'"a\n",' * 5_000_000, ":26: a row is longer"),
        (b"2022-01-01,FRA,DEU,042\n" * 10_000, "the file holds more than"),
        (b"\n" * 200_000, "the file holds more than"),
    ],
)
def test_a_bomb_is_refused_as_it_unpacks(
    more: bytes,
    told: str,
    pack: Callable[[bytes], bytes],
    found: Found,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(opened, "FREE_TEXT", 10_000)
    with pytest.raises(WorldError) as caught:
        found(pack(RAW + more))
    assert told in str(caught.value)


def test_a_plain_file_has_the_same_limits(found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(WorldError, match=r":2: a row is longer than .* that is not closed"):
        found(HEAD + '2022-01-01,"PRK,KOR,042\n' + "2022-01-01,PRK,KOR,042\n" * 60_000)
    monkeypatch.setattr(opened, "MOST_TEXT", 400)
    with pytest.raises(WorldError, match="holds more than 400 characters"):
        found(TEXT)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name")
def test_pipes_and_devices_are_refused_at_once(world: World, tmp_path: Path) -> None:
    from sim.results.calibration import Wanted
    from sim.study.calibration import calibrate

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero")):
        with pytest.raises(WorldError, match="a pipe or a device, no regular file"):
            calibrate(world, Wanted(path))
        with pytest.raises(WorldError, match="a pipe or a device, no regular file"):
            read_marks(path, world)


def test_a_link_to_a_file_is_followed(world: World, tmp_path: Path) -> None:
    from sim.results.calibration import Wanted
    from sim.study.calibration import calibrate

    (tmp_path / "a.csv").write_bytes(RAW)
    (tmp_path / "link.csv").symlink_to("a.csv")
    assert calibrate(world, Wanted(tmp_path / "link.csv")).events == 24
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    with pytest.raises(WorldError, match="cannot be read: too many levels"):
        calibrate(world, Wanted(tmp_path / "loop.csv"))


def test_a_file_that_changes_meanwhile_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(RAW)
    with opened.opening(path) as file:
        list(file.lines)
        path.write_bytes(RAW * 2)
        with pytest.raises(WorldError, match="changed while it was read"):
            file.sha256()


def test_a_fault_of_the_program_is_not_taken_for_one_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(RAW)
    with pytest.raises(ValueError, match="mine"), opened.opening(path):
        raise ValueError("mine")
