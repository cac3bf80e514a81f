"""The whole explanation, held against what `run` finds with the same seed."""

import pytest

from sim.results import Results
from sim.results.explanation import Explanation
from sim.study.ensemble.run import run
from sim.study.explain.explain import explain
from sim.world import WorldError, load_scenario
from tests.study import desk

RUNS, STEPS = 60, 10
SCRIPTED = {"rus_prk_pact", "kor_reviews_lethal_ban", "kor_lethal_aid"}


def asked(**how: object) -> Explanation:
    one = desk.asked()
    settings = {"runs": RUNS, "seed": 1, "steps": STEPS, "flip": False, **how}
    return explain(one.world, one.scenario, one.baseline, **settings)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def found() -> Results:
    one = desk.asked()
    return run(one.world, one.scenario, one.baseline, runs=RUNS, seed=1, steps=STEPS)


def test_the_largest_effect_is_explained_by_default(found: Results) -> None:
    largest = found.shifts[0]
    answer = asked()
    assert answer.target.name == f"{largest.source}>{largest.target}"
    assert answer.effect == pytest.approx(largest.effect, abs=1e-6)  # kept in single precision
    assert answer.mc_error == pytest.approx(largest.mc_error, abs=1e-6)
    assert answer.with_ == pytest.approx(largest.end, abs=1e-6)
    assert answer.without == pytest.approx(largest.baseline_end, abs=1e-6)
    assert sum(bar.shift for bar in answer.waterfall) == pytest.approx(answer.effect, abs=1e-12)


def test_any_pair_shows_the_shift_of_the_result(found: Results) -> None:
    for row in found.shifts[3:6]:
        answer = asked(pair=f"{row.source}>{row.target}", without=("balance",))
        assert answer.effect == pytest.approx(row.effect, abs=1e-6)
        assert sum(bar.shift for bar in answer.waterfall) == pytest.approx(row.effect, abs=1e-6)


def test_an_indicator_shows_the_difference_of_the_result(found: Results) -> None:
    row = next(row for row in found.indicators if row.indicator == "russia_arms_north_korea")
    answer = asked(indicator=row.indicator)
    assert answer.effect == pytest.approx(row.difference, abs=1e-12)
    assert (answer.with_, answer.without) == (row.with_, row.without)
    assert answer.waterfall == ()
    assert answer.movers[0].action == "rus_conventional_arms"
    assert not answer.settled
    assert answer.onset is not None


def test_an_action_shows_the_extra_deeds_of_the_result(found: Results) -> None:
    row = next(row for row in found.reactions if row.action == "rus_satellite_technology")
    answer = asked(action=row.action)
    assert answer.effect == pytest.approx(row.extra, abs=1e-6)
    assert answer.extra == pytest.approx(answer.effect, abs=1e-10)
    assert answer.onset is not None
    told = {*SCRIPTED, *(mover.action for mover in answer.movers)}
    before = [one for one in answer.onset.precursors if one.action not in told]
    assert {one.removal.kind for one in answer.remainders} == {
        "event",
        "mechanism",
        "motive",
        *(["action"] if before else []),
    }


def test_an_indicator_of_an_alignment_gets_its_waterfall() -> None:
    answer = asked(indicator="tokyo_moves_to_seoul", without=("balance",))
    assert answer.waterfall
    assert answer.movers == ()


def test_what_the_script_decides_is_said() -> None:
    assert asked(indicator="seoul_sends_lethal_aid", without=("balance",)).settled


def test_what_is_named_is_taken_away_and_nothing_else() -> None:
    answer = asked(pair="RUS>KOR", without=("balance", "kor_lethal_aid"))
    taken = [(one.removal.kind, one.removal.name) for one in answer.remainders]
    assert taken == [
        ("mechanism", "balance"),
        ("event", "kor_lethal_aid"),
        ("action", "kor_lethal_aid"),
    ]


def test_up_to_an_earlier_step() -> None:
    answer = asked(pair="RUS>KOR", steps=3, without=("balance",))
    assert answer.steps == 3
    assert answer.effect < -0.05
    assert asked(pair="RUS>KOR", steps=1, without=("balance",)).effect == 0.0


def test_equal_arms_have_nothing_to_explain() -> None:
    baseline = load_scenario("baseline", desk.world())
    answer = explain(desk.world(), baseline, baseline, runs=10, steps=4)
    assert (answer.effect, answer.waterfall, answer.search) == (0.0, (), None)
    assert answer.remainders == ()
    assert not answer.stands_out


def test_progress_only_grows_and_ends_at_a_hundred() -> None:
    told: list[int] = []
    asked(pair="RUS>KOR", progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 100


def test_the_same_again_and_with_more_processes() -> None:
    assert asked(pair="RUS>KOR", workers=2) == asked(pair="RUS>KOR")


def test_the_search_is_made_of_the_same_finding() -> None:
    answer = asked(pair="RUS>KOR", steps=4, flip=True, without=("balance",))
    assert answer.stands_out
    assert answer.search is not None
    assert answer.search.doubt == pytest.approx(2 * answer.mc_error)
    for flip in answer.search.flips:
        assert flip.left == pytest.approx(answer.effect + flip.change, abs=1e-12)
        assert flip.low <= flip.end <= flip.high
        assert flip.sources


@pytest.mark.parametrize(
    ("how", "meant"),
    [
        ({"pair": "RUS>KOX"}, "Did you mean `RUS>KOR`"),
        ({"pair": "RUS"}, "quote it"),
        ({"pair": "UKR>RUS"}, "is no pair"),
        ({"indicator": "seoul_hedge"}, "Did you mean `seoul_hedges`"),
        ({"action": "kor_letal_aid"}, "Did you mean `kor_lethal_aid`"),
        ({"without": ("balanc",)}, "Did you mean `balance`"),
    ],
)
def test_unknown_names(how: dict[str, object], meant: str) -> None:
    with pytest.raises(WorldError, match=meant):
        asked(**how)
