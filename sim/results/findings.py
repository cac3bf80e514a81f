"""Every finding the same way: its tables, the files that a folder holds of it, one JSON object.

A finding is a frozen dataclass. Its fields that hold rows are its tables; a row has one cell for
each column. One that is kept in a folder says in ``TABLES`` which of them become CSV files, and in
``NOTES`` the name of the JSON file with everything else, if there is one.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, ClassVar, Protocol

from sim.results.formats import csv_text, plain, record

Columns = Mapping[str, tuple[str, type[Any]]]
"""Name of a CSV file -> the field of a finding that it holds, and what the rows are."""

Tables = Mapping[str, tuple[type[Any], tuple[Any, ...]]]
"""Name -> what the rows are, and the rows."""


class Kept(Protocol):
    """A finding that a folder holds."""

    __dataclass_fields__: ClassVar[dict[str, Any]]
    TABLES: ClassVar[Columns]


class Noted(Kept, Protocol):
    """One with facts beside its tables."""

    NOTES: ClassVar[str]  # name of their JSON file, without its ending


def tables(found: object) -> Tables:
    """Return every field of a finding that holds rows, by its name."""
    assert is_dataclass(found)
    held = {part.name: getattr(found, part.name) for part in fields(found)}
    return {
        name: (type(some[0]), some)
        for name, some in held.items()
        if isinstance(some, tuple) and some and is_dataclass(some[0])
    }


def by_file(found: Kept) -> Mapping[str, tuple[Any, ...]]:
    """Return the rows of the CSV files of a finding, by the names of the files."""
    return {name: getattr(found, field) for name, (field, _) in found.TABLES.items()}


def csv_files(found: Kept) -> Mapping[str, str]:
    """Return name -> text of the CSV files of a finding."""
    return {
        f"{name}.csv": csv_text(row_type, getattr(found, field))
        for name, (field, row_type) in found.TABLES.items()
    }


def files(found: Noted) -> Mapping[str, str]:
    """Return name -> text of the files of a finding: its tables, and everything else."""
    notes = json.dumps(facts(found), indent=2, ensure_ascii=False) + "\n"
    return {**csv_files(found), f"{found.NOTES}.json": notes}


def facts(found: Kept) -> dict[str, Any]:
    """Return everything but the tables, ready for JSON."""
    rows = {field for field, _ in found.TABLES.values()}
    return {
        part.name: plain(getattr(found, part.name))
        for part in fields(found)
        if part.name not in rows
    }


def whole(found: Kept) -> dict[str, Any]:
    """Return everything, tables by the names of their fields, ready for JSON."""
    rows = {field: getattr(found, field) for field, _ in found.TABLES.values()}
    return {**facts(found), **records(rows)}


def records(rows: Mapping[str, Iterable[Any]]) -> dict[str, list[Any]]:
    """Return rows by name as mappings from column to value, the same as in CSV files."""
    return {name: [record(row) for row in some] for name, some in rows.items()}


def as_json(*parts: object) -> str:
    """Return dataclasses and mappings as one JSON object, the fields of all of them in order.

    Raises ``ValueError`` for a number that is not finite.
    """
    whole: dict[str, Any] = {}
    for part in parts:
        whole |= plain(part)
    return json.dumps(whole, ensure_ascii=False, allow_nan=False)
