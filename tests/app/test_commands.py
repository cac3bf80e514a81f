import json
import re
import shutil
from pathlib import Path

import pytest

from sim.world import load_scenario, load_world, scenario_ids, scenarios_dir, seeds_dir
from sim.world.provenance import fingerprint
from tests.app.cli import Sim

SCENARIO = "# a scenario\ntitle: A try\nwhy: to see\nextends: pact\n"


def test_check_everything(sim: Sim) -> None:
    found = sim("check")
    assert found.code == 0, found.err
    for name in scenario_ids():
        assert f"{name}.yaml: " in found.out
    assert all(line.endswith(": ok") for line in found.out.splitlines())


def test_check_one_scenario_by_id_and_by_path(sim: Sim) -> None:
    for ref in ("lethal_aid", scenarios_dir() / "lethal_aid.yaml"):
        found = sim("check", ref)
        assert found.code == 0
        assert len(found.out.splitlines()) == 2


DEPENDS = """\
events:
  - {action: kor_lethal_aid, when: {action: rus_satellite_technology}}
  - {step: [3, 9], action: prk_satellite_launch}
rules:
  KOR: {never: [kor_nuclear_debate]}
branches:
  - {id: a, title: A, weight: 1, events: [{step: 3, action: prk_missile_test}]}
  - {id: b, title: B, weight: 1}
"""


def test_check_counts_what_depends(sim: Sim, desk: Path) -> None:
    (desk / "one.yaml").write_text(SCENARIO + DEPENDS)
    last = sim("check", "one.yaml").out.splitlines()[-1]
    counted = "1 scripted, 1 on condition, 1 left to luck, rules for KOR, 2 branches, 18 steps"
    assert last == f"one.yaml: {counted}, against pact: ok"


def test_show_tells_what_depends_and_what_a_policy_does(sim: Sim, desk: Path) -> None:
    (desk / "one.yaml").write_text(SCENARIO + DEPENDS)
    said = " ".join(sim("show", "one.yaml").out.split())
    assert "Branch a: A (50%)" in said
    assert "If and when: North Korea launches a reconnaissance satellite (Aug 2024 to Feb" in said
    assert "By rule: South Korea never takes up the question of its own bomb" in said
    assert "in the branch “A”" in said
    shown = " ".join(sim("show", "restraint").out.split())
    assert "A state that does nothing that harms others or escalates" in shown
    assert "{policy: restraint}" in shown


def test_explain_names_the_rules_and_what_they_had_done(sim: Sim, desk: Path) -> None:
    rules = (
        "rules:\n  KOR: {answers: [{action: prk_missile_test, with: kor_answers_provocation}]}\n"
    )
    (desk / "one.yaml").write_text(SCENARIO + rules)
    asked = ("explain", "one.yaml", "--runs", 20)
    said = " ".join(sim(*asked, "--no-flip").out.split())
    assert "If and when, and by rule: South Korea answers the North" in said
    told = " ".join(sim(*asked, "--run", 1, "--all", "--full").out.split())
    assert "an end to accords; by rule: its own chance would have been" in told


def test_all_that_the_new_scenario_has_in_comments_can_stand(sim: Sim, desk: Path) -> None:
    sim("new", "mine")
    path = desk / "scenarios" / "mine.yaml"
    text = path.read_text()
    first, last = text.index("# rules"), text.index("steps:")
    path.write_text(text[:first] + re.sub(r"(?m)^# ?", "", text[first:last]) + text[last:])
    assert "rules for" in sim("check", path).out
    assert "2 branches" in sim("check", path).out
    for key in ("probability", "when", "within"):
        text = text.replace(f"    # {key}:", f"    {key}:")
    path.write_text(text)
    assert "1 on condition" in sim("check", path).out


def test_check_says_all_that_is_wrong(sim: Sim, desk: Path) -> None:
    (desk / "one.yaml").write_text(SCENARIO + "stepz: 3\n")
    (desk / "two.yaml").write_text(SCENARIO + "off: [balanc]\n")
    found = sim("check", desk / "one.yaml", "two.yaml")
    assert found.code == 2
    assert "one.yaml:5: unknown key `stepz`" in found.err
    assert "two.yaml:5: " in found.err
    assert "Did you mean `balance`?" in found.err
    assert all(line.startswith("error: ") for line in found.err.splitlines())


def test_check_a_folder_of_seeds_or_a_file_in_it(sim: Sim, desk: Path) -> None:
    seeds = desk / "seeds"
    shutil.copytree(seeds_dir(), seeds)
    for path in (seeds, seeds / "actors" / "KOR.yaml"):
        found = sim("check", path)
        assert found.code == 0, found.err
        assert found.out.startswith("seeds: ")
    with (seeds / "actors" / "KOR.yaml").open("a") as file:
        file.write("powr: high\n")
    found = sim("check", seeds)
    assert found.code == 2
    assert "KOR.yaml:" in found.err


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("scenarios", "lethal_aid"),
        ("actors", "KOR"),
        ("actions", "kor_lethal_aid"),
        ("mechanisms", "reciprocity"),
        ("policies", "tit_for_tat"),
        ("motives", "retaliation"),
    ],
)
def test_list(sim: Sim, kind: str, name: str) -> None:
    found = sim("list", kind)
    assert found.code == 0
    assert f"  {name} " in found.out


def test_list_shows_own_scenarios_even_broken_ones(sim: Sim, desk: Path) -> None:
    (desk / "scenarios").mkdir()
    (desk / "scenarios" / "mine.yaml").write_text(SCENARIO)
    (desk / "scenarios" / "broken.yaml").write_text("title: [\n")
    found = sim("list", "scenarios")
    assert "  mine " in found.out
    assert "does not load" in found.out
    assert "  lethal_aid " in found.out


def test_everything_that_has_a_name_can_be_shown(sim: Sim, monkeypatch: pytest.MonkeyPatch) -> None:
    world = load_world()
    monkeypatch.setattr("sim.world.load_world", lambda _seeds: world)
    names = [
        *world.parties,
        *list(world.actions)[:5],
        *list(world.instruments)[:3],
        *world.mechanisms,
        *world.motives,
        *(item.id for item in world.indicators),
        *world.theatres,
        *world.postures,
        *world.threats,
        *list(world.relations)[:3],
        *list(world.proximity)[:3],
        *list(world.claims)[:3],
        *list(world.sources)[:3],
        *world.articles,
        *list(world.quantities())[::150],
        "lethal_aid",
        "actors.KOR",
        "kor",
    ]
    for name in names:
        found = sim("show", name)
        assert found.code == 0, (name, found.err)
        assert found.out.strip()
        assert max(map(len, found.out.splitlines())) <= 100


def test_show_a_value_with_its_claim_in_words(sim: Sim) -> None:
    world = load_world()
    path, claim = next(
        (path, source.removeprefix("claim:"))
        for path, value in world.quantities().items()
        for source in value.sources
        if source.startswith("claim:")
    )
    found = sim("show", path)
    assert f"{world.quantities()[path].value:g}" in found.out
    assert world.claims[claim].says[:40] in " ".join(found.out.split())


def test_show_a_mechanism_with_its_equation(sim: Sim) -> None:
    world = load_world()
    found = sim("show", "reciprocity")
    said = " ".join(found.out.split())
    assert " ".join(world.mechanisms["reciprocity"].equation.split()) in said


def test_a_name_of_two_things_shows_both(sim: Sim) -> None:
    both = set(scenario_ids()) & set(load_world().postures)
    for name in both:
        found = sim("show", name)
        assert f"scenario {name}" in found.out
        assert f"posture {name}" in found.out


def test_sources_shares(sim: Sim) -> None:
    found = sim("sources")
    assert found.code == 0
    for kind in ("claim", "data", "theory", "assumption"):
        assert f"\n  {kind} " in found.out
    assert "none without a source" in found.out


def test_sources_verify(sim: Sim, desk: Path) -> None:
    seeds = desk / "seeds"
    shutil.copytree(seeds_dir(), seeds)
    article = "articles:\n  aa: {author: x, outlet: x, date: x, file: aa.txt}\n"
    claims = "".join(
        f"  - id: {name}\n    article: aa\n    paragraph: {number}\n    says: x\n"
        f"    kind: fact\n    holder: x\n    sha256: {fingerprint(text)}\n"
        for name, number, text in (("aa-1", 1, "“One”  thing"), ("aa-2", 2, "Another thing"))
    )
    world = load_world()
    others = "".join(
        f"  - id: {name}\n    article: aa\n    paragraph: 1\n    says: x\n    kind: fact\n"
        f"    holder: x\n    sha256: {fingerprint('“One”  thing')}\n"
        for name in world.claims
    )
    (seeds / "articles.yaml").write_text(article)
    (seeds / "claims.yaml").write_text("claims:\n" + claims + others)
    texts = desk / "texts"
    texts.mkdir()
    total = 2 + len(world.claims)

    (texts / "aa.txt").write_text('"one" thing\n\nANOTHER   thing\n')
    found = sim("sources", "--world", seeds, "verify", texts)
    assert (found.code, found.err) == (0, "")
    assert f"{total} of {total} claims match" in found.out

    (texts / "aa.txt").write_text('"one" thing\n\nchanged\n')
    found = sim("sources", "--world", seeds, "verify", texts)
    assert found.code == 1
    assert "aa.txt, paragraph 2: aa-2: different" in found.out

    found = sim("sources", "--world", seeds, "verify", seeds)
    assert found.code == 1
    assert found.out.splitlines() == [
        f"aa.txt: not in {seeds}, so {total} claims cannot be checked",
        f"0 of {total} claims match",
    ]


def test_what_an_article_does_not_state_is_said_once(sim: Sim) -> None:
    said = " ".join(sim("sources").out.split("\n\n")[1].split())
    assert said.count("ot stated in the copy read") == 2  # for two articles
    assert "Not stated in the copy read: author, title (it opens with" in said
    assert "fp: Manoj Kewalramani and Aadit Pareek; Firstpost; late June 2024" in said


def test_schema_on_screen_and_in_files(sim: Sim, desk: Path) -> None:
    assert "properties" in json.loads(sim("schema").out)
    assert "properties" in json.loads(sim("schema", "actor").out)
    assert sim("schema", "actor", "world").code == 2
    found = sim("schema", "--out", "schemas")
    assert found.code == 0
    assert {path.name for path in (desk / "schemas").iterdir()} >= {"scenario.json", "world.json"}


def test_new_scenario_passes_check_at_once(sim: Sim, desk: Path) -> None:
    assert sim("new", "my_question").code == 0
    path = desk / "scenarios" / "my_question.yaml"
    assert "$schema" not in path.read_text()  # there is none beside it
    assert sim("check", path).code == 0
    assert sim("check", "my_question").code == 0
    assert load_scenario(path, load_world()).events


def test_new_beside_a_schema_points_to_it(sim: Sim, desk: Path) -> None:
    assert sim("schema", "--out", "schema").code == 0
    sim("new", "mine")
    first = (desk / "scenarios" / "mine.yaml").read_text().splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (desk / "scenarios" / first.partition("=")[2]).is_file()
    assert sim("check", "mine").code == 0


def test_new_scenario_does_something(sim: Sim, desk: Path) -> None:
    sim("new", "mine")
    told = json.loads(sim("run", "mine", "--runs", 40, "--json").out)
    assert max(abs(row["peak"]) for row in told["shifts"]) > 0.03


def test_new_never_overwrites_nor_takes_odd_names(sim: Sim, desk: Path) -> None:
    assert sim("new", "mine").code == 0
    path = desk / "scenarios" / "mine.yaml"
    path.write_text("precious")
    found = sim("new", "mine")
    assert found.code == 2
    assert "stays as it is" in found.err
    assert path.read_text() == "precious"
    assert sim("new", "../escape").code == 2
    assert sim("new", "Mine").code == 2
