"""What a study found, as a notebook shows it: the screen of its command, and its tables."""

import html
import json
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

T = TypeVar("T")


@dataclass(frozen=True, eq=False, repr=False)
class Found(Generic[T]):
    """What a study found. ``found`` holds every number; ``print`` shows what its command prints."""

    title: str
    found: T
    show: "Callable[[Console], None]"
    json: Callable[[], str] = lambda: "null"

    def __repr__(self) -> str:
        """Return what it is, in a line."""
        return f"<{self.title}>"

    def __str__(self) -> str:
        """Return the screen that the command prints."""
        from sim.report.screen import console

        text = StringIO()
        self.show(console(text))
        return text.getvalue()

    def _repr_html_(self) -> str:
        """Return the screen, for a notebook."""
        return f'<pre style="line-height: 1.25">{html.escape(str(self))}</pre>'

    @property
    def tables(self) -> tuple[str, ...]:
        """The names that :meth:`to_frame` knows."""
        from sim.results.findings import tables

        return tuple(tables(self.found))

    def to_frame(self, name: str | None = None) -> "pd.DataFrame":
        """Return a table as a pandas frame; by default the first of :attr:`tables`.

        Raises ``ValueError`` for a name that is not among them.
        """
        from sim.ask.frame import frame
        from sim.results.findings import tables

        known = tables(self.found)
        return frame(next(iter(known), "") if name is None else name, known)

    def as_json(self) -> Any:
        """Return what the command prints with ``--json``, as plain data."""
        return json.loads(self.json())
