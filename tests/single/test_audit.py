"""Audits of players whose ways are known: the model's own, a hawk, a dove, a bluffer."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from sim.binding.threats import WITHIN
from sim.single import Decision, EscalationModel, Options, StateActor
from sim.single.audit import ActsRow, Audit, Interval, audit, play_games, share, times
from sim.single.game import Game
from sim.single.month import drawn
from sim.world import Scenario, World, WorldError, load_scenario
from tests.single.bots import LEAVES, bot


@pytest.fixture(scope="module")
def lethal_aid(world: World) -> Scenario:
    return load_scenario("lethal_aid", world)


def audited(
    world: World, scenario: Scenario, decide: Decision, games: int, steps: int, first: int = 0
) -> tuple[list[Game], Audit]:
    played = []
    for run in range(first, first + games):
        game = Game(EscalationModel(world, scenario, 3, run, steps))
        game.seat_function("RUS", "a function", decide)
        game.model.run()
        played.append(game)
    return played, audit(played, "RUS")


def as_the_model(actor: StateActor, options: Options) -> Mapping[str, str | None]:
    luck = drawn(actor.model.setting, actor.model.outlook, options)
    return {name: luck[name].action if name in luck else None for name in options}


def still(_actor: StateActor, options: Options) -> Mapping[str, str | None]:
    return dict.fromkeys(options)


def hawk(actor: StateActor, options: Options) -> Mapping[str, str | None]:
    """Whatever raises tension, and else nothing."""
    actions = actor.model.world.actions
    return {
        name: next(
            (
                one.action
                for one in line.options
                if any(x.value > 0.0 for x in actions[one.action].escalates.values())
            ),
            None,
        )
        for name, line in options.items()
    }


def row(found: Audit, kind: str, where: str = "all months") -> ActsRow:
    return next(one for one in found.acts if (one.kind, one.where) == (kind, where))


@pytest.mark.slow
def test_the_model_is_found_to_be_the_model(world: World, lethal_aid: Scenario) -> None:
    played, found = audited(world, lethal_aid, as_the_model, 12, 9)
    assert found.decided == 1.0
    for kind in ("tension", "harm"):
        one = row(found, kind)
        assert one.times_model is not None
        assert one.times_model.low is not None
        assert one.times_model.high is not None
        width = one.times_model.high - one.times_model.low  # of four standard errors
        assert abs(one.times_model.value - 1.0) < width < 0.5
    for answer in found.answers:
        own = answer.times_model
        assert own is not None
        assert own.low is not None
        assert own.high is not None
        assert abs(own.value - 1.0) < own.high - own.low
    for threat in found.threats:
        assert (threat.kept, threat.pulled) == (threat.twin_kept, threat.twin_pulled)
    assert all(
        [d.action for month in game.model.history for d in month]
        == [d.action for month in game.model.twin().history for d in month]
        for game in played
    )


def test_what_is_expected_of_the_model_is_the_sum_of_its_chances(
    world: World, lethal_aid: Scenario
) -> None:
    played, found = audited(world, lethal_aid, still, 2, 5)
    expected = acts = 0.0
    for game in played:
        for step in range(5):
            model = game.model.branch(step)
            for line in model.actor("RUS").options().values():
                for one in line.options:
                    raises = world.actions[one.action].escalates.values()
                    if any(x.value > 0.0 for x in raises):
                        expected += one.probability
                        acts += one.base_rate
    one = row(found, "tension")
    assert (one.acts, one.months) == (0, 10)
    assert one.model == pytest.approx(expected, rel=1e-9)
    assert one.base == pytest.approx(acts, rel=1e-9)
    assert one.times_model == Interval(0.0, 0.0, pytest.approx(3.689 / expected, rel=1e-6))


def test_a_hawk_is_told_from_a_dove(world: World, lethal_aid: Scenario) -> None:
    _, found = audited(world, lethal_aid, hawk, 4, 8)
    one = row(found, "tension")
    assert one.times_model is not None
    assert one.times_base is not None
    assert one.times_model.value > 2.0
    assert one.times_base.value > 2.0
    splits = [[r for r in found.acts if r.split == name] for name in ("tension", "hurt")]
    for some in splits:
        assert sum(r.months for r in some if r.kind == "tension") == one.months
        assert sum(r.acts for r in some if r.kind == "tension") == one.acts
    _, dove = audited(world, lethal_aid, still, 4, 8)
    assert all(one.answered == 0 for one in dove.answers)
    assert sum(one.warnings for one in dove.threats) == 0


def test_threats_kept_and_bluffs_are_told_apart(world: World, lethal_aid: Scenario) -> None:
    threat = next(t for t in world.threats.values() if t.owner == "RUS" and t.triggers)

    def keeps(_actor: StateActor, options: Options) -> Mapping[str, str | None]:
        return {
            name: next((o.action for o in line.options if o.action in threat.promises), None)
            for name, line in options.items()
        }

    steps = 3 + WITHIN  # the aid that pulls it is scripted for month 3
    name = "rus_arms_if_lethal_aid"
    for decide, kept in ((keeps, 3), (still, 0)):
        _, found = audited(world, lethal_aid, decide, 3, steps)
        one = next(one for one in found.threats if one.threat == name)
        assert (one.pulled, one.kept) == (3, kept)
        assert one.share is not None
        assert one.share.value == kept / 3
    _, found = audited(world, lethal_aid, still, 3, steps - 1)
    one = next(one for one in found.threats if one.threat == name)
    assert (one.pulled, one.share) == (0, None)  # too late to tell


def test_months_without_an_answer_do_not_count(world: World, lethal_aid: Scenario) -> None:
    played, found = audited(world, lethal_aid, still, 2, 6)
    whole = row(found, "tension")
    for game in played:
        game.said[2] = replace(game.said[2], fault="nonsense", wrong="it was none")
    less = audit(played, "RUS")
    assert row(less, "tension").months == whole.months - 2
    assert (less.answered, less.faults["nonsense"], less.wrong) == (10, 2, "it was none")


def test_what_is_left_to_the_model_does_not_count(world: World, lethal_aid: Scenario) -> None:
    def half(_actor: StateActor, options: Options) -> Mapping[str, str | None]:
        return {"rus_words_to_seoul": None} if "rus_words_to_seoul" in options else {}

    _, found = audited(world, lethal_aid, half, 2, 6)
    assert 0.0 < found.decided < 0.25
    assert row(found, "tension").acts == 0
    _, nothing = audited(world, lethal_aid, lambda _actor, _options: {}, 2, 6)
    assert (nothing.decided, nothing.acts) == (0.0, ())


def test_a_program_is_started_anew_for_each_game(world: World, lethal_aid: Scenario) -> None:
    counting = bot(
        "n += 1; print(json.dumps({'choose': {}, 'because': str(n)}), flush=True)", "n = 0\n"
    )
    asked = play_games(counting, "RUS", world, lethal_aid, games=2, steps=3, seed=1)
    played = list(asked)
    assert [[one.because for one in game.said] for game in played] == [["1", "2", "3"]] * 2
    assert [game.model.setting.run for game in played] == [0, 1]


def test_one_that_never_answers_is_refused(world: World, lethal_aid: Scenario) -> None:
    with pytest.raises(WorldError, match=r"gave no answer in a whole game: .*exit code 1"):
        list(play_games("false", "RUS", world, lethal_aid, games=3, steps=3))
    assert len(list(play_games(LEAVES, "RUS", world, lethal_aid, games=1, steps=2))) == 1


def test_ratios_and_shares_have_intervals() -> None:
    counted, expected = np.array([1.0, 2.0, 3.0, 4.0]), np.array([2.0, 2.0, 2.0, 2.0])
    found = times(counted, expected)
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.value == 1.25 < found.high
    double = times(2 * counted, expected)
    assert double == Interval(2.5, pytest.approx(2 * found.low), pytest.approx(2 * found.high))
    same = times(expected, expected)
    assert same == Interval(1.0, 1.0, 1.0)
    assert times(counted[:1], expected[:1]) == Interval(0.5, None, None)
    assert times(counted, 0 * expected) is None
    assert share(0, 0) is None
    known = share(5, 10)  # Wilson (1927): 0.237 to 0.763
    assert known == Interval(0.5, pytest.approx(0.2366, abs=1e-3), pytest.approx(0.7634, abs=1e-3))


def test_intervals_cover_what_they_should() -> None:
    luck = np.random.default_rng(5)
    inside = 0
    for _ in range(60):
        found = times(luck.poisson(6.0, 40).astype(float), np.full(40, 6.0))
        assert found is not None
        assert found.low is not None
        assert found.high is not None
        inside += found.low <= 1.0 <= found.high
    assert 0.85 <= inside / 60 <= 1.0
