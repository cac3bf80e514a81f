"""Timelines: the one that comes along, and what is refused of one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sim.world import World, WorldError, load_scenario, load_world
from sim.world.indicator import Indicator
from sim.world.locate import timelines_dir
from sim.world.read_timeline import load_timeline
from sim.world.timeline import Timeline

GOOD = """\
title: A few months
from: 2024-06
to: 2024-12
sources:
  paper: {kind: data, citation: "A newspaper"}
events:
  - {date: 2024-06-20, actor: ALP, action: alp_reviews_rule, source: "data:paper"}
  - {date: 2024-08-01, actor: GAM, action: gam_arms, source: "data:paper"}
  - {date: 2024-09-01, actor: GAM, action: gam_arms, source: "data:paper"}
absent:
  - {action: gam_warns, source: "data:paper"}
"""


def load(small: World, path: Path) -> Timeline:
    return load_timeline(path, small, small.indicators)


def test_the_first_date_counts(small: World, write: Callable[..., Path]) -> None:
    found = load(small, write(GOOD))
    assert [(one.name, one.date) for one in found.outcomes] == [
        ("alp_reviews_rule", "2024-06-20"),
        ("gam_arms", "2024-08-01"),
        ("gam_warns", None),
    ]
    assert (found.start, found.end) == ("2024-06", "2024-12")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("from: 2024-06", "from: 2024-05", ":2: the timeline begins in 2024-05, before the world"),
        ("to: 2024-12", "to: 2024-04", ":3: the timeline ends before it begins"),
        ("to: 2024-12", "to: 2024-08", ":9: 2024-09-01 lies outside the months covered"),
        ("2024-08-01", "2024-06-01", ":8: 2024-06-01 comes after 2024-06-20. Sort by date"),
        ("2024-09-01", "2024-08-01", ":9: the entry is there already, in line 8"),
        ("2024-06-20", "2024-06-31", ":7: '2024-06-31' is no date"),
        ("actor: ALP", "actor: ALF", ":7: unknown actor `ALF`. Did you mean `ALP`?"),
        ("to: 2024-12", "to: 2099-12", ":3: the timeline ends 600 months or more after"),
        ("actor: ALP", "actor: BET", "`alp_reviews_rule` is an action of ALP, not of BET"),
        ("alp_reviews_rule", "alp_review_rule", "Did you mean `alp_reviews_rule`?"),
        ("action: gam_warns", "indicator: gam_warn", ":11: unknown indicator `gam_warn`"),
        ("action: gam_warns", "action: gam_arms", ":11: `gam_arms` is among the events too"),
        ("action: gam_warns, ", "", ":11: name exactly one of `action` and `indicator`"),
        ('gam_warns, source: "data:paper"', "gam_warns", ":11: the entry has no source"),
        (
            'gam_warns, source: "data:paper"',
            'gam_warns, source: "data:pap"',
            "Did you mean `paper`",
        ),
        ("title: A few months\n", "", "the key `title` is missing"),
    ],
)
def test_what_is_wrong_is_told(
    old: str, new: str, told: str, small: World, write: Callable[..., Path]
) -> None:
    assert old in GOOD
    with pytest.raises(WorldError) as caught:
        load(small, write(GOOD.replace(old, new)))
    assert told in str(caught.value)


def watched(**fields: object) -> Indicator:
    return Indicator.model_validate({"id": "thing", "title": "Thing", **fields})


def with_indicator(small: World, path: Path, **fields: object) -> Timeline:
    return load_timeline(path, small, (*small.indicators, watched(**fields)))


@pytest.mark.parametrize(
    ("actor", "told"),
    [
        ("XXX", ":8: unknown actor `XXX`"),
        ("GAN", ":8: unknown actor `GAN`. Did you mean `GAM`?"),
        ("ALP", ":8: `gam_arms` is an action of GAM, not of ALP. Write actor: GAM"),
    ],
)
def test_the_actor_of_an_indicator_is_checked_too(
    actor: str, told: str, small: World, write: Callable[..., Path]
) -> None:
    text = GOOD.replace("actor: GAM, action: gam_arms", "actor: GAM, indicator: thing", 1)
    good = with_indicator(small, write(text), action="gam_arms")
    assert good.outcomes[1].name == "thing"
    bad = write(text.replace("actor: GAM, indicator", f"actor: {actor}, indicator"))
    with pytest.raises(WorldError) as caught:
        with_indicator(small, bad, action="gam_arms")
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("window", "told"),
    [
        ({"from": 1, "to": 3}, None),
        ({"from": 3}, None),
        ({"to": 2}, ":8: `thing` looks at 2024-06 to 2024-07, and 2024-08-01 lies outside"),
        ({"from": 4}, ":8: `thing` looks at 2024-09 to 2024-12, and 2024-08-01 lies outside"),
    ],
)
def test_an_event_lies_in_the_window_of_its_indicator(
    window: dict[str, int], told: str | None, small: World, write: Callable[..., Path]
) -> None:
    path = write(GOOD.replace("action: gam_arms", "indicator: thing", 1))
    if told is None:
        assert with_indicator(small, path, action="gam_arms", **window).outcomes
        return
    with pytest.raises(WorldError) as caught:
        with_indicator(small, path, action="gam_arms", **window)
    assert told in str(caught.value)


def test_an_indicator_of_other_months_is_not_looked_for(
    small: World, write: Callable[..., Path]
) -> None:
    text = GOOD.replace("action: gam_warns", "indicator: thing")
    assert with_indicator(small, write(text), action="gam_warns", to=8).outcomes[-1].date is None
    with pytest.raises(WorldError, match="none of the months covered"):
        with_indicator(small, write(text), action="gam_warns", **{"from": 8})


def test_what_did_not_happen_is_given_once(small: World, write: Callable[..., Path]) -> None:
    twice = GOOD + '  - {action: gam_warns, source: "data:paper"}\n'
    with pytest.raises(WorldError, match="12: the entry is there already, in line 11"):
        load(small, write(twice))


def test_the_one_that_comes_along_cites_everything() -> None:
    world = load_world()
    scenario = load_scenario("pact", world)
    path = timelines_dir() / "after_the_pact.yaml"
    found = load_timeline(path, world, scenario.reported(world))
    assert found.end == "2024-12"
    assert all(one.sources for one in found.outcomes)
    assert any(one.date is None for one in found.outcomes)
    used = {source.partition(":")[2] for one in found.outcomes for source in one.sources}
    assert used == set(found.sources)
    assert not used & set(world.sources)


def test_months_said_to_be_complete_are_looked_for(
    small: World, write: Callable[..., Path]
) -> None:
    whole = GOOD.replace("absent:", "complete:")
    found = load(small, write(whole)).outcomes[-1]
    assert (found.name, found.date, found.months) == ("gam_warns", None, None)
    part = whole.replace("gam_warns, source", "gam_warns, from: 2024-09, source")
    assert load(small, write(part)).outcomes[-1].months == ("2024-09", "2024-12")
    listed = whole.replace("action: gam_warns", "action: gam_arms")
    assert [one.name for one in load(small, write(listed)).outcomes].count("gam_arms") == 1


def test_what_happened_in_other_months_may_be_absent_in_some(
    small: World, write: Callable[..., Path]
) -> None:
    """What is scored is whether it happened at all."""
    text = GOOD.replace("action: gam_warns", "action: gam_arms, from: 2024-10")
    assert load(small, write(text)).outcomes[-1].date == "2024-08-01"
