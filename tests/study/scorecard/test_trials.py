import numpy as np

from sim.binding import build_case
from sim.study.scorecard.trials import Block, blocks, joined, plan, run_blocks
from sim.world import load_scenario
from sim.world.scorecard import IDLE
from tests.study.scorecard.desk import DRAWS, INNER, SEED, few, nobody, rolled, told, world


def test_every_arm_stands_once() -> None:
    names = [arm.name for arm in few().arms]
    assert sorted(names) == ["baseline", "lethal_aid", "pact"]


def test_a_test_against_itself_finds_nothing() -> None:
    same = plan(world(), [told(scenario="baseline", against="baseline", alignment="KOR>USA")])
    (one,) = same.bound
    read = rolled(same)
    assert (read[one.with_[0]][one.with_[1]] == read[one.without[0]][one.without[1]]).all()


def test_draws_do_not_depend_on_their_number_batches_or_processes() -> None:
    whole = rolled(few())
    part = rolled(few(), draws=7)
    shared = rolled(few(), workers=2)
    small = [Block(tuple(whole), first, 5) for first in (0, 5)]
    for n, read in enumerate(run_blocks([few()], small, SEED, INNER, 1, nobody)):
        for arm, values in read.items():
            assert (
                values.tobytes()
                == np.ascontiguousarray(whole[arm][..., 5 * n : 5 * n + 5]).tobytes()
            )
    for arm, values in whole.items():
        assert values.shape[1:] == (2, DRAWS)
        assert part[arm].tobytes() == np.ascontiguousarray(values[..., :7]).tobytes()
        assert shared[arm].tobytes() == values.tobytes()


def test_a_value_is_held_at_its_end() -> None:
    """Lethal aid sets nothing off in Moscow if its actors hardly see a difference."""
    bound = few().bound[0]
    block = Block(bound.arms, 0, DRAWS, (("actors.RUS.precision", 0.01),))
    (held,) = run_blocks([few()], [block], SEED, INNER, 1, nobody)
    free = rolled(few())

    def effect(read: dict[int, np.ndarray]) -> float:
        return float(
            (read[bound.with_[0]][bound.with_[1]] - read[bound.without[0]][bound.without[1]]).mean()
        )

    assert 0.0 < effect(held) < effect(free)


def test_idle_instruments_do_nothing_in_their_step_and_are_free_after() -> None:
    found = plan(world(), [told(scenario="icbm_launch", against=IDLE, hostile_acts="KOR>PRK")])
    idle = next(arm.case for arm in found.arms if arm.name.endswith(IDLE))
    scripted = build_case(world(), load_scenario("icbm_launch", world()))
    assert list(idle.script) == list(scripted.script) == [1]
    assert idle.script[1].taken.sum() == 0.0
    assert (idle.script[1].occupied == scripted.script[1].occupied).all()
    at = [idle.names.actions.index(name) for name in ("prk_icbm_test", "prk_missile_test")]
    first, second = list(idle.roll(idle.luck(0, 0, 200, 2)))
    assert first.taken[:, at].sum() == 0.0
    assert second.taken[:, at].sum() > 0.0


def test_blocks_cover_every_draw_once() -> None:
    found = blocks((0, 2), 1001, 6)
    assert [block.first for block in found] == [*np.cumsum([0] + [b.draws for b in found[:-1]])]
    assert sum(block.draws for block in found) == 1001


def test_blocks_of_single_arms_join_as_those_of_all() -> None:
    whole = rolled(few())
    single = [b for arm in sorted(whole) for b in blocks([arm], DRAWS, INNER)]
    parts = joined(list(run_blocks([few()], single, SEED, INNER, 1, nobody)))
    assert {arm: values.tobytes() for arm, values in parts.items()} == {
        arm: values.tobytes() for arm, values in whole.items()
    }
