"""The model at an origin: what it knows, and that nothing from after it gets in."""

from dataclasses import replace

import numpy as np
import pytest

from sim.results.backtest import RUN_UP
from sim.study.backtest.hindcast import AHEAD, Model, Recorded, _rates, _script, hindcast
from sim.study.rates.rule import rates_ahead
from sim.world.month import next_month
from sim.world.room import ROOM

ORIGIN = "2022-06"
MISSILE = "prk_missile_test"


def rewritten(model: Model, months: list[str], deeds: frozenset[str]) -> Model:
    """The same with other deeds in some months."""
    known = model.recorded
    taken = {**known.taken, **dict.fromkeys(months, deeds)}
    series = {
        action: replace(
            one, happened=np.array([float(action in taken.get(m, ())) for m in one.months])
        )
        for action, one in known.series.items()
    }
    return replace(model, recorded=Recorded(series, taken))


def of(model: Model, action: str) -> int:
    return model.recorded.actions.index(action)


def test_nothing_after_the_origin_is_known(model: Model) -> None:
    later = [next_month(ORIGIN, n) for n in range(1, 24)]
    one = hindcast(model, ORIGIN, tone=True)
    for deeds in (frozenset[str](), frozenset(("prk_icbm_test", "prk_satellite_launch"))):
        other = hindcast(rewritten(model, later, deeds), ORIGIN, tone=True)
        assert np.array_equal(one.chance, other.chance)
        assert np.array_equal(one.tilt, other.tilt)


def test_what_came_before_matters(model: Model) -> None:
    before = [next_month(ORIGIN, -n) for n in range(36)]
    quiet = hindcast(rewritten(model, before, frozenset()), ORIGIN, tone=False)
    busy = hindcast(rewritten(model, before, frozenset((MISSILE,))), ORIGIN, tone=False)
    at = of(model, MISSILE)
    assert quiet.chance[at, 0] < 0.2 < 0.6 < busy.chance[at, 0]


def test_probabilities(model: Model) -> None:
    found = hindcast(model, ORIGIN, tone=False)
    assert found.chance.shape == (len(model.recorded.actions), AHEAD)
    assert ((found.chance >= 0.0) & (found.chance < 1.0)).all()
    assert found.tilt is None


def test_base_rates_are_those_of_the_rule_with_room_left(model: Model) -> None:
    found = _rates(model, ORIGIN)
    past = model.recorded.series["prk_nuclear_test"].until(ORIGIN)
    assert found["prk_nuclear_test"] == pytest.approx(rates_ahead(past.happened, past.at)[-1])
    before = [next_month(ORIGIN, -n) for n in range(120)]
    full = _rates(rewritten(model, before, frozenset((MISSILE,))), ORIGIN)
    names, line = model.case.names.actions, model.case.line
    own = line[names.index(MISSILE)]
    stated = model.case.values.mode
    total = sum(
        full.get(name, stated[model.case.values.paths.index(f"actions.{name}.base_rate")])
        for name, at in zip(names, line, strict=True)
        if at == own
    )
    assert total == pytest.approx(ROOM)


def test_the_script_is_the_record(model: Model) -> None:
    script = _script(model, "2022-12")
    names, line = model.case.names.actions, model.case.line
    told = {
        next_month("2022-12", step - RUN_UP): {names[k] for k in np.flatnonzero(one.taken)}
        for step, one in script.items()
    }
    assert all(deeds == model.recorded.taken.get(m, frozenset()) for m, deeds in told.items())
    assert "prk_icbm_test" in told["2022-03"]
    assert not told["2022-07"] & {MISSILE, "prk_icbm_test"}
    for action in (MISSILE, "prk_satellite_launch"):
        assert all(one.occupied[line[names.index(action)]] for one in script.values())
