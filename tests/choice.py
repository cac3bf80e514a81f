"""A small choice, with a base of its own that has one rival form, and so is quick to study."""

from pathlib import Path

from sim.world import World
from sim.world.choice import Choice
from sim.world.read_choice import load_choice

BASE = """\
title: The pact
why: To stand on.
extends: pact
steps: 8
variants:
  spiral: {off: [firmness]}
"""
TEXT = """\
title: What should Seoul do?
why: To see that it works.
decides: KOR
extends: small
objectives:
  - {id: moscow, title: Moscow, alignment: RUS>KOR, direction: up, weight: 2}
  - {id: heat, title: Heat, tension: korean_peninsula, direction: down, weight: 1}
  - {id: tests, title: Tests, acts: [prk_icbm_test, prk_nuclear_test], direction: down, weight: 1}
  - {id: warned, title: Warned, indicator: moscow_warns_seoul, direction: down, weight: 0}
options:
  - {id: hold, title: Hold}
  - {id: wait, title: Wait}
  - id: review
    title: Review
    events: [{step: 2, action: kor_reviews_lethal_ban}]
  - id: lethal
    title: Lethal aid
    events:
      - {step: 2, action: kor_reviews_lethal_ban}
      - {step: 3, action: kor_lethal_aid}
others:
  - {id: as_they_will, title: They do as they will}
  - {id: arms, title: Russia arms the North, events: [{step: 5, action: rus_conventional_arms}]}
"""


def write(desk: Path) -> Path:
    """Write the choice and its base to folders of a working directory; return its file."""
    for folder, name, text in (("scenarios", "small", BASE), ("options", "seoul", TEXT)):
        (desk / folder).mkdir(exist_ok=True)
        (desk / folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return desk / "options" / "seoul.yaml"


def written(desk: Path, world: World) -> Choice:
    """The choice, written and read."""
    return load_choice(write(desk), world)
