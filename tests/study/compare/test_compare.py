import signal
from dataclasses import replace

import numpy as np
import pytest

import sim
from sim.results.comparison import Comparison
from sim.study.compare.compare import compare, shared_indicators
from sim.study.compare.ends import Course
from sim.study.compare.parting import First, median_step
from sim.study.compare.tallies import line_up, run_lineup
from sim.study.ensemble.run import run
from sim.world import Event, Scenario, World, WorldError, load_scenario
from tests.made_up import SOURCE
from tests.made_up import scenario as read_scenario

RUNS, SEED = 60, 3


@pytest.fixture(scope="module")
def lethal_aid(world: World) -> Scenario:
    return load_scenario("lethal_aid", world)


@pytest.fixture(scope="module")
def technology(world: World) -> Scenario:
    return load_scenario("technology_transfer", world)


@pytest.fixture(scope="module")
def found(world: World, lethal_aid: Scenario, technology: Scenario) -> Comparison:
    copy = replace(lethal_aid, id="copy", title="A copy", indicators=())
    return compare(world, [lethal_aid, technology, copy], runs=RUNS, seed=SEED)


def test_equal_arms_differ_by_exactly_zero(found: Comparison) -> None:
    copied = [row for row in found.contrasts if (row.scenario, row.over) == ("copy", "lethal_aid")]
    assert {(r.contrast, r.p10, r.p90, r.mc_error, r.peak) for r in copied} == {(0.0,) * 5}
    shares = [row for row in found.indicator_contrasts if row.over == "lethal_aid"]
    assert {(r.contrast, r.mc_error) for r in shares if r.scenario == "copy"} == {(0.0, 0.0)}
    assert any(row.contrast for row in shares if row.scenario == "technology_transfer")


def test_the_reference_itself_has_no_effect(world: World, lethal_aid: Scenario) -> None:
    pact = load_scenario("pact", world)
    found = compare(world, [pact, lethal_aid], pact, runs=RUNS, seed=SEED)
    own = [r for r in found.alignments if r.scenario == "pact"]
    assert {(r.effect, r.effect_p10, r.effect_p90, r.mc_error) for r in own} == {(0.0,) * 4}
    assert {(r.difference, r.gained, r.lost) for r in found.indicators if r.scenario == "pact"} == {
        (0.0,) * 3
    }
    arm = found.arms[0]
    assert (arm.parted, arm.parted_step, arm.reacted, arm.reacted_step) == (0.0, None, 0.0, None)
    assert not [row for row in found.partings if row.scenario == "pact"]


def test_it_is_what_each_run_by_itself_shows(
    world: World, found: Comparison, lethal_aid: Scenario, technology: Scenario
) -> None:
    pact = load_scenario("pact", world)
    assert found.meta.reference == "pact"
    for scenario in (lethal_aid, technology):
        alone = run(world, scenario, pact, runs=RUNS, seed=SEED)
        rows = {(r.source, r.target): r for r in found.alignments if r.scenario == scenario.id}
        assert len(rows) == len(alone.shifts)
        for shift in alone.shifts:
            row = rows[shift.source, shift.target]
            assert (row.effect, row.mc_error) == (shift.effect, shift.mc_error)
            assert (row.effect_p10, row.effect_p90) == (shift.effect_p10, shift.effect_p90)
            assert (row.end, row.reference_end) == pytest.approx((shift.end, shift.baseline_end))
            assert (row.peak, row.peak_error) == (shift.peak, shift.peak_error)
        indicators = {r.indicator: r for r in found.indicators if r.scenario == scenario.id}
        for plain in alone.indicators:
            other = indicators[plain.indicator]
            assert (other.with_, other.without) == (plain.with_, plain.without)
            assert other.difference == pytest.approx(other.gained - other.lost)


def test_every_two_scenarios_have_a_contrast_and_it_is_that_of_their_effects(
    found: Comparison,
) -> None:
    twos = [("technology_transfer", "lethal_aid"), ("copy", "lethal_aid")]
    twos.append(("copy", "technology_transfer"))
    assert [(row.scenario, row.over) for row in found.contrasts[:3]] == twos
    effects = {(r.scenario, r.source, r.target): r.effect for r in found.alignments}
    assert len(found.contrasts) == len(found.alignments)
    for row in found.contrasts:
        gap = effects[row.scenario, row.source, row.target]
        gap -= effects[row.over, row.source, row.target]
        assert row.contrast == pytest.approx(gap, abs=1e-12)
        assert abs(row.peak) >= abs(row.contrast)
    shares = {(r.scenario, r.indicator): r.with_ for r in found.indicators}
    for one in found.indicator_contrasts:
        gap = shares[one.scenario, one.indicator] - shares[one.over, one.indicator]
        assert one.contrast == pytest.approx(gap, abs=1e-12)


def test_the_error_of_a_contrast_is_paired(found: Comparison) -> None:
    """Runs of two arms share their luck, so their contrast is surer than two errors would say."""
    errors = {(r.scenario, r.source, r.target): r.mc_error for r in found.alignments}
    (row,) = [
        row
        for row in found.contrasts
        if (row.scenario, row.source, row.target) == ("technology_transfer", "CHN", "JPN")
    ]
    both = [errors[name, "CHN", "JPN"] for name in (row.scenario, row.over)]
    assert row.mc_error <= sum(both)


def test_own_indicators_and_those_that_a_script_decides_are_known(
    found: Comparison, lethal_aid: Scenario
) -> None:
    assert "moscow_keeps_its_word_with_arms" in found.meta.own
    assert "nuclear_test" not in found.meta.own  # of the world
    assert "treaty_in_force" not in found.meta.own  # of the reference
    assert "seoul_sends_lethal_aid" in found.meta.settled  # by the script of lethal_aid
    assert "russia_gives_advanced_technology" in found.meta.settled  # by that of the other
    assert "russia_arms_north_korea" not in found.meta.settled


def test_arms_part_where_the_scripts_do(found: Comparison) -> None:
    arm = next(arm for arm in found.arms if arm.scenario == "technology_transfer")
    assert arm.parted_step == 3.0
    assert arm.reacted_step is not None
    assert arm.reacted_step >= 4.0  # a reaction comes a step later at the earliest
    first, *_ = [row for row in found.partings if row.scenario == "technology_transfer"]
    assert (first.action, first.arm, first.scripted) == ("rus_satellite_technology", "with", True)
    assert first.share == 1.0
    for row in found.partings:
        assert 0.0 < row.share <= 1.0
        assert not (row.reaction and row.scripted)
        assert row.scripted or not row.displaced


def test_a_choice_that_the_other_script_displaces_is_told_from_a_scripted_act(
    found: Comparison,
) -> None:
    """Nothing scripted in `pact` is missing in `lethal_aid`: what pact alone does was chosen."""
    rows = [row for row in found.partings if row.scenario == "lethal_aid" and row.scripted]
    assert {row.arm for row in rows} == {"with", "without"}
    assert {row.displaced for row in rows if row.arm == "without"} == {True}
    written = {(row.action, row.displaced) for row in rows if row.arm == "with"}
    assert written == {("kor_reviews_lethal_ban", False), ("kor_lethal_aid", False)}


def test_what_the_reference_alone_scripts_is_scripted(world: World, technology: Scenario) -> None:
    pact = load_scenario("pact", world)
    bare = replace(technology, id="bare", events=(), against="pact")
    short = [replace(one, steps=6) for one in (bare, technology)]
    rows = compare(world, short, pact, runs=20, seed=SEED).partings
    signing = [row for row in rows if row.scenario == "bare" and row.arm == "without"]
    assert signing[0].scripted
    assert not signing[0].displaced


def test_a_scenario_that_by_itself_is_compared_otherwise_is_named(world: World) -> None:
    names = ("lethal_aid", "icbm_launch")
    scenarios = [replace(load_scenario(name, world), steps=6) for name in names]
    (notice,) = (
        one for one in compare(world, scenarios, runs=2).warnings if one.kind == "other-reference"
    )
    assert "icbm_launch with baseline. Here it is compared with pact" in notice.text
    assert "lethal_aid with" not in notice.text
    pact = replace(load_scenario("pact", world), steps=6)
    alike = compare(world, [scenarios[0], pact], runs=2).warnings
    assert "other-reference" not in {one.kind for one in alike}


def ends(taken: list[list[list[int]]]) -> Course:
    """(run, step, action) deeds, and nothing else."""
    deeds = np.array(taken, dtype=np.bool_).transpose(1, 2, 0)
    steps, _, runs = deeds.shape
    return Course(np.zeros((steps + 1, 0, runs), np.float32), np.zeros((runs, 0), bool), deeds)


def test_parting_by_hand() -> None:
    """Three runs of three steps: one never parts, one in step 2 by two acts, one in step 3."""
    with_ = ends([[[0, 1], [1, 0], [0, 0]], [[0, 0], [1, 0], [1, 1]], [[0, 0], [0, 0], [0, 1]]])
    without = ends([[[0, 1], [1, 0], [0, 0]], [[0, 0], [0, 1], [0, 0]], [[0, 0], [0, 0], [0, 0]]])
    first = First(steps=3, actions=2)
    first.add(with_, without)
    assert (first.parted, first.median) == (2, 2.0)
    assert first.runs.tolist() == [0, 1, 1]
    assert first.acts[0].tolist() == [[0, 0], [1, 0], [0, 1]]
    assert first.acts[1].tolist() == [[0, 0], [0, 1], [0, 0]]
    only_last = np.array([[False, False], [False, False], [True, True]])
    reaction = First(steps=3, actions=2)
    reaction.add(with_, without, only_last)
    assert reaction.runs.tolist() == [0, 0, 2]


@pytest.mark.parametrize(
    ("counts", "median"), [([0, 0], None), ([4, 4], 1.0), ([3, 4], 2.0), ([0, 1], 2.0)]
)
def test_median_step(counts: list[int], median: float | None) -> None:
    assert median_step(np.array(counts)) == median


def test_workers_and_blocks_change_no_bit(
    world: World, lethal_aid: Scenario, technology: Scenario
) -> None:
    pact = load_scenario("pact", world)
    short = [replace(one, steps=6) for one in (lethal_aid, technology)]
    one = compare(world, short, pact, runs=300, seed=1)
    assert compare(world, short, pact, runs=300, seed=1, workers=2) == one
    lineup = line_up(world, tuple(short), pact, (), 6)
    (few,) = run_lineup(lineup, 1, 7)
    many = next(iter(run_lineup(lineup, 1, 250)))
    assert np.array_equal(few[0].path, many[0].path[:, :, :7])


def test_a_value_that_only_one_scenario_has_moves_nothing_else(
    world: World, lethal_aid: Scenario
) -> None:
    """A strength for one actor adds a value to draw; all other draws stay as they were."""
    rho = world.mechanisms["reciprocity"].parameters["rho"]
    assert "RUS" not in rho.by_actor
    own = {"value": rho.value.value, "range": [rho.value.value] * 2, "source": SOURCE}
    path = "mechanisms.reciprocity.rho.by_actor.RUS"
    other = replace(read_scenario(world, {"extends": "pact", "set": {path: own}}), id="own_rho")
    found = compare(world, [lethal_aid, other], runs=20, seed=SEED)
    alone = compare(world, [lethal_aid, load_scenario("pact", world)], runs=20, seed=SEED)
    first = [r for r in found.alignments if r.scenario == "lethal_aid"]
    assert first == [r for r in alone.alignments if r.scenario == "lethal_aid"]
    assert run(world, other, load_scenario("pact", world), runs=20, seed=SEED).meta.runs == 20


def test_an_interrupt_keeps_what_is_finished(
    world: World, lethal_aid: Scenario, technology: Scenario
) -> None:
    def stop(done: int) -> None:
        if done == 250:
            signal.raise_signal(signal.SIGINT)

    short = [replace(one, steps=6) for one in (lethal_aid, technology)]
    found = compare(world, short, runs=2000, seed=SEED, progress=stop)
    assert found.meta.runs in (250, 500, 750)  # with what was finished besides
    assert found.warnings[0].kind == "interrupted"
    whole = compare(world, short, runs=found.meta.runs, seed=SEED)
    assert found.alignments == whole.alignments


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["lethal_aid"], "Name two or more"),
        ([], "Name two or more"),
        (["lethal_aid", "pact", "lethal_aid"], "`lethal_aid` is named twice"),
    ],
)
def test_what_cannot_be_compared(world: World, names: list[str], said: str) -> None:
    scenarios = [load_scenario(name, world) for name in names]
    with pytest.raises(WorldError, match=said):
        sim.compare(scenarios, world=world)


@pytest.mark.parametrize(
    "change",
    [
        {"events": (Event(1, "mars_lands"),)},
        {"off": frozenset({"gravity"})},
        {"set": {"actors.MAR.precision": "1"}},
    ],
)
def test_scenarios_of_another_world(
    world: World, lethal_aid: Scenario, change: dict[str, object]
) -> None:
    foreign = replace(lethal_aid, id="foreign", **change)  # type: ignore[arg-type]
    with pytest.raises(WorldError):
        compare(world, [lethal_aid, foreign])


def test_one_indicator_id_means_one_thing(world: World, lethal_aid: Scenario) -> None:
    mine = lethal_aid.indicators[0]
    assert shared_indicators(world, [lethal_aid, replace(lethal_aid, id="same")])
    other = replace(
        lethal_aid, id="other", indicators=(mine.model_copy(update={"title": "Another"}),)
    )
    with pytest.raises(WorldError, match=f"lethal_aid mean different things by `{mine.id}`"):
        compare(world, [lethal_aid, other])


def test_reference_is_that_of_the_first(world: World, lethal_aid: Scenario) -> None:
    pact = load_scenario("pact", world)
    short = [replace(one, steps=6) for one in (pact, lethal_aid)]
    assert compare(world, short, runs=2).meta.reference == "baseline"
    assert compare(world, short[::-1], runs=2).meta.reference == "pact"
