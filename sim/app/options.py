"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from sim.ask.home import here
from sim.kernel.asked import SEED, STEPS, Whole, is_month
from sim.study import limits


class _Number(click.IntRange):
    """A whole number as a file would hold one: no `1_0`, no digits of another script."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, str) and not (value.isascii() and value.lstrip("+-").isdigit()):
            self.fail(f"{value!r:.40} is not a whole number.", param, ctx)
        return super().convert(value, param, ctx)


def whole(bounds: Whole) -> click.IntRange:
    """The type of an option that is bounded as the library bounds it."""
    return _Number(bounds.low, bounds.high)


def _world(_ctx: click.Context, _param: click.Parameter, given: Path | None) -> Path | None:
    return here() if given is None else given


world = click.option(
    "--world",
    "seeds",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    callback=_world,
    help="A folder of seeds, instead of seeds/ here or the world that comes with the program.",
)


def month(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """Check a month, for the options that name one."""
    if value is not None and not is_month(value):
        raise click.BadParameter(f"{value!r} is no month: write it as 2018-01")
    return value


_begin = click.option(
    "--from",
    "begin",
    metavar="MONTH",
    callback=month,
    help="Begin in this month, such as 2025-07, after what is known to have happened since the "
    "world's own date: deeds that are known are scripted, all else is drawn.",
)
_history = click.option(
    "--history",
    metavar="FILE",
    help="The history to begin after; default: the one in seeds/history. Without --from the "
    "question begins in the month after it.",
)


def since(command: Callable[..., Any]) -> Callable[..., Any]:
    """Let a question begin after a history: it leads to the world that is asked about."""
    return _begin(_history(command))


files = click.option(
    "--values",
    "files",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="Other values, each with a range and a source, as `sim calibrate` writes them. "
    "Repeatable; --set wins over it.",
)

settings = click.option(
    "--set",
    "values",
    multiple=True,
    metavar="PATH=VALUE",
    help="Another value for both arms, such as actors.KOR.precision=1.5, or of all alike, such as "
    "'actors.*.precision=1.5' (quoted). Repeatable.",
)

off = click.option(
    "--off",
    multiple=True,
    metavar="NAME",
    help="Switch a mechanism or motive off in both arms. Repeatable.",
)

against = click.option("--against", metavar="SCENARIO", help="Compare with another scenario.")

seed = click.option(
    "--seed",
    type=whole(SEED),
    default=0,
    show_default=True,
    help="Of all luck.",
)

steps = click.option(
    "--steps",
    type=whole(STEPS),
    help="Length of a run in steps (months); default: what the scenario says.",
)

out = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("results"),
    show_default=True,
    help="Where result folders go.",
)

time_limit = click.option(
    "--time-limit",
    type=click.FloatRange(0.1, 3600.0),
    default=10.0,
    show_default=True,
    metavar="SECONDS",
    help="What a program has for each answer, its start included.",
)

odds = click.option("--odds", is_flag=True, help="Tell programs the model's own chances as well.")

workers = click.option(
    "--workers",
    type=whole(limits.WORKERS),
    help="Threads that share the work; the results are the same for any number.  "
    "[default: one for each core]",
)

as_json = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object instead of a screen."
)

full = click.option(
    "--full", is_flag=True, help="Print all of it; else the screen stops after 60 lines."
)

quiet = click.option("--quiet", is_flag=True, help="Print only where the files are.")


threads = limits.threads
