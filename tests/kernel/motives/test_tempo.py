"""U_o(k) = pace[k]; a deed beyond its chance quickens the spell, a step without one slackens it."""

import pytest

from sim.kernel.state import State
from sim.kernel.step import advance
from tests.kernel.hand import Hand, hand


def launching() -> Hand:
    """Two kinds of launches are one spell; talks are none."""
    line = {"instrument": "alp_range"}
    return hand(
        {
            "alp_launches": {"tempo": 0.5, **line},
            "alp_tests": {"tempo": 0.25, "rate": 0.1, **line},
            "alp_talks": line,
        },
        traits={"ALP.precision": 2.0, "ALP.motives.tempo": 0.5},
    )


def pace(small: Hand, s: State) -> tuple[float, float]:
    first, second = (small.value(s, "pace", f"alp_{name}") for name in ("launches", "tests"))
    return first, second


def test_no_tilt_at_rest() -> None:
    assert launching().tilt("tempo") == {}


def test_an_active_spell_goes_on() -> None:
    small = launching()
    active = small.state(pace={"alp_launches": 0.6, "alp_tests": -0.2})
    assert small.tilt("tempo", active) == {
        "alp_launches": pytest.approx(0.6),
        "alp_tests": pytest.approx(-0.2),
    }


def test_a_launch_quickens_all_of_its_spell() -> None:
    small = launching()
    # (1 − 0.2) + (0 − 0.1) = 0.7, times 0.5 and 0.25
    assert pace(small, small.after(["alp_launches"])) == pytest.approx((0.35, 0.175))


def test_a_step_without_one_slackens() -> None:
    small = launching()
    # −0.2 − 0.1 = −0.3, whether or not there are talks
    assert pace(small, small.after()) == pytest.approx((-0.15, -0.075))
    assert pace(small, small.after(["alp_talks"])) == pytest.approx((-0.15, -0.075))


def test_a_spell_fades() -> None:
    small = launching()
    active = small.state(pace={"alp_launches": 0.6})
    # in it launches have weight 0.2 · e^0.6 of 0.5 + 0.2 + 0.1 + 0.2 · e^0.6; half of it is left
    chance = small.chance("alp_launches", active)
    assert chance == pytest.approx(0.2 * 1.8221188 / (0.8 + 0.2 * 1.8221188))
    tested = small.chance("alp_tests", active)
    expected = 0.5 * 0.6 + 0.5 * (0.0 - chance + 0.0 - tested)
    assert pace(small, small.after([], active))[0] == pytest.approx(expected)


def test_what_is_scripted_says_nothing_of_the_actor() -> None:
    small = launching()
    row, script = small.taken(["alp_launches"]), small.script("alp_launches")
    after = advance(small.batch, small.start, 1, small.odds(), row, script).after
    assert pace(small, after) == (0.0, 0.0)


def test_a_mean_over_what_many_would_do_is_no_spell() -> None:
    small = launching()
    row = 0.5 * small.taken(["alp_launches", "alp_tests"])
    after = advance(small.batch, small.start, 1, small.odds(), row).after
    assert pace(small, after) == (0.0, 0.0)


def test_on_average_a_spell_neither_quickens_nor_slackens() -> None:
    small = launching()
    ends = {name: pace(small, small.after([name] if name else [])) for name in ODDS}
    for n in (0, 1):
        mean = sum(chance * ends[name][n] for name, chance in ODDS.items())
        assert mean == pytest.approx(0.0, abs=1e-15)


ODDS = {"": 0.5, "alp_launches": 0.2, "alp_tests": 0.1, "alp_talks": 0.2}
