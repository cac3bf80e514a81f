"""The library that was compiled from ``engine.c``: how it is found and called.

The structures mirror those of ``engine.c``, field by field.
"""

import ctypes
import os
from collections.abc import Mapping
from ctypes import POINTER, Structure, c_char_p, c_int, c_int64, c_uint64, c_void_p
from dataclasses import dataclass
from functools import cache
from typing import Any

from sim.kernel.engine.build import HERE, LANES, LIBRARY, SUM, checksum, fingerprint

ENVIRONMENT = "SIM_ENGINE"
"""``numpy`` runs without the compiled engine; 2, 4 or 8 asks for that many runs to a lane."""


class EngineError(ValueError):
    """An engine is asked for that there is not."""


class CGroup(Structure):
    """A group of rows, with its tables and its code."""

    _fields_ = (
        ("loop", c_int),
        ("rows", c_int),
        ("wide", c_int),
        ("length", c_int),
        ("depth", c_int),
        ("tables", c_void_p),
        ("code", c_void_p),
    )


class CSegment(Structure):
    """Groups one after another."""

    _fields_ = (("groups", c_void_p), ("count", c_int64))


class CLoad(Structure):
    """Rows of numbers for some slots."""

    _fields_ = (("slots", c_void_p), ("rows", c_void_p), ("count", c_int64), ("stride", c_int64))


class CRecord(Structure):
    """What is kept of a step, and where."""

    _fields_ = (
        ("kind", c_int64),
        ("count", c_int64),
        ("stride", c_int64),
        ("initial", c_int64),
        ("runs", c_int64),
        ("slots", c_void_p),
        ("weights", c_void_p),
        ("out", c_void_p),
    )


class CJob(Structure):
    """Whole runs."""

    _fields_ = (
        ("width", c_int64),
        ("runs", c_int64),
        ("steps", c_int64),
        ("loads", c_int64),
        ("later", c_int64),
        ("records", c_int64),
        ("lines", c_int64),
        ("draws", c_int64),
        ("actions", c_int64),
        ("uniforms_stride", c_int64),
        ("script_stride", c_int64),
        ("load", c_void_p),
        ("begin", c_void_p),
        ("step", c_void_p),
        ("segments", c_int64),
        ("explained", c_int64),
        ("explaining", c_int64),
        ("record", c_void_p),
        ("initial", c_void_p),
        ("uniforms", c_void_p),
        ("keys", c_void_p),
        ("seed", c_uint64),
        ("first_run", c_uint64),
        ("first_step", c_uint64),
        ("script_row", c_void_p),
        ("script", c_void_p),
        ("uniform_slot", c_int64),
        ("free_slot", c_int64),
        ("scripted_slot", c_int64),
    )


@dataclass(frozen=True, eq=False)
class Library:
    """The compiled engine at one lane width."""

    lane: int
    forms: Mapping[str, int]  # form -> its number
    work: Any
    roll: Any
    by_value: Any
    by_step: Any
    quantile: Any
    count: Any


@cache
def built() -> ctypes.CDLL | None:
    """The library beside this file; None where nothing was compiled, or from another source."""
    found = _loaded()
    return None if isinstance(found, str) else found


@cache
def _loaded() -> ctypes.CDLL | str:
    """The library; in words why there is none."""
    path = HERE / LIBRARY
    if not path.exists():
        return "no C compiler was found, or none was wanted, when it was installed"
    try:
        # asked first: what is no regular file may never end
        whole = path.is_file() and (HERE / SUM).is_file()
        if not whole or checksum(path) != (HERE / SUM).read_text(encoding="ascii"):
            return "the compiled engine is damaged, install again"
        file = ctypes.CDLL(str(path))
        file.source.restype = c_char_p
        if file.source().decode() != fingerprint():
            return "the compiled engine is of another version, install again"
    except (OSError, ValueError, AttributeError):  # of another processor, or not an engine
        return "the compiled engine cannot be loaded here, install again"
    return file


@cache
def find(lane: int | None = None) -> Library | None:
    """The engine for this processor, or with so many runs to a lane; None without one.

    Raises ``EngineError`` for a lane that the processor does not have.
    """
    wanted = os.environ.get(ENVIRONMENT, "")
    file = built()
    if file is None or (lane is None and wanted == "numpy"):
        return None
    lanes = [one for one in LANES if one <= int(file.lanes())]
    if lane is None and wanted and wanted not in map(str, lanes):
        said = ", ".join(map(str, lanes))
        raise EngineError(f"{ENVIRONMENT} is {wanted!r}: it can be numpy, {said}, or not set")
    lane = lane or int(wanted or lanes[-1])
    if lane not in lanes:
        raise EngineError(f"{lane} runs to a lane: this processor has {lanes}")
    return _library(file, lane)


def _library(file: ctypes.CDLL, lane: int) -> Library:
    names = getattr(file, f"forms_{lane}")
    names.restype = POINTER(c_char_p)
    forms: dict[str, int] = {}
    for text in names():
        if text is None:
            break
        forms[text.decode()] = len(forms)
    calls = ("work", "roll", "by_value", "by_step", "quantile", "count")
    return Library(lane, forms, *(getattr(file, f"{name}_{lane}") for name in calls))


INSTRUCTIONS = {2: "the plain instructions", 4: "AVX2", 8: "AVX-512"}


def named() -> str:
    """Which engine runs, and why, in words."""
    found = find()
    if found is not None:
        return f"compiled, {found.lane} runs at a time ({INSTRUCTIONS[found.lane]})"
    if built() is not None:
        return f"numpy, as {ENVIRONMENT} says"
    return f"numpy: {_loaded()}"
