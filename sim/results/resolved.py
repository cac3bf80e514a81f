"""A scenario as it was run, as one file that stands by itself: everything it extends is in it."""

from collections.abc import Mapping
from typing import Any

import yaml

from sim.results.formats import plain
from sim.world import Event, Quantity, Scenario
from sim.world.condition import When
from sim.world.indicator import Indicator
from sim.world.provenance import Source
from sim.world.scenario import MAX_STEPS, Branch, Contingency, Rules
from sim.world.variant import MYOPIC, Variant


def resolved_yaml(scenario: Scenario) -> str:
    """Return the scenario as YAML text that ``load_scenario`` reads back."""
    text: dict[str, Any] = {
        "title": scenario.title,
        "why": scenario.why,
        "against": scenario.against if scenario.against != scenario.id else None,
        "steps": scenario.steps,
        "claims": list(scenario.claims),
        "events": [
            *(_event(one) for one in scenario.events),
            *(_depending(one) for one in scenario.contingencies if not one.branch),
        ],
        "rules": {actor: _rules(own) for actor, own in scenario.rules.items()},
        "branches": [_branch(one, scenario) for one in scenario.branches],
        "about": scenario.about,
        "set": {path: as_block(value) for path, value in scenario.set.items()},
        "state": {path: as_block(value) for path, value in scenario.state.items()},
        "off": sorted(scenario.off),
        "indicators": [_measured(watched) for watched in scenario.indicators],
        "variants": {name: _variant(form) for name, form in scenario.variants.items()},
        "seats": {code: {"program": program} for code, program in scenario.seats.items()},
        "sources": sources_block(scenario.sources),
    }
    kept = {key: value for key, value in text.items() if value not in (None, [], {})}
    return yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=100)


def _event(event: Event) -> dict[str, Any]:
    fields = {"id": event.id, "step": event.step, "action": event.action, "note": event.note}
    return _given(fields, event.sources)


def _depending(one: Contingency) -> dict[str, Any]:
    """An event that depends on a condition, on luck or on its branch."""
    if one.when is None:  # a window: it may come in any of `within` months
        last = one.first + one.within - 1
        asked: dict[str, Any] = {"step": one.first if one.sure else [one.first, last]}
    else:
        asked = {
            "step": None if (one.first, one.last) == (1, MAX_STEPS) else [one.first, one.last],
            "when": _measured(one.when),
            "after": one.after or None,
            "within": one.within,
            "once": None if one.once else False,
        }
    luck = None if one.probability == 1.0 else one.probability
    fields = {"id": one.id, **asked, "action": one.action, "probability": luck, "note": one.note}
    return _given(fields, one.sources)


def _measured(one: When | Indicator) -> Any:
    return plain(one.model_dump(by_alias=True, exclude_defaults=True))


def _rules(own: Rules) -> dict[str, Any]:
    answers = [
        _given({"action": _measured(one.to), "with": one.action, "within": one.within}, one.sources)
        for one in own.answers
    ]
    lists = {"never": [*own.never], "always": [*own.always], "hold": [*own.hold]}
    return _given({"policy": own.policy, **lists, "answers": answers}, own.sources)


def _branch(one: Branch, scenario: Scenario) -> dict[str, Any]:
    events = [_depending(event) for event in scenario.contingencies if event.branch == one.id]
    fields = {"id": one.id, "title": one.title, "weight": one.weight, "events": events}
    return _given(fields, one.sources)


def _given(fields: dict[str, Any], sources: tuple[str, ...]) -> dict[str, Any]:
    """The fields that say something, and what they rest on."""
    whole = {**fields, "source": list(sources)}
    return {key: value for key, value in whole.items() if value not in (None, "", [])}


def _variant(form: Variant) -> dict[str, Any]:
    decision = None if form.decision == MYOPIC else form.decision
    return _given({"off": sorted(form.off), "decision": decision}, form.sources)


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
