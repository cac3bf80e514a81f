import pytest

from sim.study.sensitivity.discovery import discover
from sim.world import WorldError
from tests.study import gift

RATE = "actions.bet_idles.base_rate"


@pytest.mark.slow
def test_the_value_behind_an_indicator_is_found_and_measured_on_unseen_runs() -> None:
    found = discover(gift.world(), gift.given(), "idle", runs=2000)
    (box,) = found.rows
    assert box.value == RATE
    assert box.range_low == 0.1
    assert box.low > box.stated > box.range_low
    assert box.high == box.range_high == 0.9
    assert box.p < 1e-6
    assert found.density is not None
    assert found.coverage is not None
    assert found.density > found.base + 0.1
    assert found.coverage > 0.3
    assert box.sources == "assumption: made up for the tests"
    assert (found.ranged, found.candidates, found.runs) == (5, 1, 2000)


def test_the_density_is_that_of_the_rates_in_the_box() -> None:
    """Idle in one of two months, at rates above the box's limit, and at any rate."""
    found = discover(gift.world(), gift.given(), "idle", runs=6000)
    table = gift.probe().with_.values
    rates = table.quantile(table.uniforms(99, 0, 20000))[:, table.column(RATE)]
    chance = 1.0 - (1.0 - rates) ** 2
    assert found.base == pytest.approx(chance.mean(), abs=0.03)
    assert found.density == pytest.approx(chance[rates >= found.rows[0].low].mean(), abs=0.04)


def test_what_never_happens_has_no_box() -> None:
    found = discover(gift.world(), gift.given(), "never", runs=200)
    assert (found.base, found.rows, found.coverage, found.mass) == (0.0, (), None, 1.0)


def test_workers_change_nothing() -> None:
    told: list[int] = []
    one = discover(gift.world(), gift.given(), "idle", runs=2500, seed=4, progress=told.append)
    assert one == discover(gift.world(), gift.given(), "idle", runs=2500, seed=4, workers=2)
    assert told == [1000, 2000, 2500]


def test_an_unknown_indicator_is_refused() -> None:
    with pytest.raises(WorldError, match="Did you mean `idle`"):
        discover(gift.world(), gift.given(), "idel", runs=200)


def test_an_alignment_is_no_indicator() -> None:
    with pytest.raises(WorldError, match="no indicator"):
        discover(gift.world(), gift.given(), gift.WARMS, runs=200)
