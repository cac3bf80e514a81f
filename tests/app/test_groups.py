"""Options that belong together reach a command as one thing."""

import inspect
from dataclasses import dataclass, fields, is_dataclass
from types import ModuleType

import click
import pytest
from click.testing import CliRunner

from sim.app.commands import (
    backtest,
    calibrate,
    claims,
    compare,
    diagnose,
    explain,
    faults,
    run,
    sensitivity,
)
from sim.app.groups import grouped

GROUPED = (backtest, calibrate, claims, compare, diagnose, explain, faults, run, sensitivity)


@dataclass(frozen=True)
class Pair:
    first: int
    second: int
    third: str = "kept"


@click.command
@click.option("--first", type=int)
@click.option("--alone")
@click.option("--second", type=int, default=2)
@grouped
def told(alone: str, pair: Pair) -> None:
    click.echo(f"{alone} {pair}")


def test_an_annotated_dataclass_takes_the_options_of_its_names() -> None:
    found = CliRunner().invoke(told, ["--first", "1", "--alone", "x"])
    assert found.output == "x Pair(first=1, second=2, third='kept')\n"


@pytest.mark.parametrize("module", GROUPED)
def test_every_option_of_a_command_has_a_place(module: ModuleType) -> None:
    taken = []
    for one in inspect.signature(inspect.unwrap(module.command.callback)).parameters.values():
        group = is_dataclass(one.annotation)
        taken += [part.name for part in fields(one.annotation)] if group else [one.name]
    assert {one.name for one in module.command.params} <= set(taken)
    assert len(taken) == len(set(taken))
