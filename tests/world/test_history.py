"""Histories: what is read from a file, and what the months known do to base rates."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.world import World, WorldError
from sim.world.beta import rate, strength
from sim.world.history import History, Known, since
from sim.world.locate import seeds_dir
from sim.world.paths import crowded, put_all
from sim.world.read_history import load_history
from sim.world.room import ROOM

GOOD = """\
title: A few months
from: 2024-06
to: 2025-02
sources:
  paper: {kind: data, citation: "A newspaper"}
  radio: {kind: data, citation: "A station"}
events:
  - {date: 2024-06-20, actor: ALP, action: alp_reviews_rule, source: "data:paper"}
  - {date: 2024-08-01, actor: GAM, action: gam_arms, note: at sea, source: "data:paper"}
  - {date: 2024-08-20, actor: GAM, action: gam_arms, note: on land, source: "data:radio"}
  - {date: 2024-10, indicator: alpha_arms_beta, source: "data:paper"}
complete:
  - {action: gam_arms, to: 2024-12, source: "data:paper"}
  - {action: alp_arms_beta, source: "data:paper"}
absent:
  - {action: gam_warns, from: 2024-09, source: "data:radio"}
"""


def load(small: World, path: Path) -> History:
    return load_history(path, small)


def test_what_is_known_is_read(small: World, write: Callable[..., Path]) -> None:
    found = load(small, write(GOOD, "known.yaml"))
    assert (found.id, found.start, found.end, found.steps) == ("known", "2024-06", "2025-02", 9)
    assert [(deed.step, deed.action, deed.date) for deed in found.deeds] == [
        (1, "alp_reviews_rule", "2024-06-20"),
        (3, "gam_arms", "2024-08-01"),
        (5, "alp_arms_beta", "2024-10"),
    ]
    assert found.covered["gam_arms"] == frozenset(range(1, 8))
    assert found.without["gam_arms"] == frozenset({1, 2, 4, 5, 6, 7})
    assert found.without["gam_warns"] == frozenset({4, 5, 6, 7, 8, 9})
    assert found.without["alp_arms_beta"] == frozenset(range(1, 10)) - {5}
    assert "alp_reviews_rule" not in found.covered


def test_a_deed_done_twice_in_a_month_is_one(small: World, write: Callable[..., Path]) -> None:
    arms = load(small, write(GOOD)).deeds[1]
    assert (arms.note, arms.sources) == ("at sea; on land", ("data:paper", "data:radio"))


def test_months_in_which_it_was_not_possible_tell_nothing(
    small: World, write: Callable[..., Path]
) -> None:
    """Alpha can arm Beta once it has reviewed its rule in the first month."""
    counts = load(small, write(GOOD)).counts(small)
    assert counts == {"alp_arms_beta": (1, 7), "gam_arms": (1, 6), "gam_warns": (0, 6)}


def test_where_postures_stand(small: World, write: Callable[..., Path]) -> None:
    found = load(small, write(GOOD))
    levels = [one["alp_arms_rule"] for one in found.levels(small)]
    assert levels == ["banned", *["allowed"] * 4, *["direct"] * 4]
    assert found.after(small) == {"alp_arms_rule": "direct"}


def test_what_is_known_up_to_a_month(small: World, write: Callable[..., Path]) -> None:
    found = load(small, write(GOOD))
    early = found.until("2024-08")
    assert (early.end, early.steps, len(early.deeds)) == ("2024-08", 3, 2)
    assert early.without == {"alp_arms_beta": {1, 2, 3}, "gam_arms": {1, 2}}
    assert found.until("2030-01") == found
    nothing = found.until("2024-05")
    assert (nothing.steps, nothing.deeds, nothing.covered, nothing.without) == (0, (), {}, {})
    assert nothing.posterior(small) == {}


def test_a_leader_changes_values_of_the_actors_own(world: World) -> None:
    (found, _, _) = load_history(the_one_that_comes_along(), world).leaders
    assert (found.step, found.actor, found.date) == (5, "JPN", "2024-10-01")
    for path, value in found.set.items():
        stated = world.quantities()[path]
        assert path.startswith("actors.JPN.")
        assert stated.low <= value.low <= value.high <= stated.high


def the_one_that_comes_along() -> Path:
    return seeds_dir() / "history" / "year_after_the_pact.yaml"


def test_the_one_that_comes_along_cites_everything(world: World) -> None:
    found = load_history(the_one_that_comes_along(), world)
    assert (found.start, found.end) == (world.date, "2025-06")
    assert all(deed.sources for deed in found.deeds)
    cited = {source for sources in found.cited.values() for source in sources}
    cited |= {source for leader in found.leaders for source in leader.sources}
    assert {source.partition(":")[2] for source in cited} == set(found.sources)
    assert all(source.startswith("data:") for source in cited)
    late = [one.citation for one in found.sources.values() if "July 2025" in one.citation]
    assert late == []


def test_a_timeline_that_names_deeds_can_be_learnt_from(
    small: World, write: Callable[..., Path]
) -> None:
    """An indicator of a level does not say which deed led there."""
    text = GOOD.replace("indicator: alpha_arms_beta", "indicator: tense")
    with pytest.raises(WorldError, match="`tense` tells of no one deed"):
        load(small, write(text))


def made(world: World, with_: dict[str, int], without: dict[str, int]) -> History:
    """So many months of each action, those with it before those without."""
    deeds, covered, silent = [], {}, {}
    for name in with_:
        n, m = with_[name], without[name]
        deeds += [Known(step, "2024-06", name, "", ("data:icews",)) for step in range(1, n + 1)]
        covered[name] = frozenset(range(1, n + m + 1))
        silent[name] = frozenset(range(n + 1, n + m + 1))
    last = max((with_[name] + without[name] for name in with_), default=1)
    end = f"{2024 + (last + 4) // 12}-{(last + 4) % 12 + 1:02d}"
    return History(
        id="made",
        title="Made up",
        note="",
        start=world.date,
        end=end,
        deeds=tuple(sorted(deeds, key=lambda deed: deed.step)),
        covered=covered,
        without=silent,
        leaders=(),
        sources={},
        cited=dict.fromkeys(with_, ("data:icews",)),
    )


def always(world: World) -> list[str]:
    """The actions that nothing has to come before."""
    return sorted(name for name, one in world.actions.items() if not one.requires)


@given(st.data(), st.integers(0, 12), st.integers(0, 12))
def test_a_rate_moves_toward_the_months_known(
    world: World, data: st.DataObject, with_: int, without: int
) -> None:
    action = data.draw(st.sampled_from(always(world)))
    history = made(world, {action: with_}, {action: without})
    stated = world.actions[action].base_rate
    if not with_ + without:
        assert history.posterior(world) == {}
        return
    (found,) = history.posterior(world).values()
    months = strength(stated.value, stated.high)
    mean = (months * stated.value + with_) / (months + with_ + without)
    own = rate(months * stated.value + with_, months * (1.0 - stated.value) + without)
    own_instrument = world.actions[action].instrument
    others = sum(
        one.base_rate.high
        for name, one in world.actions.items()
        if one.instrument == own_instrument and name != action
    )
    if own.high <= ROOM - others:
        share = with_ / (with_ + without)
        assert found.value == pytest.approx(mean)
        assert min(stated.value, share) <= found.value <= max(stated.value, share)
    assert found.value <= mean * (1.0 + 1e-12)
    assert 0.0 < found.low <= found.value <= found.high < 1.0
    assert set(stated.sources) <= set(found.sources)
    assert "data:icews" in found.sources


@given(st.data(), st.integers(1, 10), st.integers(2, 4))
def test_more_months_of_the_same_move_it_further(
    world: World, data: st.DataObject, months: int, times: int
) -> None:
    action = data.draw(st.sampled_from(always(world)))
    few = made(world, {action: 0}, {action: months}).posterior(world)
    many = made(world, {action: 0}, {action: months * times}).posterior(world)
    (one,), (more,) = few.values(), many.values()
    assert more.value < one.value < world.actions[action].base_rate.value


@given(st.data())
def test_an_instrument_keeps_room_for_doing_nothing(world: World, data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(sorted(world.actions)), unique=True))
    counts = {name: data.draw(st.integers(0, 13)) for name in names}
    history = made(world, counts, {name: 13 - n for name, n in counts.items()})
    taught = put_all(world, history.posterior(world))
    assert crowded(taught, set(world.instruments)) == []


def test_an_empty_history_changes_nothing(world: World) -> None:
    history = made(world, {}, {})
    assert history.posterior(world) == {}
    assert put_all(world, history.posterior(world)).quantities() == world.quantities()


def test_the_history_of_the_page_is_in_order(world: World, write: Callable[..., Path]) -> None:
    page = Path(__file__).parents[2] / "docs" / "histories.md"
    text = page.read_text(encoding="utf-8").partition("```yaml\n")[2].partition("```")[0]
    found = load_history(write(text), world)
    assert found.without["prk_missile_test"] == {1}
    impossible = text.replace("rus_prk_pact", "prk_ratifies_pact").replace(
        "actor: RUS", "actor: PRK"
    )
    with pytest.raises(WorldError, match="needs rus_prk_pact at least signed"):
        load_history(write(impossible), world)


@pytest.mark.parametrize(
    ("month", "said"),
    [("2024-06", "Name 2024-07 or a later month"), ("2074-06", "Name 2074-05 or an earlier month")],
)
def test_a_question_begins_within_the_longest_run(
    small: World, write: Callable[..., Path], month: str, said: str
) -> None:
    with pytest.raises(WorldError, match=said):
        since(small, load(small, write(GOOD)), month)
