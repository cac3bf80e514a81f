from collections.abc import Callable
from pathlib import Path

import pytest

from sim.world import WorldError
from sim.world.csv_reader import read_table

COLUMNS = ("date", "actor")


def read(path: Path) -> list[tuple[int, tuple[str, ...]]]:
    return [(row.line, row.cells) for row in read_table(path, COLUMNS)]


def test_rows_know_their_lines(write: Callable[..., Path]) -> None:
    path = write('date,actor\n2022-01-05,PRK\n\n2022-02-01,"a\nb"\n2022-03-01,KOR\n', "a.csv")
    assert read(path) == [
        (2, ("2022-01-05", "PRK")),
        (5, ("2022-02-01", "a\nb")),
        (6, ("2022-03-01", "KOR")),
    ]


def test_a_byte_order_mark_is_no_letter(write: Callable[..., Path]) -> None:
    assert read(write(b"\xef\xbb\xbfdate,actor\n", "a.csv")) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"", "a.csv:1: the file is empty. The columns are date, actor."),
        (b"date,aktor\n", "a.csv:1: unknown column `aktor`. Did you mean `actor`?"),
        (b"actor,date\n", "a.csv:1: columns are missing or out of order."),
        (
            b"date,actor\n1,2\n3,a\0b\n",
            "a.csv:3: column 4 holds a control char",
        ),
        (b"date,actor\n1," + b"x" * 200_000, "a.csv:2: not readable as a table: field"),
        (b"date,actor\n1,2,3\n", "a.csv:2: the row has 3 cells, the header 2."),
        (b"date,actor\n1,2\n3,\xff\n", "a.csv:3: the file is not UTF-8. Save it with encoding"),
    ],
)
def test_what_is_wrong_is_told(text: bytes, told: str, write: Callable[..., Path]) -> None:
    with pytest.raises(WorldError) as caught:
        read(write(text, "a.csv"))
    assert told in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="cannot be read: no such file"):
        read(tmp_path / "none.csv")
