"""``sim``: the commands, and what becomes of an error.

Exit codes: 0 done, 1 a check found a difference, 2 wrong input, 3 the work failed, 130 interrupted,
143 terminated.
"""

import contextlib
import difflib
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import click

import sim
from sim.app import signals, streams
from sim.app.say import say
from sim.app.signals import INTERRUPTED, TERMINATED, heard
from sim.ask.tell import hush

_GROUPS = {  # what a person wants, and the commands for it
    "Ask": ("run", "report", "results"),
    "Understand": ("explain", "sensitivity", "diagnose"),
    "Choose": ("compare", "options", "map"),
    "Play": ("play", "audit"),
    "Teach": ("room", "rooms", "lesson", "list", "show", "laws"),
    "Check the model": ("claims", "docking", "backtest", "validation", "faults", "sources"),
    "Write your own": ("new", "check", "history", "calibrate", "rates", "schema"),
}
_COMMANDS = tuple(command for commands in _GROUPS.values() for command in commands)
LONGEST = 4000  # characters of a line of an error
# click and rich end the process so where a reader has left; a command's own code is returned
_LEFT = 1
FAILED = 3
_EXPLAINED = (  # faults of the input or of the work, which are explained: where, name, exit code
    ("sim.world", "WorldError", 2),
    ("sim.results", "StoreError", 2),
    ("sim.results", "LoadError", 2),
    ("sim.ask.extras", "MissingError", 2),
    ("sim.study.cluster", "ClusterError", 2),
    ("sim.kernel.algebra", "LawError", 2),
    ("sim.kernel.engine.library", "EngineError", 2),
    ("sim.study.ensemble.grow", "UnfinishedError", FAILED),
)
_NEW = 50_000  # objects between two looks for garbage: reading a world makes much that stays
_HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Commands(click.Group):
    """Commands that are imported when they are asked for; a misspelt one gets a suggestion."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands, in the order of the groups."""
        return list(_COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, grouped by what a person wants."""
        widest = max(map(len, _COMMANDS))
        for title, names in _GROUPS.items():
            found = [(name, self.get_command(ctx, name)) for name in names]
            with formatter.section(title):
                formatter.write_dl(
                    [
                        (name.ljust(widest), one.get_short_help_str(100))
                        for name, one in found
                        if one
                    ]
                )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in _COMMANDS:
            return None
        found = import_module(f"sim.app.commands.{cmd_name}").command
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the first argument names."""
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            close = difflib.get_close_matches(args[0], _COMMANDS, n=1)
            hint = f"Did you mean {close[0]!r}?" if close else f"Known: {', '.join(_COMMANDS)}."
            raise click.UsageError(f"There is no command {args[0]!r}. {hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings=_HELP, no_args_is_help=True)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda ctx, _option, asked: _version(ctx) if asked else None,
    help="Show the version and the engine that runs the laws, and exit.",
)
def cli() -> None:
    """What happens next among six states after the Putin-Kim pact of June 2024, and why.

    Start with: sim run lethal_aid
    """
    if os.environ.get("SIM_ENGINE"):
        from sim.kernel.engine.library import find

        find()  # an engine that there is not is refused before any work


def _version(ctx: click.Context) -> None:
    from sim.kernel.engine.library import named

    say(f"sim {sim.__version__}\nengine: {named()}")
    ctx.exit()


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run ``sim`` with the given arguments (default: those of the process) and exit."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # its threads cost more than they bring here
    gc.set_threshold(_NEW)
    heard.listen()
    sys.exit(_code(args))


def program() -> NoReturn:
    """Run ``sim`` as a process: one that ends early does so at once, whatever its threads do."""
    sys.unraisablehook = signals.quiet
    try:
        main()
    except KeyboardInterrupt:  # one more, while the first was being dealt with
        code: object = INTERRUPTED
    except SystemExit as end:
        if end.code not in (FAILED, INTERRUPTED, TERMINATED):
            raise
        code = end.code
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(int(str(code)))


def _code(args: Sequence[str] | None) -> int:
    try:
        streams.settle()
        code = cli.main(args=args, prog_name="sim", standalone_mode=False)
        sys.stdout.flush()
    except (click.Abort, KeyboardInterrupt):
        return _complain("interrupted", INTERRUPTED)
    except click.ClickException as error:
        return _complain(error.format_message(), 2, _usage(error))
    except (BrokenPipeError, SystemExit) as error:
        if isinstance(error, SystemExit) and error.code != _LEFT:
            raise
        hush(sys.stdout)  # the reader has left
        return 0
    except MemoryError:
        return _complain("not enough memory. Ask for less at a time, or for --workers 1", FAILED)
    except Exception as error:
        if isinstance(error, OSError) and streams.failed(error):
            hush(sys.stdout)
            return _complain(f"cannot write to standard output: {error.strerror}", 2)
        code = _explained(error)
        if code is not None:
            return _complain(str(error), code)
        from sim.app.faults import fault_in_law

        fault = fault_in_law(error)
        if fault is None and heard.code is None:
            raise
        return _complain(fault or "", 2)
    return code if isinstance(code, int) else 0


def _complain(message: str, code: int, more: str = "") -> int:
    if heard.code is not None:
        message, code, more = "interrupted", heard.code, ""
    for line in message.rstrip("\n").split("\n"):
        say(f"error: {line[:LONGEST]}", err=True)
    if more:
        say(more, err=True)
    return code


def _usage(error: click.ClickException) -> str:
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    return f"Try '{ctx.command_path} --help'." if ctx is not None else ""


def _explained(error: Exception) -> int | None:
    """The exit code of a fault that is explained; None for one of the program, which is traced."""
    for place, name, code in _EXPLAINED:
        module = sys.modules.get(place)  # not loaded: then it cannot have raised
        if module is not None and isinstance(error, getattr(module, name)):
            return code
    return None
