from pathlib import Path
from typing import Any

import pytest

from sim.world import World, scenarios_dir
from sim.world.locate import options_dir, timelines_dir
from sim.world.schema import as_text, schemas


def references(node: Any) -> set[str]:
    if isinstance(node, dict):
        here = {node["$ref"]} if "$ref" in node else set()
        return here.union(*(references(value) for value in node.values()))
    return set().union(*(references(value) for value in node)) if isinstance(node, list) else set()


def test_every_reference_leads_somewhere(small: World) -> None:
    for schema in schemas(small).values():
        assert "x-kind" not in as_text(schema)
        for reference in references(schema):
            assert reference.removeprefix("#/$defs/") in schema["$defs"]


def test_scenario_schema_knows_the_world(small: World) -> None:
    schema = schemas(small)["scenario"]
    assert "gam_arms" in schema["$defs"]["EventText"]["properties"]["action"]["enum"]
    assert "balance" in schema["properties"]["off"]["items"]["enum"]
    paths = schema["properties"]["set"]["properties"]
    assert paths["actors.ALP.precision"] == {"$ref": "#/$defs/weight"}
    assert paths["postures.alp_arms_rule.start"] == {"enum": ["banned", "allowed", "direct"]}
    begins = schema["properties"]["state"]["properties"]
    assert begins["postures.alp_arms_rule.start"] == paths["postures.alp_arms_rule.start"]
    assert set(begins) < set(paths)
    assert "actors.ALP.power" not in begins
    ratings = schema["$defs"]["weight"]["anyOf"][0]["enum"]
    assert ratings == ["none", "low", "high"]


def test_keys_are_those_of_the_files(small: World) -> None:
    found = schemas(small)
    assert "source" in found["actor"]["properties"]
    assert "sources" not in found["actor"]["properties"]
    assert "directions" not in found["dyad"]["properties"]
    assert "start" not in found["world"]["$defs"]["Posture"]["required"]


@pytest.mark.parametrize("folder", [scenarios_dir(), timelines_dir(), options_dir()])
def test_shipped_files_name_their_schema_where_it_is_to_be_written(folder: Path) -> None:
    """`sim schema --out schema`, beside scenarios and timelines."""
    for path in folder.glob("*.yaml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        name = first.removeprefix("# yaml-language-server: $schema=../schema/").removesuffix(
            ".json"
        )
        assert f"{name}s" == folder.name


def test_a_mechanism_of_a_world_is_a_name_in_its_schemas(small: World) -> None:
    schema = schemas(small)["scenario"]
    assert set(schema["properties"]["off"]["items"]["enum"]) == {*small.mechanisms, *small.motives}
    assert {"because", "equation"} <= set(schemas(small)["motive"]["required"])
