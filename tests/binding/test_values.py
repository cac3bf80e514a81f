import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.binding.values import ValueTable, value_table
from sim.kernel.arrays import Floats
from sim.kernel.streams import stream_key
from sim.world import World
from sim.world.paths import drawn_by
from tests.kernel.hand import hand
from tests.made_up import fixed

GRID = (np.arange(100_000) + 0.5) / 100_000


def table(low: float, mode: float, high: float, *, logarithmic: bool = False) -> ValueTable:
    return ValueTable(
        paths=("x",),
        keys=(stream_key("value/x"),),
        low=np.array([low]),
        mode=np.array([mode]),
        high=np.array([high]),
        logarithmic=np.array([logarithmic]),
    )


def drawn(values: ValueTable, uniforms: Floats) -> Floats:
    return values.quantile(uniforms[:, None])[:, 0]


@pytest.mark.parametrize(
    ("low", "mode", "high"),
    [(0.0, 0.3, 1.0), (-1.0, -1.0, 0.5), (-0.5, 0.7, 0.7), (3.0, 5.0, 8.0)],
)
def test_triangular(low: float, mode: float, high: float) -> None:
    points = drawn(table(low, mode, high), GRID)
    # mean (a + b + c) / 3, variance (a² + b² + c² − ab − ac − bc) / 18
    assert points.mean() == pytest.approx((low + mode + high) / 3.0, abs=1e-4)
    squares = low**2 + mode**2 + high**2 - low * mode - low * high - mode * high
    assert points.var() == pytest.approx(squares / 18.0, rel=1e-3)
    assert (np.diff(points) > 0.0).all()
    assert low < points[0] < points[-1] < high


def test_limits_and_mode() -> None:
    values = table(2.0, 3.0, 6.0)
    turn = (3.0 - 2.0) / (6.0 - 2.0)
    tiny = 2.0**-53
    points = drawn(values, np.array([tiny, turn, 1.0 - tiny]))
    assert points.tolist() == pytest.approx([2.0, 3.0, 6.0], abs=1e-7)


def test_median_by_hand() -> None:
    # distribution function (x − 0)² / (1 · 0.5) up to the mode 0.5: half of it lies there
    assert drawn(table(0.0, 0.5, 1.0), np.array([0.125, 0.5, 0.875])).tolist() == pytest.approx(
        [0.25, 0.5, 0.75]
    )


def test_rates_are_triangular_in_the_logarithm() -> None:
    low, mode, high = 0.01, 0.02, 0.08
    points = drawn(table(low, mode, high, logarithmic=True), GRID)
    logs = np.log(points)
    assert logs.mean() == pytest.approx(np.log([low, mode, high]).mean(), abs=1e-4)
    assert low < points[0] < points[-1] < high


@pytest.mark.parametrize("logarithmic", [False, True])
def test_a_value_without_spread_is_itself(logarithmic: bool) -> None:
    points = drawn(table(0.08, 0.08, 0.08, logarithmic=logarithmic), GRID[::1000])
    assert np.abs(points / 0.08 - 1.0).max() < 1e-15


@given(
    st.lists(st.floats(-5, 5), min_size=3, max_size=3),
    st.floats(0.0, 1.0, exclude_min=True, exclude_max=True),
)
def test_inside_the_range(ends: list[float], uniform: float) -> None:
    low, mode, high = sorted(ends)
    point = drawn(table(low, mode, high), np.array([uniform]))[0]
    assert low - 1e-12 <= point <= high + 1e-12


def test_each_value_has_its_own_luck() -> None:
    """Named by its path, so that a further value moves nobody's luck."""
    small = hand({"alp_acts": {}})
    values = small.case.values
    alone = ValueTable(
        values.paths[3:4],
        values.keys[3:4],
        values.low[3:4],
        values.mode[3:4],
        values.high[3:4],
        values.logarithmic[3:4],
    )
    assert np.array_equal(alone.uniforms(1, 5, 10)[:, 0], values.uniforms(1, 5, 10)[:, 3])
    assert values.keys[3] == stream_key(f"value/{values.paths[3]}")


def test_the_table_of_the_default_world(world: World) -> None:
    values = value_table(world.quantities())
    quantities = world.quantities()
    assert values.paths == tuple(sorted(quantities, key=drawn_by))
    assert len(set(values.keys)) == len(values.keys)
    for path in values.paths[:: len(values.paths) // 50]:
        column, quantity = values.column(path), quantities[path]
        assert values.low[column] == quantity.low
        assert values.mode[column] == quantity.value
        assert values.high[column] == quantity.high
        assert values.logarithmic[column] == (quantity.kind == "rate")
    with pytest.raises(KeyError):
        values.column("actors.XXX.power")


def test_drawn_values_keep_to_the_ranges_of_the_default_world(world: World) -> None:
    values = value_table(world.quantities())
    points = values.quantile(values.uniforms(1, 0, 500))
    assert (points >= values.low - 1e-12).all()
    assert (points <= values.high + 1e-12).all()


def test_central_values_are_as_stated(world: World) -> None:
    values = value_table(world.quantities())
    assert np.array_equal(values.central(3), np.tile(values.mode, (3, 1)))


def test_a_fixed_quantity_stays_fixed_in_a_world() -> None:
    small = hand({"alp_acts": {"impacts": {"BET": 0.37}}})
    assert fixed(0.37)["range"] == [0.37, 0.37]
    batch = small.case.batch(small.case.values.uniforms(1, 0, 20))
    assert (batch.value("x") == 0.37).all()
