"""What an engine offers besides whole runs: draws of its own, scripts that differ by run, a start
from any state, other laws from some step on."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from sim.binding import Case, build_case
from sim.kernel.arrays import Floats
from sim.kernel.engine.keep import Last, Path
from sim.kernel.engine.task import NO_ROW, Address, Directions, Task
from sim.kernel.laws import Batch, symbol_slots
from sim.kernel.program import Program
from sim.kernel.state import SYMBOLS
from sim.kernel.step import advance, choose, odds, roll
from sim.kernel.streams import by_step
from sim.kernel.symbols import STATE
from sim.world import World, load_scenario
from tests.kernel.engine.engines import ENGINES, Roll, assert_equal, engine, numpys, task
from tests.laws.worlds import Recipe

NUMPY = "numpy"
RUNS, STEPS, HALF = 11, 12, 6


@pytest.fixture(scope="module")
def case(world: World) -> Case:
    """The scenario with most events, which come about twice: before and after half of the steps."""
    found = build_case(world, load_scenario("dangerous_dominoes", world))
    (events,) = found.script.values()
    return replace(found, script={1: events, HALF + 2: events})


@pytest.fixture(params=[NUMPY, *ENGINES])
def play(request: pytest.FixtureRequest) -> Roll:
    return numpys if request.param == NUMPY else engine(request.param)


def small() -> Case:
    return Recipe(seed=5, actions=12).case(scripted=True)


# Draws


@pytest.mark.parametrize("first_run", [0, 3, 10**12])
@pytest.mark.parametrize("first_step", [1, 2, 4, 5, 7])
def test_an_engine_draws_what_the_streams_draw(play: Roll, first_run: int, first_step: int) -> None:
    case = small()
    asked = task(case, runs=RUNS, steps=5, first_run=first_run)
    slots = symbol_slots(asked.program, "uniform")
    asked = replace(asked, keep={"uniform": Path(slots)}, first_step=first_step)
    drawn = play(replace(asked, luck=Address(seed=7, keys=case.streams, first_run=first_run)))
    expected = by_step(7, case.streams, first_step + 4, first_run, RUNS)[first_step - 1 :]
    assert drawn["uniform"].tobytes() == expected.tobytes()


def test_runs_that_are_drawn_inside_are_the_same_runs(play: Roll) -> None:
    case = small()
    asked = task(case, runs=RUNS, seed=7, first_run=5)
    inside = replace(asked, luck=Address(seed=7, keys=case.streams, first_run=5))
    assert_equal(play(inside), play(asked))


# Scripts that differ by run


def test_scripts_that_differ_by_run_are_the_runs_of_each(play: Roll) -> None:
    case = small()
    asked = task(case, runs=RUNS)
    common = asked.directions
    assert (common.row != NO_ROW).any()
    nothing = np.full_like(common.row, NO_ROW)
    scripted = np.arange(RUNS) % 3 != 1
    own = replace(common, row=np.where(scripted, common.row[:, None], NO_ROW).astype(np.int32))
    assert own.row.shape == (asked.steps, RUNS)
    mixed = play(replace(asked, directions=own))
    for directions, runs in ((common, scripted), (replace(common, row=nothing), ~scripted)):
        alone = play(replace(asked, directions=directions))
        for name in ("state", "odds", "taken", "ledger", "reasons", "last"):
            assert np.array_equal(mixed[name][..., runs], alone[name][..., runs]), name
    assert not np.array_equal(mixed["taken"], play(asked)["taken"])


def test_each_run_may_have_another_script(play: Roll) -> None:
    """Run r has one act of its own taken in step r + 1, and is otherwise left alone."""
    case = small()
    frame = case.frame
    rows = np.full((STEPS, RUNS), NO_ROW, dtype=np.int32)
    np.fill_diagonal(rows, np.arange(RUNS) % frame.actions)
    free = np.ones((frame.actions, len(frame.lines)))
    free[np.arange(frame.actions), case.line] = 0.0
    own = Directions(rows, free, np.eye(frame.actions))
    asked = replace(task(case, runs=RUNS, steps=STEPS), directions=own)
    taken = play(asked)["taken"]
    for run in range(RUNS):
        k = run % frame.actions
        assert taken[run, k, run] == 1
        assert taken[run, case.line == case.line[k], run].sum() == 1


# Any start


def part(asked: Task, first: int, last: int, state: Mapping[str, Floats] | None = None) -> Task:
    """Steps ``first`` to ``last`` of a task, from a given state."""
    assert not isinstance(asked.luck, Address)
    steps = slice(first - 1, last)
    directions = replace(asked.directions, row=asked.directions.row[steps])
    return replace(
        asked,
        luck=asked.luck[steps],
        steps=last - first + 1,
        directions=directions,
        keep=paths(asked.program),
        state=state or {},
        first_step=first,
    )


def paths(program: Program) -> dict[str, Path | Last]:
    symbols = ("taken", "chance", *STATE)
    found: dict[str, Path | Last] = {x: Path(symbol_slots(program, x)) for x in symbols}
    return found | {f"last {x}": Last(symbol_slots(program, x)) for x in STATE}


def ended(kept: Mapping[str, Floats]) -> dict[str, Floats]:
    """The state after the last step, by symbol."""
    return {x: kept[f"last {x}"] for x in STATE}


def test_a_run_that_is_taken_up_again_goes_on_as_it_would_have(case: Case, play: Roll) -> None:
    asked = task(case, runs=RUNS, steps=STEPS, ledger=False)
    whole = play(part(asked, 1, STEPS))
    first = play(part(asked, 1, HALF))
    second = play(part(asked, HALF + 1, STEPS, ended(first)))
    for name, rows in whole.items():
        if name.startswith("last "):
            assert np.array_equal(second[name], rows), name
        else:
            assert np.array_equal(np.concatenate([first[name], second[name]]), rows), name


def test_it_goes_on_with_other_laws(case: Case, play: Roll) -> None:
    """From step 7 on some laws are off: as if by hand, step by step."""
    off = {"balance", "interest", "abandonment", "patron_rivalry", "resolve"}
    asked = task(case, runs=RUNS, steps=STEPS, ledger=False)
    first = play(part(asked, 1, HALF))
    other = Batch(case.laws.without(off), asked.values)
    later = part(replace(asked, program=other.laws.program), HALF + 1, STEPS, ended(first))
    found = play(later)
    luck = case.luck(3, 0, RUNS, STEPS)
    *_, middle = case.roll(replace(luck, steps=luck.steps[:HALF]))
    state = middle.after
    for step in range(HALF + 1, STEPS + 1):
        likely = odds(other, state)
        script = case.script.get(step)
        taken = choose(other, likely, luck.steps[step - 1].T, script)
        state = advance(other, state, step, likely, taken, script).after
        row = step - HALF - 1
        assert np.array_equal(found["chance"][row].T, likely.probability)
        assert np.array_equal(found["taken"][row].T, taken)
        for field, symbol in SYMBOLS.items():
            assert np.array_equal(found[symbol][row].T, getattr(state, field)), field
    plain = play(part(asked, HALF + 1, STEPS, ended(first)))
    assert not np.array_equal(plain["z"], found["z"])


def test_the_ledger_of_two_halves_is_the_ledger_of_the_whole(case: Case) -> None:
    luck = case.luck(3, 0, RUNS, STEPS)
    keep = {"ledger": Last(case.slots("ledger", ledger=True))}
    whole = case.keep(luck, keep, ledger=True)["ledger"]
    *_, middle = case.roll(replace(luck, steps=luck.steps[:HALF]))
    first = case.keep(replace(luck, steps=luck.steps[:HALF]), keep, ledger=True)["ledger"]
    second = case.keep(
        replace(luck, steps=luck.steps[HALF:]),
        keep,
        state=middle.after,
        first_step=HALF + 1,
        ledger=True,
    )["ledger"]
    assert np.abs(first + second - whole).max() < 1e-12


def test_moments_go_on_from_a_moment(case: Case) -> None:
    luck = case.luck(3, 0, RUNS, STEPS)
    batch = case.batch(luck.values)
    whole = list(case.roll(luck, batch))
    rest = roll(
        batch,
        luck.steps[HALF:],
        case.script,
        state=whole[HALF - 1].after,
        first_step=HALF + 1,
    )
    for one, other in zip(rest, whole[HALF:], strict=True):
        assert one.step == other.step
        assert np.array_equal(one.taken, other.taken)
        for field in SYMBOLS:
            assert np.array_equal(getattr(one.after, field), getattr(other.after, field)), field


def test_a_run_that_has_met_a_bound_has_met_it_for_good(play: Roll) -> None:
    """The mark is part of the state, so it goes along into a continuation."""
    case = Recipe(seed=3, extreme=True).case()
    asked = task(case, runs=RUNS, steps=STEPS, ledger=False)
    first = play(part(asked, 1, HALF))
    assert first["bounded"].any()
    second = play(part(asked, HALF + 1, STEPS, ended(first)))
    met = np.concatenate([first["bounded"], second["bounded"]])[:, 0]
    assert set(np.unique(met)) <= {0.0, 1.0}
    assert (np.diff(met, axis=0) >= 0.0).all()


# What is not asked for


def test_what_is_not_asked_for_is_not_worked_out(play: Roll) -> None:
    """Reasons, the ledger and bounds take time; what is kept of them is as it was before."""
    case = Recipe(seed=3, extreme=True).case()
    asked = task(case, runs=RUNS)
    slots = {x: Last(symbol_slots(asked.program, x)) for x in ("reason", "bounded")}
    told = play(replace(asked, keep=slots))
    untold = play(replace(asked, keep=slots, reasons=0, bounds=False))
    for name in slots:
        assert told[name].any(), name
        assert not untold[name].any(), name
