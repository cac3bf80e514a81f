"""JSON Schemas of the files, so that an editor completes names and marks faults while one types."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from sim.world.action import CameoFile, InstrumentFile
from sim.world.choice import ChoiceFile
from sim.world.indicator import IndicatorsFile
from sim.world.law import Mechanism, Motive
from sim.world.party import Actor
from sim.world.paths import settable
from sim.world.provenance import ArticlesFile, ClaimsFile, SourcesFile
from sim.world.quantity import KINDS, Kind
from sim.world.read_world import WorldFile
from sim.world.relation import DyadFile
from sim.world.scales import Scale, ScalesFile
from sim.world.scenario_file import ScenarioFile
from sim.world.scorecard import DIRECTED, Scorecard
from sim.world.shock import ShocksFile
from sim.world.state import states
from sim.world.strict import SOURCE_SCHEMA
from sim.world.timeline import TimelineFile
from sim.world.values import ValuesFile
from sim.world.world import World

Schema = dict[str, Any]

FILES: dict[str, type[BaseModel]] = {
    "world": WorldFile,
    "scales": ScalesFile,
    "articles": ArticlesFile,
    "claims": ClaimsFile,
    "sources": SourcesFile,
    "cameo": CameoFile,
    "indicators": IndicatorsFile,
    "actor": Actor,
    "dyad": DyadFile,
    "instrument": InstrumentFile,
    "mechanism": Mechanism,
    "motive": Motive,
    "scenario": ScenarioFile,
    "option": ChoiceFile,
    "scorecard": Scorecard,
    "values": ValuesFile,
    "timeline": TimelineFile,
    "shocks": ShocksFile,
}
"""What each schema describes, by the schema's file name."""


def schemas(world: World) -> dict[str, Schema]:
    """A JSON Schema for every form of file, with the names that the world declares."""
    found = {name: _schema(model, world.scales) for name, model in FILES.items()}
    _directions(found["dyad"])
    _scenario(found["scenario"], world)
    _scorecard(found["scorecard"], world)
    for name in ("scenario", "values"):
        _set(found[name], world)
    state = found["scenario"]["properties"]["state"]
    state.update(_by_path(states(world), world))
    return found


def as_text(schema: Schema) -> str:
    """A schema as it stands in its file."""
    return json.dumps(schema, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _schema(model: type[BaseModel], scales: Mapping[str, Scale]) -> Schema:
    raw = model.model_json_schema()
    used: set[str] = set()

    def refer(node: Schema) -> Schema:
        kind = node.pop("x-kind", None)
        if kind is None:
            return node
        used.add(kind)
        return {**node, "$ref": f"#/$defs/{kind}"}

    schema = _mapped(raw, refer)
    definitions = schema.setdefault("$defs", {})
    definitions.update({name: _quantity(KINDS[name], scales) for name in sorted(used)})
    if "Parameter" in definitions:
        definitions["Parameter"] = _parameter(definitions["Parameter"])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _mapped(node: Any, change: Callable[[Schema], Schema]) -> Any:
    if isinstance(node, dict):
        return change({key: _mapped(value, change) for key, value in node.items()})
    return [_mapped(value, change) for value in node] if isinstance(node, list) else node


def _quantity(kind: Kind, scales: Mapping[str, Scale]) -> Schema:
    """A number with a range, or a rating where the kind has a scale."""
    forms = [_measured(kind)]
    if kind.rated and kind.name in scales:
        rating = {"enum": list(scales[kind.name].ratings)}
        forms = [rating, *forms, _block({"rating": rating}, ["rating"])]
    return {"description": kind.bounds, "anyOf": forms}


def _measured(kind: Kind) -> Schema:
    low = "exclusiveMinimum" if kind.open_low else "minimum"
    high = "exclusiveMaximum" if kind.open_high else "maximum"
    number = {"type": "number", low: kind.low, high: kind.high}
    ends = {"type": "array", "items": number, "minItems": 2, "maxItems": 2}
    return _block({"value": number, "range": ends}, ["value", "range"])


def _block(keys: Schema, required: list[str]) -> Schema:
    keys = {**keys, "source": SOURCE_SCHEMA, "note": {"type": "string"}}
    return {
        "type": "object",
        "properties": keys,
        "required": required,
        "additionalProperties": False,
    }


def _parameter(schema: Schema) -> Schema:
    """A parameter's own number stands beside `by_actor`, not under a key of its own."""
    block = _measured(KINDS["coefficient"])
    block["properties"]["by_actor"] = schema["properties"]["by_actor"]
    return block


def _directions(schema: Schema) -> None:
    """`PRK>RUS` and `RUS>PRK` stand at the top level of a dyad's file."""
    directions = schema["properties"].pop("A>B")
    schema["required"].remove("A>B")
    schema["patternProperties"] = {
        "^[A-Z]{3}>[A-Z]{3}$": directions["additionalProperties"],
    }


def _scenario(schema: Schema, world: World) -> None:
    actions = _one_of(world.actions)
    definitions, properties = schema["$defs"], schema["properties"]
    definitions["EventText"]["properties"]["action"] = actions
    properties["claims"]["items"] = _one_of(world.claims)
    properties["off"]["items"] = _one_of(world.laws)
    definitions["VariantText"]["properties"]["off"]["items"] = properties["off"]["items"]
    watched = definitions["Indicator"]["properties"]
    for key, names in (
        ("action", world.actions),
        ("tension", world.theatres),
        ("posture", world.postures),
        ("credibility", world.threats),
    ):
        watched[key] = _one_of(names)
    for key in ("alignment", "assurance", "dependence"):
        watched[key] = _one_of(name for name in world.relations if name[:3] in world.actors)


def _set(schema: Schema, world: World) -> None:
    definitions = schema.setdefault("$defs", {})
    for name in {quantity.kind for quantity in world.quantities().values()} - set(definitions):
        definitions[name] = _quantity(KINDS[name], world.scales)
    schema["properties"]["set"] = {
        **_by_path(settable(world), world),
        "patternProperties": {
            r"^mechanisms\.\w+\.\w+\.by_actor\.[A-Z]{3}$": {"$ref": "#/$defs/coefficient"}
        },
    }


def _by_path(paths: Iterable[str], world: World) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {path: _settable(path, world) for path in paths},
    }


def _scorecard(schema: Schema, world: World) -> None:
    definitions = schema["$defs"]
    named = {
        "an_action": world.actions,
        "a_direction": [name for name in world.relations if name[:3] in world.actors],
        "a_theatre": world.theatres,
        "a_posture": world.postures,
    }
    definitions.update({name: _one_of(known) for name, known in named.items()})
    keys = {"action": "an_action", "tension": "a_theatre", **dict.fromkeys(DIRECTED, "a_direction")}
    for model in ("CausalTest", "Observable"):
        properties = definitions[model]["properties"]
        properties["posture"] = {"$ref": "#/$defs/a_posture"}
        for key, name in keys.items():
            one = {"$ref": f"#/$defs/{name}"}
            properties[key] = {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}
    definitions["CausalTest"]["properties"]["claims"]["items"] = _one_of(world.claims)


def _settable(path: str, world: World) -> Schema:
    known = world.quantities()
    if path in known:
        return {"$ref": f"#/$defs/{known[path].kind}"}
    return _one_of(world.postures[path.split(".")[1]].levels)


def _one_of(names: Iterable[str]) -> Schema:
    return {"enum": list(names)}
