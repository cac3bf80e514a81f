"""What the documents say can be done can be done."""

import re
from pathlib import Path

import pytest

from sim.app.commands.run import command as run_command
from sim.report.laws import with_tables
from sim.report.show.sheets import sheet_about
from sim.world import load_world, scenario_ids

TOP = Path(__file__).parents[1]
DOCS = [TOP / "README.md", TOP / "CONTRIBUTING.md", *sorted((TOP / "docs").glob("*.md"))]
NAMES = [path.relative_to(TOP).as_posix() for path in DOCS]
TEXT = {name: (TOP / name).read_text(encoding="utf-8") for name in NAMES}
OWN = ["my_question", "our_question"]
LAWS = ["docs/model.md", "docs/first-ten-minutes-instructor.md"]


def test_two_set_up_commands() -> None:
    section = TEXT["README.md"].split("\n## Set up\n")[1].split("\n## ")[0]
    commands = re.findall(r"^```sh\n(.*?)\n```$", section, re.MULTILINE | re.DOTALL)
    assert len(commands) == 2
    assert all("\n" not in command for command in commands)


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere(name: str) -> None:
    path = TOP / name
    for link in re.findall(r"\]\(([^)]+)\)", TEXT[name]):
        file, _, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        assert target.exists(), link
        if anchor:
            titles = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in [
                re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles
            ], link


@pytest.mark.parametrize("name", NAMES)
def test_what_is_run_or_shown_exists(name: str) -> None:
    world = load_world()
    for ref in re.findall(r"sim run (?:scenarios/)?([a-z_]+)", TEXT[name]):
        assert ref in [*scenario_ids(), *OWN]
    for thing in re.findall(r"sim show '?([A-Za-z_>.-]+)'?", TEXT[name]):
        known = thing in ("NAME", "step", *scenario_ids()) or sheet_about(thing, world) is not None
        assert known, thing
    for path in re.findall(r"--set ([A-Za-z_>.-]+)=", TEXT[name]):
        assert path in world.quantities()
    for off in re.findall(r"--off ([a-z_]+)", TEXT[name]):
        assert off in [*world.mechanisms, *world.motives]
    options = {option for item in run_command.params for option in item.opts}
    for line in re.findall(r"sim run [^\n`]*", TEXT[name]):
        assert set(re.findall(r"--[a-z-]+", line)) <= options


@pytest.mark.parametrize("name", LAWS)
def test_the_tables_of_mechanisms_and_motives_are_the_worlds(name: str) -> None:
    stale = f"its tables are of other laws. Run: sim laws {' '.join(LAWS)}"
    assert with_tables(TEXT[name], load_world()) == TEXT[name], stale
