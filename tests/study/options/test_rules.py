"""An option may be a rule, or wait for a condition: the same as in a scenario."""

from pathlib import Path

from sim.study.options.design import outcomes_in, plan_of
from sim.world import World
from sim.world.read_choice import load_choice

TEXT = """\
title: Which rule?
why: To see that rules hold.
decides: KOR
extends: pact
steps: 8
objectives:
  - {id: reviews, title: Reviews, acts: [kor_reviews_lethal_ban], direction: down}
  - {id: answers, title: Answers, acts: [kor_sanctions_russia], direction: up}
options:
  - {id: free, title: As it will}
  - id: never
    title: Never review
    rules: {KOR: {never: [kor_reviews_lethal_ban]}}
  - id: answer
    title: Answer technology with sanctions
    events:
      - {when: {action: rus_satellite_technology}, action: kor_sanctions_russia}
others:
  - {id: free, title: Russia as it will}
  - id: technology
    title: Russia gives technology
    events: [{step: 3, action: rus_satellite_technology}]
"""


def test_a_rule_forbids_and_a_condition_waits(world: World, tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(TEXT, encoding="utf-8")
    choice = load_choice(path, world)
    assert choice.options[1].script == ("KOR: never kor_reviews_lethal_ban",)
    assert choice.options[2].script == ("once a condition holds: kor_sanctions_russia",)
    found = outcomes_in(plan_of(world, choice, seed=1), 10)[0]
    reviews, answers = found[:, :, 0], found[:, :, 1]
    assert reviews[:, 1].sum() == 0.0
    assert reviews[:, 0].sum() > 0.0
    assert (answers[1, 2] >= 1.0).all()  # wherever technology is given for sure
    assert answers[1, 2].sum() > answers[1, 0].sum()
