"""Laws made up for tests, put into the order of the step beside those of the model or in place of
one of them."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

import sim.kernel.engine.reference
import sim.kernel.writer
from sim.kernel.law import LawText
from sim.kernel.laws import Laws
from sim.kernel.order import LEDGER, Stage, stages
from sim.kernel.program import Program
from sim.kernel.writer import Writer

Order = Callable[[Iterable[Stage]], Iterable[Stage]]


def rewritten(monkeypatch: pytest.MonkeyPatch, change: Order) -> None:
    """From now on the laws are read in a changed order of the step."""

    def changed(off: frozenset[str] = frozenset()) -> tuple[Stage, ...]:
        return tuple(change(stages(off)))

    for module in (sim.kernel.writer, sim.kernel.engine.reference):
        monkeypatch.setattr(module, "stages", changed)


def instead_of(segment: str, name: str, text: LawText) -> Order:
    """A law's text in place of another's."""

    def change(order: Iterable[Stage]) -> Iterable[Stage]:
        found = list(order)
        assert any((one.segment, one.name) == (segment, name) for one in found)
        return [
            replace(one, text=text) if (one.segment, one.name) == (segment, name) else one
            for one in found
        ]

    return change


def after(segment: str, name: str, made: Stage) -> Order:
    """A further law behind another one."""

    def change(order: Iterable[Stage]) -> Iterable[Stage]:
        for one in order:
            yield one
            if (one.segment, one.name) == (segment, name):
                yield made

    return change


def written(laws: Laws, *, ledger: bool = False) -> Program:
    """The program of laws as they are read now, whatever has been written before."""
    writer = Writer(laws.frame, laws.words, laws.off)
    for stage in sim.kernel.writer.stages(laws.off):
        if ledger or stage.segment != LEDGER:
            writer.write(stage)
    return writer.program()
