"""Threats in an ensemble: pulled once, kept in time or not, and two sides that add up."""

from itertools import pairwise

import numpy as np
import pytest

from sim.binding import threats
from sim.binding.threats import WITHIN, _kept
from sim.kernel.engine.keep import Path
from sim.study.ensemble.grow import Grown, grow
from sim.study.ensemble.pairing import pair, shared_luck
from sim.study.ensemble.threat_rows import hold_rows, threat_rows
from sim.world import World, load_scenario

STEPS = 9


def grown(world: World, name: str, against: str | None = None) -> Grown:
    scenario = load_scenario(name, world)
    other = load_scenario(against or scenario.against, world)
    return grow(pair(world, scenario, other), 0, 60, STEPS)


@pytest.fixture(scope="module")
def warned(world: World) -> Grown:
    return grown(world, "warned")


def test_kept_is_half_of_what_was_promised_in_time() -> None:
    good = np.zeros((STEPS, 5))
    good[1 + WITHIN, 1] = good[2 + WITHIN, 2] = good[1, 3] = good[2, 4] = 0.6
    good[3, 4] = -0.2
    pulled = np.arange(STEPS + 1)[:, None] >= np.full(5, 2)  # at the end of step 2
    assert _kept(pulled, good).tolist() == [False, True, False, False, False]
    assert _kept(pulled, np.full((STEPS, 5), 0.1)).all()  # bit by bit
    assert not _kept(pulled, np.full((STEPS, 5), 0.08)).any()


def test_a_warning_is_in_the_air(warned: Grown, world: World) -> None:
    rows = [row for row in threat_rows(warned, world) if row.threat == "rus_arms_if_lethal_aid"]
    assert [row.step for row in rows] == list(range(STEPS + 1))
    assert rows[0].voiced == rows[0].baseline_voiced == 1.0
    assert rows[3].voiced == rows[3].baseline_voiced  # before the first warning
    assert rows[5].voiced > rows[5].baseline_voiced + 5 * rows[5].voiced_error
    assert 0.3 < rows[0].credibility < 0.6


def test_what_is_pulled_stays_so_and_what_is_kept_was_pulled(warned: Grown, world: World) -> None:
    rows = threat_rows(warned, world)
    for before, after in pairwise(rows):
        if before.threat == after.threat:
            assert before.pulled <= after.pulled
            assert before.kept <= after.kept
    assert all(row.kept <= row.pulled and row.baseline_kept <= row.baseline_pulled for row in rows)
    assert any(row.kept for row in rows)


def test_the_two_sides_of_a_warning(warned: Grown, world: World) -> None:
    rows = {row.action: row for row in hold_rows(warned, world, 4)}
    aid = rows["kor_lethal_aid"]
    assert aid.fear < 0.9 < 1.03 < aid.rest
    assert aid.mostly == world.motives["retaliation"].because
    assert all(row.odds == pytest.approx(row.fear * row.rest) for row in rows.values())


def test_nothing_differs_where_nothing_does(world: World) -> None:
    same = grown(world, "pact", "pact")
    for row in threat_rows(same, world):
        assert row.voiced == row.baseline_voiced
        assert row.credibility_error == row.pulled_error == 0.0
    assert all(row.fear == row.rest == 1.0 and not row.mostly for row in hold_rows(same, world, 1))


def test_each_reading_has_the_error_of_its_own_difference(warned: Grown, world: World) -> None:
    cases, runs = warned.pairing.cases, warned.tally.runs
    told = []
    for case, luck in zip(cases, shared_luck(cases, 0, 0, runs, STEPS), strict=True):
        taken = {"taken": Path(case.slots("taken"))}
        told.append(threats.told(case, case.keep(luck, {**threats.needs(case), **taken})))
    apart = (told[0].astype(float) - told[1]).reshape(STEPS + 1, len(threats.READINGS), -1, runs)
    errors = apart.std(axis=-1, ddof=1) / np.sqrt(runs)
    names = warned.pairing.with_.names.threats
    for row in threat_rows(warned, world):
        mine = errors[row.step, :3, names.index(row.threat)]
        found = (row.voiced_error, row.credibility_error, row.pulled_error)
        assert found == pytest.approx(tuple(mine), abs=1e-9)
    assert (errors[-1, :3].max(axis=1) > 0.0).all()


def test_what_was_promised_counts_by_its_stated_share(warned: Grown, world: World) -> None:
    """Run by run and in words: within six months of being pulled, half of it at least."""
    case, runs = warned.pairing.with_, 60
    taken = {"taken": Path(case.slots("taken"))}
    kept = case.keep(case.luck(0, 0, runs, STEPS), {**threats.needs(case), **taken})
    told = threats.told(case, kept).reshape(STEPS + 1, len(threats.READINGS), -1, runs)
    pulled, made_good = told[:, 2] >= 1.0, told[:, 3] >= 1.0
    several = 0
    for t, name in enumerate(case.names.threats):
        shares = {
            case.names.actions.index(k): x.value for k, x in world.threats[name].promises.items()
        }
        several += len(shares) > 1
        for run in range(runs):
            if not pulled[-1, t, run]:
                assert not made_good[:, t, run].any()
                continue
            first = int(pulled[:, t, run].argmax())
            done = kept["taken"][first : first + WITHIN, :, run].sum(axis=0)
            good = sum(share * done[k] for k, share in shares.items()) >= 0.5
            assert made_good[first:, t, run].tolist() == [good] * (STEPS + 1 - first)
    assert several
    assert made_good.any()
    assert (pulled & ~made_good).any()
