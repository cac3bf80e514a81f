"""A scenario that declares evidence of its own, and cites it."""

from pathlib import Path

import pytest

from sim.world import World, WorldError, load_scenario

HEAD = "title: X\nwhy: Y\n"
POLL = 'sources:\n  poll: {kind: data, citation: "A poll of 2024", date: "2024-06"}\n'
ALL = f"""{HEAD}{POLL}  deterrence: {{kind: theory, citation: "A theory"}}
source: "data:poll#the whole of it"
events:
  - {{step: 2, action: alp_reviews_rule, source: "data:poll#question 1"}}
  - {{step: [3, 9], action: alp_arms_beta, source: "data:poll#question 4"}}
rules:
  BET: {{hold: [bet_voice], source: "data:poll#question 5"}}
branches:
  - {{id: one, title: One way, weight: 1, source: "data:poll#question 6"}}
  - {{id: two, title: Another, weight: 1}}
set: {{actors.ALP.power: {{rating: low, source: "data:poll#question 2"}}}}
state:
  theatres.strait.tension: {{value: 4, range: [3, 5], source: "theory:deterrence"}}
indicators:
  - {{id: arms, title: Arms again, action: alp_arms_beta, source: "data:poll#question 3"}}
  - {{id: more, title: More arms, action: alp_arms_beta, times: 2}}
variants:
  calm: {{off: [reciprocity], source: "theory:deterrence#its core"}}
"""


def written(copy: Path, text: str, name: str = "own") -> Path:
    path = copy / "scenarios" / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(copy: Path, small: World, text: str, name: str = "own") -> list[str]:
    with pytest.raises(WorldError) as caught:
        load_scenario(written(copy, text, name), small)
    return [str(problem) for problem in caught.value.problems]


def test_every_part_may_cite_it(copy: Path, small: World) -> None:
    found = load_scenario(written(copy, ALL), small)
    assert found.sources["poll"].citation == "A poll of 2024"
    assert found.cites == {
        "claims": (),
        "events": ("data:poll#question 1", "data:poll#question 4"),
        "rules": ("data:poll#question 5",),
        "branches": ("data:poll#question 6", "data:poll#the whole of it"),
        "set": ("data:poll#question 2",),
        "state": ("theory:deterrence",),
        "indicators": ("data:poll#question 3", "data:poll#the whole of it"),
        "variants": ("theory:deterrence#its core",),
    }
    assert "poll" not in small.sources


def test_what_is_extended_may_be_cited_too(copy: Path, small: World) -> None:
    written(copy, HEAD + POLL, "parent")
    event = '{step: 2, action: alp_reviews_rule, source: "data:poll"}'
    child = f"{HEAD}extends: parent\nevents: [{event}]\n"
    assert set(load_scenario(written(copy, child, "child"), small).sources) == {"poll"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'events: [{step: 2, action: alp_reviews_rule, source: "data:pol"}]\n',
            "own.yaml:5: the source `data:pol` is not in sources.yaml. Did you mean `poll`?",
        ),
        ('source: "theory:poll"\n', "own.yaml:5: the source `theory:poll` is not in"),
        (
            'set: {actors.ALP.power: {rating: low, source: "data:pol"}}\n',
            "own.yaml:5: the source `data:pol` is not in",
        ),
        (
            'indicators: [{id: a, title: A, action: alp_arms_beta, source: "data:pol"}]\n',
            "own.yaml:5: the source `data:pol` is not in",
        ),
        (
            'variants: {calm: {off: [reciprocity], source: "data:pol"}}\n',
            "own.yaml:5: the source `data:pol` is not in",
        ),
    ],
)
def test_what_nobody_declares_is_refused(copy: Path, small: World, text: str, said: str) -> None:
    (fault,) = faults(copy, small, HEAD + POLL + text)
    assert said in fault


def test_a_name_is_of_one_source(copy: Path, small: World) -> None:
    (taken,) = [name for name, one in small.sources.items() if one.kind == "data"][:1]
    (fault,) = faults(copy, small, HEAD + POLL.replace("poll:", f"{taken}:"))
    assert f"own.yaml:4: the world has a source `{taken}` already. Cite that one" in fault
    (fault,) = faults(copy, small, HEAD + POLL + POLL.splitlines()[1] + "\n")
    assert "own.yaml:5: the key `poll` is given twice" in fault
    written(copy, HEAD + POLL, "parent")
    (fault,) = faults(copy, small, f"{HEAD}extends: parent\n{POLL}")
    assert "own.yaml:5: " in fault
    assert "parent.yaml:4 has a source `poll` already" in fault


@pytest.mark.parametrize(
    "block",
    ["poll: {kind: claim, citation: x}", "poll: {kind: data}", "poll: x", '"a b": {kind: data}'],
)
def test_it_has_the_form_of_the_register(copy: Path, small: World, block: str) -> None:
    assert faults(copy, small, f"{HEAD}sources:\n  {block}\n")


def test_a_parent_cites_nothing_of_its_child(copy: Path, small: World) -> None:
    written(copy, f'{HEAD}set: {{actors.ALP.power: {{rating: low, source: "data:poll"}}}}\n', "old")
    (fault,) = faults(copy, small, f"{HEAD}extends: old\n{POLL}")
    assert "old.yaml:3: the source `data:poll` is not in" in fault
