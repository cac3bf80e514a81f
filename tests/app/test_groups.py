"""Options that belong together reach a command as one thing."""

import inspect
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from importlib import import_module

import click
import pytest
from click.testing import CliRunner

from sim.app import commands
from sim.app.groups import grouped

NAMES = sorted(one.name for one in pkgutil.iter_modules(commands.__path__))
MOST = 10  # parameters of a command


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


def leaves(command: click.Command) -> Iterator[click.Command]:
    """A command, or those of a group."""
    if isinstance(command, click.Group):
        for one in command.commands.values():
            yield from leaves(one)
    else:
        yield command


@pytest.mark.parametrize("name", NAMES)
def test_every_option_of_a_command_has_a_place_and_few_parameters_take_them(name: str) -> None:
    for command in leaves(import_module(f"sim.app.commands.{name}").command):
        assert command.callback is not None
        parameters = inspect.signature(inspect.unwrap(command.callback)).parameters
        assert len(parameters) <= MOST
        taken = []
        for one in parameters.values():
            group = is_dataclass(one.annotation)
            taken += [part.name for part in fields(one.annotation)] if group else [one.name]
        assert {one.name for one in command.params} <= set(taken)
        assert len(taken) == len(set(taken))
