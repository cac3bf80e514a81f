"""Which values say themselves what a test expects."""

from functools import lru_cache

from sim.study.scorecard.inputs import from_record, given, stated
from sim.study.scorecard.trials import Plan, plan
from tests.study.scorecard.desk import declared, few, told, world


@lru_cache
def launches() -> Plan:
    return plan(world(), [declared("seoul_answers_a_missile")])


def test_a_declared_threat_from_the_scripted_deed_to_the_one_looked_at_is_an_input() -> None:
    found = stated(world(), few(), few().bound[0])
    assert found[0] == "threats.rus_arms_if_lethal_aid.promises.rus_conventional_arms"
    assert "actors.RUS.motives.retaliation" in found
    assert not any("rus_submarine_technology" in path for path in found)  # not looked at here


def test_what_moves_the_state_that_is_looked_at_comes_first() -> None:
    one = plan(world(), [declared("pyongyang_feels_safer")])
    assert stated(world(), one, one.bound[0])[0] == "actions.rus_prk_pact.reassures.PRK"


def test_inputs_cite_the_claims_of_the_test() -> None:
    for bound in few().bound:
        assert set(stated(world(), few(), bound)) <= set(given(world(), bound.test))


def test_a_value_elsewhere_in_the_world_is_given_but_no_input() -> None:
    """The claim sets an action that is neither scripted nor looked at."""
    one = plan(world(), [told(claims=("bi-33",), alignment="KOR>USA")])
    (bound,) = one.bound
    assert "actions.kor_lethal_aid.impacts.RUS" in given(world(), bound.test)
    assert stated(world(), one, bound) == []


def test_a_test_of_the_record_is_stated_by_what_was_set_with_it_in_view() -> None:
    found = stated(world(), launches(), launches().bound[0])
    assert {"actors.RUS.precision", "actors.USA.motives.retaliation"} <= set(found)
    assert found[0].startswith("actors.")


def test_values_of_other_cells_of_the_same_data_were_not() -> None:
    card = world().scorecard
    assert card is not None
    found = from_record(world(), card.answers[0])
    assert "dyads.KOR>PRK.alignment" not in found
    assert "actions.prk_missile_test.base_rate" not in found
