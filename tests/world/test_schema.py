from typing import Any

from sim.world import World, load_world, seeds_dir
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
    ratings = schema["$defs"]["weight"]["anyOf"][0]["enum"]
    assert ratings == ["none", "low", "high"]


def test_keys_are_those_of_the_files(small: World) -> None:
    found = schemas(small)
    assert "source" in found["actor"]["properties"]
    assert "sources" not in found["actor"]["properties"]
    assert "directions" not in found["dyad"]["properties"]
    assert "start" not in found["world"]["$defs"]["Posture"]["required"]


def test_shipped_schemas_are_up_to_date() -> None:
    folder = seeds_dir() / "schema"
    for name, schema in schemas(load_world()).items():
        shipped = (folder / f"{name}.json").read_text(encoding="utf-8")
        assert shipped == as_text(schema), f"{name}.json is old: sim schema --out seeds/schema"
