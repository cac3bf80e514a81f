"""Why a played month went as it did: causes that add up, beside the twin's; and in sentences."""

import re
from collections import defaultdict
from collections.abc import Iterable

import numpy as np
import pytest

from sim.report.played.why import apart, moved
from sim.single import Cause, EscalationModel
from sim.world import World
from tests.single.plays import play


@pytest.fixture
def played(model: EscalationModel) -> EscalationModel:
    model.step()
    model.switch_off("structural_pull")
    play(model, 4, 2)
    model.switch_on("structural_pull")
    play(model, 2, 3)
    return model


def sums(causes: Iterable[Cause]) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for cause in causes:
        found[f"{cause.source}>{cause.target}"] += cause.amount
    return found


@pytest.mark.parametrize("step", [3, pytest.param(7, marks=pytest.mark.slow)])
def test_the_causes_of_a_month_add_up_to_what_moved(played: EscalationModel, step: int) -> None:
    found, month = played.why(step), played.months[step - 1].moment
    added = sums(found.causes)
    for n, pair in enumerate(played.case.names.pairs):
        change = month.after.alignment[0, n] - month.before.alignment[0, n]
        assert added[pair] == pytest.approx(change, abs=1e-10)
    assert found.deeds == played.history[step - 1]
    sizes = [abs(cause.amount) for cause in found.causes]
    assert sizes == sorted(sizes, reverse=True)


def test_what_parts_run_and_twin_adds_up_to_the_difference(played: EscalationModel) -> None:
    found, twin = played.why(), played.twin()
    added = sums(found.apart)
    assert np.abs(played.state.alignment - twin.state.alignment).max() > 0.02
    for n, pair in enumerate(played.case.names.pairs):
        difference = played.state.alignment[0, n] - twin.state.alignment[0, n]
        assert added[pair] == pytest.approx(difference, abs=1e-10)
    done, undone = ({deed.action for deed in run.history[-1]} for run in (played, twin))
    assert {deed.action for deed in found.alone} == done - undone
    assert {deed.action for deed in found.undone} == undone - done


def test_the_twin_is_the_model_left_to_itself(world: World, played: EscalationModel) -> None:
    model = EscalationModel(world, "lethal_aid", seed=3, run=2)
    play(model, 5, 1)
    alone = EscalationModel(world, "lethal_aid", seed=3, run=2)
    for _ in range(5):
        alone.step()
    assert model.twin().history == alone.history
    assert model.twin().run().history == alone.run().history
    assert not model.why(5).month.startswith("2024-06")
    twin = played.twin()  # the same laws month by month
    assert [month.setting.off for month in twin.months] == [
        month.setting.off for month in played.months
    ]
    assert twin.off == played.off


def test_a_run_that_nobody_played_is_its_own_twin(model: EscalationModel) -> None:
    model.step()
    model.step()
    found = model.why()
    assert (found.step, found.apart, found.alone, found.undone) == (2, (), (), ())
    assert apart(found, model.world) == ()
    with pytest.raises(ValueError, match="Step 3 has not been taken; 2 have"):
        model.why(3)
    with pytest.raises(ValueError, match="Step 0 has not been taken"):
        model.why(0)


def test_sentences_say_what_moved_and_by_what(world: World) -> None:
    model = EscalationModel(world, "pact", seed=0, run=405)
    model.step()
    model.choose("KOR", "kor_reviews_lethal_ban")
    model.step()
    model.choose("KOR", "kor_lethal_aid")
    model.step()
    found = model.why()
    said = moved(found, world, 2)
    assert len(said) == 2
    assert said[0].startswith("Russia toward South Korea falls by 0.1")
    assert "South Korea sends lethal aid directly to Ukraine (reciprocity -0.0" in said[0]
    first, *_ = apart(found, world)
    assert first.startswith("Russia toward South Korea stands 0.1")
    assert "lower than without the choices made: South Korea sends lethal aid" in first
    assert any(
        "only without the choices: South Korea lets ammunition" in each
        for each in apart(found, world, 12)
    )
    total = sums(found.causes)["RUS>KOR"]
    assert re.search(r"falls by ([\d.]+):", said[0])[1] == f"{-total:.3f}"  # type: ignore[index]
