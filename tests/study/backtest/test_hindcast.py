"""The model at an origin: what it knows, and that nothing from after it gets in."""

from dataclasses import replace

import numpy as np
import pytest

from sim.study.backtest.hindcast import AHEAD, RUN_UP, Model, Recorded, _rates, _script, hindcast
from sim.study.backtest.rivals import WINDOW
from sim.world import World
from sim.world.record import Deed, Record, next_month

ORIGIN = "2016-06"


def rewritten(model: Model, months: list[str], deeds: tuple[str, ...]) -> Model:
    """The same with other deeds in some months."""
    changed = {**model.recorded.deeds, **dict.fromkeys(months, deeds)}
    return replace(model, recorded=Recorded(model.recorded.actions, changed))


def test_nothing_after_the_origin_is_known(model: Model) -> None:
    later = [next_month(ORIGIN, n) for n in range(1, 97)]
    one = hindcast(model, ORIGIN, tone=True)
    for deeds in ((), ("prk_icbm_test", "prk_satellite_launch")):
        other = hindcast(rewritten(model, later, deeds), ORIGIN, tone=True)
        assert np.array_equal(one.chance, other.chance)
        assert np.array_equal(one.months, other.months)
        assert np.array_equal(one.tilt, other.tilt)


def test_what_came_before_matters(model: Model) -> None:
    before = [next_month(ORIGIN, -n) for n in range(WINDOW)]
    quiet = hindcast(rewritten(model, before, ()), ORIGIN, tone=False)
    busy = hindcast(rewritten(model, before, ("prk_missile_test",)), ORIGIN, tone=False)
    assert (quiet.chance < 0.2).all()
    assert (busy.chance[:6] > 0.75).all()
    assert quiet.rest < 0.2 < busy.rest


def test_older_deeds_are_forgotten(model: Model) -> None:
    older = [next_month(ORIGIN, -n) for n in range(WINDOW, WINDOW + 60)]
    one = hindcast(model, ORIGIN, tone=False)
    other = hindcast(rewritten(model, older, ("prk_icbm_test",)), ORIGIN, tone=False)
    assert np.array_equal(one.chance, other.chance)


def test_probabilities(model: Model) -> None:
    found = hindcast(model, ORIGIN, tone=False)
    assert found.chance.shape == (AHEAD,)
    assert ((found.chance > 0.0) & (found.chance < 1.0)).all()
    assert found.months.sum() == pytest.approx(1.0)
    assert found.tilt is None


def test_base_rates_are_shares_of_the_window(model: Model) -> None:
    """With all months alike the rate is near one, and leaves room for the instrument's others."""
    before = [next_month(ORIGIN, -n) for n in range(WINDOW)]
    found = dict(
        zip(
            model.recorded.actions,
            _rates(rewritten(model, before, ("prk_icbm_test",)), ORIGIN),
            strict=True,
        )
    )
    stated = model.case.values.mode
    others = sum(
        stated[model.case.values.paths.index(f"actions.{name}.base_rate")]
        for name in ("prk_moratorium", "prk_resumes_testing")
    )
    room = 1.0 - others
    assert found["prk_icbm_test"] == pytest.approx(room * 30.5 / 31.5)
    assert found["prk_missile_test"] == pytest.approx(room * 0.5 / 31.5)
    assert found["prk_icbm_test"] + found["prk_missile_test"] + others < 1.0
    assert found["prk_satellite_launch"] > 0.0


def test_the_script_is_the_record(model: Model) -> None:
    script = _script(model, "2022-12")
    names = model.case.names.actions
    told = {
        next_month("2022-12", step - RUN_UP): {
            names[k] for k in np.flatnonzero(one.taken) if one.taken[k]
        }
        for step, one in script.items()
    }
    assert told["2022-03"] == {"prk_icbm_test"}
    assert told["2022-07"] == set()
    assert all(one.occupied.sum() == 2 for one in script.values())


def test_of_several_deeds_the_one_that_weighs_most_counts(world: World) -> None:
    from sim.study.backtest.hindcast import recorded

    deeds = tuple(
        Deed(f"2022-03-{day}", action, 1)
        for day, action in (("01", "prk_icbm_test"), ("02", "prk_missile_test"))
    )
    found = recorded(world, Record(deeds, (), {}))
    assert found.deeds == {"2022-03": ("prk_icbm_test",)}
    assert found.happened(["2022-02", "2022-03"]).tolist() == [0.0, 1.0]
