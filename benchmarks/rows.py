"""What is measured on both sides, in which units, and what is asked of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Row:
    """One figure of both sides.

    ``command`` is what the interpreter is given: a probe of ``measure/`` that prints the figure, or
    ``-m sim ...``, of which the CPU-seconds count. ``env`` and ``changed`` are for today's side
    only: variables of its environment, and whether it is measured with a law changed.
    """

    name: str
    what: str
    unit: str
    bar: str
    command: tuple[str, ...]
    more: bool = False  # whether more is better
    one_core: bool = False
    slow: bool = False  # takes minutes; measured where it is asked for
    env: Mapping[str, str] = field(default_factory=dict)
    changed: bool = False

    @property
    def whole(self) -> bool:
        """Whether a whole command is measured, from its start to its end."""
        return self.command[0] == "-m"


AVX2 = {"SIM_ENGINE": "4"}  # what today's side takes for the choice of an engine
NO_COMPILER = {"SIM_ENGINE": "numpy"}

RATE = "run-steps/s"
CPU = "CPU-s"
ACTORS = (6, 12, 24, 48)


def _probe(name: str, what: str, unit: str, bar: str, *command: str, **more: Any) -> Row:
    return Row(name, what, unit, bar, (f"{command[0]}.py", *command[1:]), **more)


def _sim(name: str, bar: str, *arguments: str, slow: bool = False) -> Row:
    command = ("-m", "sim", *arguments)
    return Row(name, f"sim {' '.join(arguments)}", CPU, bar, command, slow=slow)


def _laws(name: str, what: str, bar: str, **more: Any) -> Row:
    return _probe(name, what, RATE, bar, "laws", more=True, one_core=True, **more)


ROWS = (
    _laws("laws", "laws alone", ">= 8 x"),
    _laws("avx2", "laws alone, AVX2 build", ">= 5 x", env=AVX2),
    _laws("pure", "laws alone, no compiler", ">= .8 x", env=NO_COMPILER),
    _laws("changed", "laws alone, one changed by its user", ">= 4 x", changed=True),
    _probe(
        "pairs",
        "pairs with ledger, reasons, indicators, tallies",
        RATE,
        ">= 9 x",
        "pairs",
        more=True,
        one_core=True,
    ),
    _probe("two", "two workers against one", "times", ">= 1.7 times", "two", more=True),
    _probe("warm", "300 pairs with ledger, warm process", "ms", "<= 150 ms", "warm"),
    _sim("run", "<= 1.2 CPU-s", "run", "lethal_aid"),
    _sim("explain", "<= 2.5 CPU-s", "explain", "lethal_aid"),
    _sim("diagnose", "<= 2.5 CPU-s", "diagnose", "lethal_aid"),
    _sim("variants", "<= 5 CPU-s", "run", "lethal_aid", "--variants"),
    _sim("backtest", "<= 5 CPU-s", "backtest", slow=True),
    _sim("run100000", "<= 30 CPU-s, <= 300 MB", "run", "lethal_aid", "--runs", "100000", slow=True),
    _sim("claims", "<= 20 CPU-s", "claims", slow=True),
    _sim("sensitivity", "<= 25 CPU-s", "sensitivity", "lethal_aid", slow=True),
    *(
        _probe(
            f"actors{n}",
            f"one run-step, {n} actors, dense world",
            "µs",
            ">= 8 x" if n == ACTORS[-1] else "",
            "actors",
            str(n),
            one_core=True,
        )
        for n in ACTORS
    ),
)
