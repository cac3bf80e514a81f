"""What the first bytes of a file tell: text, a text packed with gzip or zip, or something else."""

import gzip
import io
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from sim.world import Problem, WorldError

MOST_MEMBERS = 10_000
_PEEK = 512
_TAR_AT = 257
_ENCRYPTED = 0x1
_PLAIN_WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # those that unpack within bounds

_UNPACK = "Unpack it and name the file that was in it"
_EXPORT = "Save the table as CSV with encoding UTF-8, the codes as text"
_ENCODE = "Save it with encoding UTF-8"
_OTHERS = {
    b"\x1f\x8b": ("packed twice", _UNPACK),
    b"PK\x03\x04": ("packed twice", _UNPACK),
    b"PK\x05\x06": ("a zip archive with nothing in it", _UNPACK),
    b"BZh": ("packed with bzip2", _UNPACK),
    b"\xfd7zXZ\x00": ("packed with xz", _UNPACK),
    b"\x28\xb5\x2f\xfd": ("packed with zstd", _UNPACK),
    b"7z\xbc\xaf\x27\x1c": ("packed with 7-Zip", _UNPACK),
    b"Rar!": ("packed with RAR", _UNPACK),
    b"\xd0\xcf\x11\xe0": ("a workbook of a spreadsheet", _EXPORT),
    b"PAR1": ("a Parquet file", _EXPORT),
    b"ARROW1": ("an Arrow file", _EXPORT),
    b"SQLite format 3": ("a database", _EXPORT),
    b"%PDF": ("a PDF", _EXPORT),
    b"RDX": ("an R data file", _EXPORT),
    b"\xff\xfe": ("UTF-16", _ENCODE),
    b"\xfe\xff": ("UTF-16", _ENCODE),
}

Buffered = io.BufferedReader | gzip.GzipFile | zipfile.ZipExtFile


@contextmanager
def unpacked(raw: io.BufferedReader, file: str) -> Iterator[Buffered]:
    """The text in a file, unpacked as it is read. Raises WorldError if it holds no text."""
    start = raw.peek(_PEEK)
    if start.startswith(b"\x1f\x8b"):
        with gzip.GzipFile(fileobj=raw) as inner:
            _check(inner, file)
            yield inner
    elif start.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(raw) as archive, archive.open(_member(archive, file)) as opened:
            member = cast(zipfile.ZipExtFile, opened)
            _check(member, file)
            yield member
    else:
        _check(raw, file)
        yield raw


def _check(text: Buffered, file: str) -> None:
    """Raise WorldError for what begins as no text in UTF-8 does."""
    start = bytes(text.peek(_PEEK)[:_PEEK])
    for begin, (what, cure) in _OTHERS.items():
        if start.startswith(begin):
            raise _refused(file, f"the file is {what}, no text in UTF-8", cure)
    if start[_TAR_AT : _TAR_AT + 5] == b"ustar":
        raise _refused(file, "the file is a tar archive, no text in UTF-8", _UNPACK)
    if b"\0" in start:
        raise _refused(file, "the file holds zero bytes and is no text in UTF-8", _ENCODE)


def _member(archive: zipfile.ZipFile, file: str) -> zipfile.ZipInfo:
    """The one file of an archive. Raises WorldError if there are others or it is locked."""
    every = archive.infolist()[:MOST_MEMBERS]
    if any(one.filename == "[Content_Types].xml" for one in every):
        raise _refused(file, "the file is a workbook of a spreadsheet, no text in UTF-8", _EXPORT)
    found = [one for one in every if not _by_the_way(one)]
    if len(found) != 1:
        names = ", ".join(repr(one.filename[:60]) for one in found[:3])
        said = f"the archive holds {len(found):,} files{': ' if names else ''}{names}"
        raise _refused(file, f"{said}{', …' if len(found) > 3 else ''}; one is read", _UNPACK)
    (member,) = found
    if member.flag_bits & _ENCRYPTED:
        raise _refused(file, "the archive asks for a password", _UNPACK)
    if member.compress_type not in _PLAIN_WAYS:
        raise _refused(file, "the archive is packed in a way that is not read here", _UNPACK)
    return member


def _by_the_way(one: zipfile.ZipInfo) -> bool:
    """Folders, links, and what macOS adds."""
    name = one.filename.rsplit("/", 1)[-1]
    link = stat.S_ISLNK(one.external_attr >> 16)
    return one.is_dir() or link or name.startswith("._") or name == ".DS_Store"


def _refused(file: str, said: str, cure: str) -> WorldError:
    return WorldError([Problem(file, 0, said, cure)])
