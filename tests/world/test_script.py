"""A script that depends, as it is read from a chain of files."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.binding import build_case
from sim.kernel.engine.keep import Path as Kept
from sim.world import Scenario, World, WorldError, load_scenario
from sim.world.check_script import described
from sim.world.condition import When
from sim.world.read_scenario import load_with
from sim.world.scenario import MAX_STEPS
from sim.world.wording import plays

HEAD = "title: X\nwhy: Y\nextends: {}\n"


def written(folder: Path, text: str, name: str = "mine", extends: str = "pact") -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(HEAD.format(extends) + text)
    return path


def read(world: World, folder: Path, text: str) -> Scenario:
    return load_scenario(written(folder, text), world)


@pytest.mark.parametrize(
    ("when", "window"),
    [
        ("step: 4", (4, 4)),
        ("date: 2024-09", (4, 4)),
        ("step: [3, 9]", (3, 9)),
        ("date: [2024-08, 2025-02]", (3, 9)),
        ("step: [3, 2025-02]", (3, 9)),
    ],
)
def test_steps_and_months_say_the_same(
    world: World, tmp_path: Path, when: str, window: tuple[int, int]
) -> None:
    got = read(world, tmp_path, f"events: [{{{when}, action: prk_missile_test}}]")
    first, last = window
    if first == last:
        assert got.events[-1].step == first
        assert got.contingencies == ()
    else:
        (one,) = got.contingencies
        assert (one.first, one.within, one.until) == (first, last - first + 1, last)


def test_a_condition_alone_is_watched_from_first_to_last(world: World, tmp_path: Path) -> None:
    text = "events: [{action: prk_missile_test, when: {event: pact}}]"
    with pytest.raises(WorldError, match="unknown event of this scenario `pact`"):
        read(world, tmp_path, text)
    (one,) = read(
        world, tmp_path, text.replace("event: pact", "action: rus_prk_pact")
    ).contingencies
    assert (one.first, one.last, one.after, one.within) == (1, MAX_STEPS, 0, 1)


WAYS = """\
branches:
  - id: {0}
    title: First
    weight: 3
    events: [{{step: 3, action: prk_missile_test}}]
  - {{id: {1}, title: Second, weight: 1}}
"""


def test_weights_make_up_one_and_the_youngest_files_branches_stand(
    world: World, tmp_path: Path
) -> None:
    written(tmp_path, WAYS.format("a", "b"), "parent")
    path = written(tmp_path, WAYS.format("c", "d"), extends="parent")
    got = load_scenario(path, world)
    assert [(one.id, one.weight) for one in got.branches] == [("c", 0.75), ("d", 0.25)]
    assert [one.branch for one in got.contingencies] == ["c"]


def test_an_id_that_a_parent_has_is_taken(world: World, tmp_path: Path) -> None:
    one = "events: [{{id: it, step: {0}, action: prk_missile_test}}]"
    written(tmp_path, one.format(3), "parent")
    with pytest.raises(WorldError, match=r"mine\.yaml:4: the event `it` is there already"):
        load_scenario(written(tmp_path, one.format(5), extends="parent"), world)


def test_rules_in_the_place_of_others_are_checked_alone(world: World, tmp_path: Path) -> None:
    written(tmp_path, "rules: {PRK: {never: [prk_missile_test]}}", "parent")
    text = "events: [{step: 3, action: prk_missile_test}]\n"
    with pytest.raises(WorldError, match="barred by `never`"):
        load_scenario(written(tmp_path, text, extends="parent"), world)
    text += "rules: {PRK: {never: [prk_nuclear_test]}}"
    got = load_scenario(written(tmp_path, text, extends="parent"), world)
    assert got.rules["PRK"].never == ("prk_nuclear_test",)


def test_a_described_deed_is_one_that_is_seen(world: World) -> None:
    when = When(by="CHN")
    hidden = "chn_unease_to_washington"
    assert hidden in described(world, when, "USA")
    assert hidden in described(world, when, "CHN")
    assert set(described(world, when, "JPN")) == set(described(world, when, "USA")) - {hidden}


def test_what_is_asked_of_a_repeated_event_is_asked_of_each_time(
    world: World, tmp_path: Path
) -> None:
    """In all runs, and in a branch alike."""
    event = "{id: it, step: 2, until: 6, every: 4, action: prk_missile_test}"
    waits = "{action: kor_summons_ambassador, when: {event: it}, once: false}"
    sure = read(world, tmp_path, f"events: [{event}, {waits}]")
    ways = f"  - {{id: a, title: A, weight: 1, events: [{event}]}}\n"
    ways += "  - {id: b, title: B, weight: 1}\n"
    branch = read(world, tmp_path, f"events: [{waits}]\nbranches:\n{ways}").in_branch("a")
    for one in (sure, branch):
        of = build_case(world, replace(one, steps=8))
        kept = of.keep(of.luck(1, 0, 4, 8), {"fires": Kept(of.slots("fires"))})["fires"]
        e = next(n for n, at in enumerate(one.contingencies) if at.when is not None)
        assert np.flatnonzero(kept[:, e].all(axis=1)).tolist() == [2, 6]


def test_a_script_is_told_in_words(world: World, tmp_path: Path) -> None:
    text = """\
events:
  - action: kor_lethal_aid
    when:
      all:
        - {action: [rus_satellite_technology, rus_submarine_technology], within: 2}
        - {not: {tension: korean_peninsula, at_least: 5}}
    within: 3
    probability: 0.5
  - {date: [2024-08, 2024-10], action: prk_satellite_launch}
rules:
  JPN: {policy: hedge, never: [jpn_sanctions]}
  KOR: {answers: [{action: prk_icbm_test, with: kor_demarche}]}
"""
    said = [what for _, what, _ in plays(world, read(world, tmp_path, text))]
    assert said == [
        "South Korea sends lethal aid directly to Ukraine within 3 months, with a chance of 50%, "
        "once Russia transfers satellite and long-range missile technology to North Korea or "
        "transfers nuclear-submarine technology to North Korea in the last 2 months and it is not "
        "so that tension (Korean Peninsula) is at least 5",
        "North Korea launches a reconnaissance satellite (2024-08 to 2024-10)",
        "Japan harms nobody, and helps another party after it has helped one",
        "Japan never adds sanctions over North Korea's arms and Russia's war",
        "South Korea demands that Russia stop military work with North Korea at once, whenever "
        "North Korea launches an intercontinental missile in the month before",
    ]


BRANCHED = """events:
- {step: [4, 6], action: prk_missile_test}
- {step: 9, action: kor_summons_ambassador, when: {action: rus_conventional_arms}}
branches:
- {id: a, title: A, weight: 1, events: [{step: 3, action: rus_conventional_arms, until: 4}]}
- {id: b, title: B, weight: 1, events: [{date: 2024-10, action: rus_conventional_arms}]}
"""


def test_an_event_moves_with_its_window_and_in_its_branches(world: World, tmp_path: Path) -> None:
    path = written(tmp_path, BRANCHED)
    before = load_scenario(path, world)
    assert before.begins == {
        "rus_prk_pact": 1,
        "prk_missile_test": 4,
        "rus_conventional_arms": 3,
    }, "what waits for a condition has no month"
    moves = {"prk_missile_test": 2, "rus_conventional_arms": 7}
    after = load_with(path, world, (), moves)
    assert after.events == before.events
    assert [(one.first, one.within, one.until) for one in after.contingencies[:1]] == [(2, 3, 4)]
    assert after.contingencies[1] == before.contingencies[1]
    assert [(one.branch, one.first) for one in after.contingencies[2:]] == [
        ("a", 7),
        ("a", 8),
        ("b", 9),
    ]
    assert [one.name for one in after.contingencies] == [one.name for one in before.contingencies]


def test_a_window_that_moves_past_the_end_is_refused(world: World, tmp_path: Path) -> None:
    path = written(tmp_path, BRANCHED)
    with pytest.raises(WorldError, match="may come up to step 19, after the end"):
        load_with(path, world, (), {"prk_missile_test": 17})
    later = load_with(path, world, (), {"prk_missile_test": 17}, steps=19)
    assert (later.steps, later.begins["prk_missile_test"]) == (19, 17)
