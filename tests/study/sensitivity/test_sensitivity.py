from dataclasses import replace
from typing import Any

import pytest

from sim.results.sensitivity import Sensitivity, SensitivityRow
from sim.study.sensitivity.rows import by_source, by_value, without_cell
from sim.study.sensitivity.sensitivity import survey
from sim.study.sensitivity.survey import Design
from sim.world import Quantity, WorldError
from tests.study import gift

QUICK = Design(trajectories=3, samples=8, runs_per_point=2, top=2)


def found(design: Design = QUICK, workers: int = 1, **how: Any) -> Sensitivity:
    ready = survey(gift.world(), gift.given(), gift.baseline(), design=design, **how)
    return ready.run(workers)


def test_the_one_value_that_matters_comes_first() -> None:
    result = found(replace(QUICK, samples=128))
    first, *others = result.rows
    assert first.value == gift.RHO
    assert first.ST is not None
    assert abs(first.ST - 1.0) < 0.2
    assert first.mu_star is not None
    assert first.mu_star > 0.1
    assert {row.mu_star for row in others} == {0.0}
    assert [row.rank for row in result.rows] == [1, 2, 3, 4, 5]
    assert sum(row.ST is not None for row in result.rows) == 2
    assert result.answer.sd > 0.0
    assert result.answer.luck == pytest.approx(0.0, abs=1e-9)


def test_by_default_it_asks_for_the_alignment_that_shifts_most() -> None:
    result = found()
    assert (result.of, result.of_title, result.of_kind) == (
        gift.WARMS,
        "Bet toward Alp",
        "alignment",
    )
    assert result.answer.mean > 0.0


def test_an_indicator_hangs_on_the_rate_of_what_it_counts() -> None:
    result = found(of="idle", level=True)
    assert (result.of_kind, result.level) == ("indicator", True)
    assert result.rows[0].value == "actions.bet_idles.base_rate"
    assert 0.0 < result.answer.mean < 1.0


@pytest.mark.parametrize(
    ("method", "screened", "apportioned"), [("morris", 5, 0), ("sobol", 0, 5), ("both", 5, 2)]
)
def test_methods(method: Any, screened: int, apportioned: int) -> None:
    result = found(replace(QUICK, method=method))
    assert sum(row.mu_star is not None for row in result.rows) == screened
    assert result.apportioned == apportioned
    assert (result.trajectories > 0, result.samples > 0) == (screened > 0, apportioned > 0)


def test_values_can_be_named() -> None:
    named = ("theatres.sea.tension", "actors.ALP.precision")
    result = found(replace(QUICK, values=named))
    assert {row.value for row in result.rows if row.ST is not None} == set(named)
    assert result.few is not None
    assert (result.few.mean > 0.0, result.few.sd) == (True, 0.0)


def test_it_says_beforehand_how_many_runs_it_takes() -> None:
    ready = survey(gift.world(), gift.given(), gift.baseline(), design=QUICK)
    told: list[int] = []
    result = ready.run(progress=told.append)
    assert told == sorted(told)
    assert told[-1] == ready.runs == result.runs == (256 + 3 * 6 + 8 * 4) * 2


def test_workers_and_repetition_change_nothing_but_the_seed_does() -> None:
    one, again = (found(of="idle", level=True) for _ in range(2))
    shared = found(of="idle", level=True, workers=2)
    assert one == again == shared
    other = found(replace(QUICK, seed=7), of="idle", level=True)
    assert other.rows != one.rows


def test_an_answer_that_never_varies_is_told_as_such() -> None:
    result = found(of="never")
    assert not result.varies
    assert result.answer.mean == 0.0
    assert {row.mu_star for row in result.rows} == {0.0}


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"of": "RUS>KOR"}, "no indicator or alignment"),
        ({"level": True}, "--level needs to know of what"),
        (
            {"design": Design(values=("actors.ALP.precison",))},
            "Did you mean `actors.ALP.precision`",
        ),
        ({"design": Design(values=("actors.ALP.power",))}, "`actors.ALP.power` has no range"),
    ],
)
def test_what_cannot_be_asked_is_refused(how: dict[str, Any], said: str) -> None:
    with pytest.raises(WorldError) as error:
        survey(gift.world(), gift.given(), gift.baseline(), **how)
    assert said in str(error.value)


def test_a_scenario_that_differs_in_nothing_has_no_effect() -> None:
    with pytest.raises(WorldError, match="no effect to examine"):
        survey(gift.world(), gift.given(), gift.given())
    alone = survey(gift.world(), gift.given(), gift.given(), of="idle", level=True, design=QUICK)
    assert alone.run().answer.mean > 0.0


def quantity(*sources: str) -> Quantity:
    return Quantity(0.5, 0.0, 1.0, "share", sources)


def row(value: str, size: float | None, luck: float, total: float | None) -> SensitivityRow:
    numbers = (size, size, 0.0, None if size is None else luck, 0.0)
    return SensitivityRow(value, "", *numbers, total, 0.0, total, 0.0, 0.0, 1)


def test_a_value_counts_in_full_for_each_of_its_sources() -> None:
    quantities = {
        "a": quantity("claim:one", "data:counts#row 1"),
        "b": quantity("claim:one", "data:counts#row 2", "data:counts#row 3"),
        "c": quantity("assumption: because of this"),
    }
    rows = (row("a", 0.5, 0.1, 0.6), row("b", 0.05, 0.1, None), row("c", 0.3, 0.1, 0.2))
    one, two, three = by_source(quantities, rows)
    assert [one.source, two.source] == ["claim:one", "data:counts"]
    assert (one.values, two.values, three.values) == (2, 2, 1)
    assert one.mu_star == two.mu_star == pytest.approx(0.4)  # b does not stand out of luck
    assert (one.ST, one.leading, one.rank) == (0.6, "a", 1)
    assert three.mu_star == pytest.approx(0.2)
    assert (three.leading, three.rank) == ("c", 3)


def test_without_a_screening_sources_rank_by_their_shares() -> None:
    quantities = {"a": quantity("claim:one"), "b": quantity("claim:two")}
    first, second = by_source(quantities, (row("a", None, 0.0, 0.1), row("b", None, 0.0, 0.8)))
    assert (first.source, first.mu_star, first.ST, first.leading) == ("claim:two", None, 0.8, "b")
    assert second.rank == 2


def test_nothing_found_makes_no_rows() -> None:
    assert by_value({}, [((), None)]) == ()


@pytest.mark.parametrize(
    ("source", "bare"),
    [
        ("data:icews#Jan, # 2", "data:icews"),
        ("claim:bi-04", "claim:bi-04"),
        ("assumption: no. #1 of all", "assumption: no. #1 of all"),
    ],
)
def test_cells_of_one_data_set_are_one_source(source: str, bare: str) -> None:
    assert without_cell(source) == bare
