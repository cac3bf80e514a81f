"""States played by a function, by hand, and by the scenario."""

import re
from collections.abc import Mapping

import pytest

from sim.single import EscalationModel, Options, StateActor
from sim.world import World

ARMS = "kor_arms_for_ukraine"


def still(actor: StateActor, options: Options) -> Mapping[str, None]:
    del actor
    return dict.fromkeys(options)


def test_scripted_events_happen_whoever_plays(model: EscalationModel) -> None:
    for code in model.world.deciding:
        model.play(code, still)
    model.run()
    done = [(d.step, d.action, d.by) for deeds in model.history for d in deeds]
    assert done == [(e.step, e.action, "script") for e in model.scenario.events]
    assert model.postures["rok_lethal_aid"] == "direct"


def test_a_function_decides(model: EscalationModel) -> None:
    seen: list[str] = []

    def insist(actor: StateActor, options: Options) -> Mapping[str, str | None]:
        seen.append(actor.code)
        return {ARMS: "kor_indirect_aid"} if ARMS in options else {}

    model.play("KOR", insist)
    model.run()
    assert seen == ["KOR"] * len(model.months)
    for step, deeds in enumerate(model.history, start=1):
        aid = [deed for deed in deeds if deed.action == "kor_indirect_aid"]
        assert [deed.by for deed in aid] == ([] if step in (2, 3) else ["function"])
    assert {deed.by for deeds in model.history for deed in deeds} == {"script", "draw", "function"}


def test_what_a_function_leaves_out_is_drawn(world: World) -> None:
    left, played = (EscalationModel(world, "pact", run=5) for _ in range(2))
    played.play("KOR", lambda _actor, _options: {})
    assert [*map(drawn, left.run().history)] == [*map(drawn, played.run().history)]


def drawn(deeds: tuple[object, ...]) -> list[str]:
    return [deed.action for deed in deeds]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({ARMS: "kor_indirect_aid"}, f"The scenario decides `{ARMS}` in step 2."),
        ({"kor_neighbours": "kor_nuclear_debate"}, "belongs to `kor_nuclear_course`, not to"),
        ({"kor_nuclear_course": "kor_nuclear_breakout"}, "needs rok_nuclear at least hedge"),
        ({"kor_arms_for_ukrain": None}, "Did you mean `kor_arms_for_ukraine`?"),
        ({"rus_visits": "rus_courts_vietnam"}, "`rus_visits`: no instrument of South Korea."),
    ],
)
def test_a_function_that_errs_leaves_the_model_as_it_was(
    model: EscalationModel, answer: dict[str, str | None], words: str
) -> None:
    model.step()
    before = model.state
    model.play("KOR", lambda _actor, _options: answer)
    with pytest.raises(ValueError, match=re.escape(words)):
        model.step()
    assert model.steps == 1
    assert model.state is before
    model.play("KOR", None)
    model.step()
    assert model.steps == len(model.months) == 2


def test_a_player_chooses_one_step_ahead(world: World) -> None:
    model = EscalationModel(world, "baseline", seed=1)
    model.play("KOR", still)
    model.choose("KOR", "kor_reviews_lethal_ban")
    assert model.actor("KOR").chosen == {ARMS: "kor_reviews_lethal_ban"}
    model.step()
    (deed,) = [d for d in model.history[0] if d.actor == "KOR"]
    assert (deed.action, deed.by, deed.scripted) == ("kor_reviews_lethal_ban", "player", False)
    assert 0.0 < deed.probability < 0.2
    assert model.actor("KOR").actions == ("kor_reviews_lethal_ban",)
    assert model.actor("KOR").postures["rok_lethal_aid"] == "under_review"
    model.choose("KOR", "kor_lethal_aid")
    model.step()
    model.step()
    assert [d.action for d in model.history[1] if d.actor == "KOR"] == ["kor_lethal_aid"]
    assert not [d for d in model.history[2] if d.actor == "KOR"]


def test_others_keep_their_luck_in_the_step_of_a_choice(world: World) -> None:
    left, played = (EscalationModel(world, "baseline", seed=1) for _ in range(2))
    played.choose("KOR", "kor_reviews_lethal_ban")
    left.step()
    played.step()
    others = [
        [d for d in m.history[0] if m.world.actions[d.action].instrument != ARMS]
        for m in (left, played)
    ]
    assert others[0] == others[1]


def test_to_do_nothing_is_a_choice(world: World) -> None:
    reference = EscalationModel(world, "baseline", seed=1)
    reference.step()
    deed = next(d for d in reference.history[0] if d.by == "draw")
    instrument = world.actions[deed.action].instrument
    model = reference.back()
    model.choose(deed.actor, None, instrument)
    model.step()
    assert deed.action not in [d.action for d in model.history[0]]
    assert model.months[0].choices[instrument].by == "player"

    model = reference.back()
    model.choose("RUS", None)
    model.choose("RUS", "rus_courts_vietnam")
    model.step()
    assert model.actor("RUS").actions == ("rus_courts_vietnam",)


def test_a_choice_can_be_replaced_and_withdrawn(world: World) -> None:
    model = EscalationModel(world, "baseline")
    model.choose("KOR", "kor_reviews_lethal_ban")
    model.choose("KOR", "kor_indirect_aid")
    assert model.actor("KOR").chosen == {ARMS: "kor_indirect_aid"}
    model.actor("KOR").withdraw()
    assert not model.actor("KOR").chosen


@pytest.mark.parametrize(
    ("code", "action", "words"),
    [
        ("KOR", "kor_letal_aid", "unknown action. Did you mean `kor_lethal_aid`?"),
        ("KOR", "rus_courts_vietnam", "`rus_courts_vietnam` is Russia's, not South Korea's."),
        ("KOR", "kor_lethal_aid", "needs rok_lethal_aid at least under_review, which stands on"),
        ("RUS", "rus_prk_pact", "The scenario decides `rus_pact_with_dprk` in step 1."),
        ("UKR", "kor_lethal_aid", "Ukraine (UKR) does not decide."),
        ("KRO", "kor_lethal_aid", "`KRO`: unknown actor. Did you mean `KOR`?"),
    ],
)
def test_what_cannot_be_chosen(model: EscalationModel, code: str, action: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        model.choose(code, action)
    assert all(not actor.chosen for actor in model.agents)


def test_an_action_must_be_of_its_instrument(model: EscalationModel) -> None:
    with pytest.raises(ValueError, match="belongs to `kor_nuclear_course`, not to"):
        model.choose("KOR", "kor_nuclear_debate", ARMS)


def test_nothing_can_be_chosen_after_the_end(model: EscalationModel) -> None:
    model.run()
    assert model.actor("KOR").options() == {}
    with pytest.raises(ValueError, match="over after 18 steps"):
        model.choose("KOR", None)
    with pytest.raises(ValueError, match="over after 18 steps"):
        model.step()
    assert model.steps == 18
