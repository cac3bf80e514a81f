"""A signal whose exception other code swallows still ends the command as interrupted."""

import signal
import sys
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

import click
import pytest

from sim.app import cli as app
from sim.app.signals import quiet


@pytest.mark.parametrize("wrong", [click.UsageError("no such thing"), ValueError("a pattern")])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_what_fails_after_a_swallowed_signal_is_interrupted(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    wrong: Exception,
    number: signal.Signals,
    code: int,
) -> None:
    def swallowing(**_: Any) -> None:
        with suppress(KeyboardInterrupt, SystemExit):
            signal.raise_signal(number)
        raise wrong

    known = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)}
    signal.signal(signal.SIGINT, signal.default_int_handler)
    monkeypatch.setattr(app.cli, "main", swallowing)
    try:
        with pytest.raises(SystemExit) as end:
            app.main([])
    finally:
        for one, handler in known.items():
            signal.signal(one, handler)
    assert end.value.code == code
    assert capsys.readouterr().err == "error: interrupted\n"


def test_only_signals_are_swallowed_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []
    monkeypatch.setattr(sys, "__unraisablehook__", told.append)
    errors = [SimpleNamespace(exc_type=type(e)) for e in (KeyboardInterrupt(), ValueError())]
    for error in errors:
        quiet(error)
    assert told == errors[1:]
