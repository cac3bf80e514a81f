"""Rows that cannot be read: told, or left out and counted as long as they are not the rule."""

from collections import Counter
from dataclasses import dataclass, field

from sim.world import Problem, WorldError

MOST_FAULTS = 12  # that are shown before reading stops


@dataclass
class Faults:
    """The faulty rows of a file; ``lenient``: they are left out."""

    file: str
    lenient: bool
    number: int = 0
    _problems: list[Problem] = field(default_factory=list)
    _first: dict[str, Problem] = field(default_factory=dict)  # of each column
    _count: Counter[str] = field(default_factory=Counter)

    def add(self, line: int, column: str, said: str, hint: str = "") -> None:
        """Take up a row. Raises WorldError when enough are known of a file that is refused."""
        problem = Problem(self.file, line, said, hint)
        self.number += 1
        self._count[column] += 1
        self._first.setdefault(column, problem)
        if not self.lenient:
            self._problems.append(problem)
            if len(self._problems) == MOST_FAULTS:
                raise WorldError(self._problems)

    def close(self, rows: int) -> None:
        """Raise WorldError if the file is refused; ``rows``: how many were looked into.

        More than half of the rows with the same fault are no stray rows: the column is damaged, or
        is another than its name says, and what would be left is no fair part of the record.
        """
        if self._problems:
            raise WorldError(self._problems)
        for column, count in self._count.most_common(1):
            if 2 * count > rows:
                said = f"{count:,} of {rows:,} rows have faulty {column}: too many to leave out"
                whole = Problem(self.file, 0, said, "Mend the column; the first is told below")
                raise WorldError([whole, self._first[column]])
