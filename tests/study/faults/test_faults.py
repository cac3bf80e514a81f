"""Every fault has a measure that works, whatever it comes to."""

import math

import pytest

from sim.study.faults import FAULTS, Desk, measured
from sim.world import World


def test_faults_are_numbered_in_order() -> None:
    assert [fault.number for fault in FAULTS] == list(range(1, len(FAULTS) + 1))
    assert len({fault.asked for fault in FAULTS}) == len(FAULTS)
    assert all(fault.asked.endswith("?") for fault in FAULTS)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 7])
def test_every_measure_gives_readings(world: World, seed: int) -> None:
    told: list[int] = []
    for each in measured(Desk(world, 20, seed, workers=2), told.append).faults:
        ids = [one.id for one in each.readings]
        assert len(set(ids)) == len(ids)
        assert each.main in each.readings
        for one in each.readings:
            assert one.what
            assert one.value is None or math.isfinite(one.value)
            assert one.error is None or one.error >= 0.0
            if one.kind in ("share", "count") and one.value is not None and one.id != "left":
                assert one.value >= 0.0
    assert told == list(range(1, len(FAULTS) + 1))
