import pytest

from sim.single import EscalationModel
from sim.world import World


@pytest.fixture
def model(world: World) -> EscalationModel:
    return EscalationModel(world, "lethal_aid", seed=3, run=2)
