"""A scenario as it was run, as one file that stands by itself: everything it extends is in it."""

from collections.abc import Mapping
from typing import Any

import yaml

from sim.results.formats import plain
from sim.world import Event, Quantity, Scenario
from sim.world.provenance import Source
from sim.world.variant import MYOPIC, Variant


def resolved_yaml(scenario: Scenario) -> str:
    """Return the scenario as YAML text that ``load_scenario`` reads back."""
    text: dict[str, Any] = {
        "title": scenario.title,
        "why": scenario.why,
        "against": scenario.against if scenario.against != scenario.id else None,
        "steps": scenario.steps,
        "claims": list(scenario.claims),
        "events": [_event(event) for event in scenario.events],
        "about": scenario.about,
        "set": {path: as_block(value) for path, value in scenario.set.items()},
        "state": {path: as_block(value) for path, value in scenario.state.items()},
        "off": sorted(scenario.off),
        "indicators": [
            plain(watched.model_dump(by_alias=True, exclude_defaults=True))
            for watched in scenario.indicators
        ],
        "variants": {name: _variant(form) for name, form in scenario.variants.items()},
        "seats": {code: {"program": program} for code, program in scenario.seats.items()},
        "sources": sources_block(scenario.sources),
    }
    kept = {key: value for key, value in text.items() if value not in (None, [], {})}
    return yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=100)


def _event(event: Event) -> dict[str, Any]:
    fields: dict[str, Any] = {"step": event.step, "action": event.action}
    if event.note:
        fields["note"] = event.note
    if event.sources:
        fields["source"] = list(event.sources)
    return fields


def _variant(form: Variant) -> dict[str, Any]:
    fields: dict[str, Any] = {"off": sorted(form.off)} if form.off else {}
    if form.decision != MYOPIC:
        fields["decision"] = form.decision
    if form.sources:
        fields["source"] = list(form.sources)
    return fields


def sources_block(sources: Mapping[str, Source]) -> dict[str, Any]:
    """Return the sources that a file declares, as they stand in it."""
    return {name: source.model_dump(exclude_defaults=True) for name, source in sources.items()}


def as_block(value: Quantity | str) -> dict[str, Any] | str:
    """Return a value as it stands in a file."""
    if isinstance(value, str):
        return value
    fields: dict[str, Any] = {
        "value": value.value,
        "range": [value.low, value.high],
        "source": list(value.sources),
    }
    if value.note:
        fields["note"] = value.note
    return fields
