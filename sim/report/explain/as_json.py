"""The one object that ``sim explain --json`` prints."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from sim.ledger import Arithmetic
from sim.report.explain.explained import View
from sim.report.explain.story import Story
from sim.results import rounded

HIDDEN = frozenset({"reader"})  # what is no finding


def explanation_json(view: View, notes: tuple[str, ...] = ()) -> str:
    """Return an explanation as JSON text."""
    asked: dict[str, Any] = {
        "scenario": view.scenario.id,
        "baseline": view.baseline.id,
        "notes": list(notes),
    }
    asked |= {"set": dict(view.set_values), "off": list(view.off)}
    facts = plain(view.found)
    del facts["target"]["indicator"]  # its id is the name of the target
    return _text(asked | facts)


def story_json(
    story: Story, scenario: str, baseline: str, seed: int, notes: tuple[str, ...] = ()
) -> str:
    """Return a run told as JSON text."""
    asked = {"scenario": scenario, "baseline": baseline, "seed": seed, "notes": list(notes)}
    return _text(asked | plain(story))


def arithmetic_json(
    found: Arithmetic, scenario: str, seed: int, notes: tuple[str, ...] = ()
) -> str:
    """Return the sums of one month as JSON text."""
    return _text({"scenario": scenario, "seed": seed, "notes": list(notes)} | plain(found))


def plain(thing: Any) -> Any:
    """Reduce dataclasses to what JSON knows, numbers to six digits (``with_`` becomes ``with``)."""
    if isinstance(thing, float):
        return rounded(thing)
    if is_dataclass(thing):
        return {
            field.name.removesuffix("_"): plain(getattr(thing, field.name))
            for field in fields(thing)
            if field.name not in HIDDEN
        }
    if isinstance(thing, tuple | list):
        return [plain(item) for item in thing]
    if isinstance(thing, Mapping):
        return {key: plain(value) for key, value in thing.items()}
    return thing if isinstance(thing, str | int | bool | None) else str(thing)


def _text(facts: Mapping[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False, allow_nan=False)
