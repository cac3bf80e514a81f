"""Cells of a choice begin from one shared past, and each is still the run that it is alone."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.binding import Case
from sim.study.options.design import COURSES, outcomes_in, plan_of
from sim.study.outcome import read_all
from sim.world import World
from sim.world.choice import Choice
from sim.world.history import since
from sim.world.read_choice import load_choice
from sim.world.read_history import load_history
from tests.study.options.test_rules import TEXT

DRAWS, SEED = 5, 3


@pytest.fixture(scope="module")
def later(world: World) -> World:
    history = load_history(world.folder / "history" / "year_after_the_pact.yaml", world)
    return since(world, history, "2024-09")


@pytest.fixture(scope="module")
def choice(later: World, tmp_path_factory: pytest.TempPathFactory) -> Choice:
    """Options by rule and on condition, whose laws are not those of the others."""
    path: Path = tmp_path_factory.mktemp("desk") / "rules.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return load_choice(path, later)


def test_every_cell_is_what_it_is_alone(
    later: World, choice: Choice, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[Case] = []
    left = Case.left
    monkeypatch.setattr(Case, "left", lambda case, *how: ran.append(case) or left(case, *how))
    plan = plan_of(later, choice, SEED)
    together = outcomes_in(plan, DRAWS)[0][..., 0]
    shared = len(ran)
    cells = together.reshape(len(plan.cases), len(plan.outcomes), DRAWS)
    for case, cell in zip(plan.cases, cells, strict=True):
        luck = case.luck(SEED, 0, DRAWS, plan.steps)
        assert luck.left is None
        assert np.array_equal(read_all(plan.outcomes, case, luck, case.batch(luck.values)), cell)
    assert shared <= COURSES * len(plan.cases) / 2


def test_values_that_are_held_have_a_past_of_their_own(later: World, choice: Choice) -> None:
    plan = plan_of(later, choice, SEED)
    held = {"actors.RUS.precision": 3.0}
    plain, other = outcomes_in(plan, DRAWS, helds=[{}, held])
    case = plan.cases[1]
    luck = replace(case.luck(SEED, 0, DRAWS, plan.steps), left=None)
    alone = read_all(plan.outcomes, case, luck, case.held(case.batch(luck.values), held))
    assert np.array_equal(other[0, 1, :, :, 0], alone)
    assert not np.array_equal(other, plain)
