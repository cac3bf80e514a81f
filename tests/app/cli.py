"""Runs ``sim`` inside the test's own process."""

from dataclasses import dataclass

import pytest

from sim.app.cli import main


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


class Sim:
    """Call it with the words of a command line."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *args: object) -> Outcome:
        self.capsys.readouterr()
        with pytest.raises(SystemExit) as stop:
            main([str(arg) for arg in args])
        captured = self.capsys.readouterr()
        code = stop.value.code
        return Outcome(code if isinstance(code, int) else 0, captured.out, captured.err)
