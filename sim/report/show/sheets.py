"""The sheet about each kind of thing that a world holds."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sim.report.asked import months_said
from sim.report.show.sheet import Sheet
from sim.report.show.threats import threat_facts
from sim.report.words import count
from sim.world import Quantity, Scenario, World
from sim.world.indicator import Indicator
from sim.world.wording import POLICY, plays


def sheet_about(name: str, world: World) -> Sheet | None:
    """Return the sheet about an id, an ISO code, a pair or a dotted path, if there is one."""
    for things, describe in _kinds(world):
        for known in (name, name.upper()):
            if known in things:
                return describe(known, things[known], world)
    path = _without_section(name, world)
    if path is not None:
        return sheet_about(path, world)
    values = under(name, world)
    return Sheet(name, count(len(values), "value"), values=values) if values else None


def names(world: World) -> list[str]:
    """Return everything that can be shown of a world."""
    known = [name for things, _ in _kinds(world) for name in things]
    return [*known, *world.quantities()]


def under(prefix: str, world: World) -> dict[str, Quantity]:
    """Return the values at a path or below it, labelled by what follows the prefix."""
    found = {}
    for path, value in world.quantities().items():
        if path == prefix:
            found[path] = value
        elif path.startswith(f"{prefix}."):
            found[path.removeprefix(f"{prefix}.")] = value
    return found


def scenario_sheet(scenario: Scenario, world: World) -> Sheet:
    """Return the sheet about a scenario, with everything it extends."""
    facts = [("Why", scenario.why), ("Compared with", scenario.against)]
    facts.append(("Length", count(scenario.steps, world.step)))
    facts += [
        (f"Step {event.step}", f"{_deed(event.action, world)} ({event.action})")
        for event in scenario.events
    ]
    facts += [(f"Branch {one.id}", f"{one.title} ({one.weight:.0%})") for one in scenario.branches]
    facts += [
        ("By rule" if name.startswith("rule ") else "If and when", months_said(said))
        for name, said, _ in plays(world, scenario)
    ]
    facts += [("Set", f"{path} = {value}") for path, value in _texts(scenario.set)]
    facts += [("Begins at", f"{path} = {value}") for path, value in _texts(scenario.state)]
    facts += [("Switched off", name) for name in sorted(scenario.off)]
    facts += [("Watched", f"{item.title}: {condition(item)}") for item in scenario.indicators]
    values = {path: value for path, value in scenario.set.items() if isinstance(value, Quantity)}
    values |= scenario.beginnings
    cites = scenario.cites
    parts = ("claims", "events", "rules", "branches", "indicators", "variants")
    cited = _once(*(cites[part] for part in parts))
    about = f"scenario {scenario.id}"
    return Sheet(scenario.title, about, tuple(facts), "", values, cited, scenario.sources)


def condition(indicator: Indicator) -> str:
    """Return what an indicator looks for, in words."""
    key, value = indicator.condition
    if indicator.subject == "action":
        often = "once" if value == 1 else f"{value} times"
        what = f"{indicator.object} chosen at least {often}"
    else:
        what = f"{indicator.subject} {indicator.object} {key.replace('_', ' ')} {value}"
    if indicator.start or indicator.end:
        what += f", steps {indicator.start or 1} to {indicator.end or 'the end'}"
    return what


def _kinds(world: World) -> list[tuple[Mapping[str, Any], Callable[[str, Any, World], Sheet]]]:
    return [
        (world.parties, _party),
        (world.actions, _action),
        (world.instruments, _instrument),
        (POLICY, _policy),
        (world.mechanisms, _mechanism),
        (world.motives, _motive),
        ({item.id: item for item in world.indicators}, _indicator),
        (world.theatres, _theatre),
        (world.postures, _posture),
        (world.threats, _threat),
        (world.relations, _relation),
        (world.proximity, _pair),
        (world.claims, _claim),
        (world.sources, _source),
        (world.articles, _article),
    ]


def _without_section(name: str, world: World) -> str | None:
    """Return ``KOR`` for ``actors.KOR``: a path that leads to a whole thing."""
    section, _, rest = name.partition(".")
    sections: dict[str, Mapping[str, Any]] = {
        "actors": world.actors,
        "actions": world.actions,
        "dyads": {**world.relations, **world.proximity},
        "mechanisms": world.mechanisms,
        "postures": world.postures,
        "theatres": world.theatres,
        "threats": world.threats,
    }
    rest = rest.removesuffix(".start") if section == "postures" else rest
    return rest if rest in sections.get(section, {}) else None


def _party(code: str, party: Any, world: World) -> Sheet:
    kind = "actor: decides each step" if party.actor else "party: only acted upon"
    owned = [item.title for item in world.instruments.values() if item.owner == code]
    facts = [("Acts through", "; ".join(owned))] if owned else []
    values = under(f"actors.{code}", world)
    return Sheet(
        f"{party.name} ({code})", kind, (*facts, *_note(world.actors.get(code))), "", values
    )


def _action(name: str, action: Any, world: World) -> Sheet:
    cameo = world.cameo[action.cameo]
    facts = [
        ("Instrument", f"{world.instruments[action.instrument].title} ({action.instrument})"),
        ("CAMEO", f"{action.cameo} {cameo.description}; Goldstein weight {cameo.goldstein:g}"),
    ]
    facts += [("Only if", str(need)) for need in action.requires]
    facts += [("Moves", f"{posture} to {level}") for posture, level in action.moves.items()]
    for threat in world.threats.values():
        if name in threat.triggers:
            facts.append(("Pulls the threat", threat.title))
        if name in threat.promises:
            facts.append(("Carries out the threat", threat.title))
    values = under(f"actions.{name}", world)
    about = f"action {name}"
    return Sheet(_deed(name, world), about, (*facts, *_note(action)), "", values, action.sources)


def _policy(name: str, does: str, world: World) -> Sheet:
    written = ("Written", f"rules: {{{next(iter(world.actors))}: {{policy: {name}}}}}")
    return Sheet(f"A state that {does}", f"policy {name}, for the rules of a scenario", (written,))


def _instrument(name: str, instrument: Any, world: World) -> Sheet:
    actions = [action for action in world.actions.values() if action.instrument == name]
    facts = [(action.id, action.title) for action in actions]
    values = {f"base rate of {action.id}": action.base_rate for action in actions}
    about = f"instrument {name} of {instrument.owner}: at most one of these in a step"
    return Sheet(instrument.title, about, tuple(facts), "", values)


def _mechanism(name: str, mechanism: Any, world: World) -> Sheet:
    facts = (("Says", mechanism.says), *_note(mechanism))
    values = under(f"mechanisms.{name}", world)
    about = f"mechanism {name}: moves alignment"
    return Sheet(mechanism.title, about, facts, mechanism.equation, values, mechanism.sources)


def _motive(name: str, motive: Any, world: World) -> Sheet:
    facts = (("Says", motive.says), *_note(motive))
    weights = {f"weight for {code}": actor.motives[name] for code, actor in world.actors.items()}
    about = f"motive {name}: weighs in a choice"
    return Sheet(motive.title, about, facts, motive.equation, weights, motive.sources)


def _indicator(name: str, indicator: Indicator, _world: World) -> Sheet:
    facts = (("True if", condition(indicator)), *_note(indicator))
    return Sheet(indicator.title, f"indicator {name}, reported for every scenario", facts)


def _theatre(name: str, theatre: Any, world: World) -> Sheet:
    rung = world.ladder.rung(theatre.tension.value)
    values = under(f"theatres.{name}", world)
    for code, actor in world.actors.items():
        values[f"aversion of {code} to escalation"] = actor.aversion[name]
    for action in world.actions.values():
        if name in action.escalates:
            values[f"escalation by {action.id}"] = action.escalates[name]
    return Sheet(
        theatre.title, f"theatre {name}", (("Stands on", rung), *_note(theatre)), "", values
    )


def _posture(name: str, posture: Any, world: World) -> Sheet:
    movers = [f"{a.id} to {a.moves[name]}" for a in world.actions.values() if name in a.moves]
    facts = (
        ("Levels", " < ".join(posture.levels)),
        ("Starts at", posture.start),
        ("Moved by", "; ".join(movers) or "nothing"),
        *_note(posture),
    )
    about = f"posture {name} of {posture.owner}"
    return Sheet(posture.title, about, facts, "", {}, posture.sources)


def _threat(name: str, threat: Any, world: World) -> Sheet:
    facts = (("Against", threat.against), *threat_facts(threat, world), *_note(threat))
    values = under(f"threats.{name}", world)
    return Sheet(
        threat.title, f"threat {name} of {threat.owner}", facts, "", values, threat.sources
    )


def _relation(name: str, relation: Any, world: World) -> Sheet:
    source, target = (world.parties[code].name for code in name.split(">"))
    facts = (
        ("alignment", f"how far {source} sides with {target}, -1 to 1"),
        ("dependence", f"how far {source} rests on {target}, 0 to 1"),
        ("commitment", f"strength of {target}'s promise to defend {source}, 0 to 1"),
        ("assurance", f"how far {source} believes it, 0 to 1"),
        *_note(relation),
    )
    return Sheet(f"{source} toward {target}", name, facts, "", under(f"dyads.{name}", world))


def _pair(name: str, _proximity: Quantity, world: World) -> Sheet:
    one, two = name.split("-")
    values = {"proximity": world.proximity[name]}
    for arrow in (f"{one}>{two}", f"{two}>{one}"):
        for label, value in under(f"dyads.{arrow}", world).items():
            values[f"{arrow} {label}"] = value
    title = f"{world.parties[one].name} and {world.parties[two].name}"
    return Sheet(title, f"pair {name}", (), "", values)


def _claim(name: str, claim: Any, world: World) -> Sheet:
    citing = [
        path for path, value in world.quantities().items() if f"claim:{name}" in value.sources
    ]
    facts = [("Bears on", ", ".join(claim.bears_on))] if claim.bears_on else []
    if claim.causal:
        facts.append(("Leads", f"{claim.causal.cause} -> {claim.causal.effect}"))
    facts.append(("Cited by", ", ".join(citing) or "no value"))
    tests = world.scorecard.tests if world.scorecard else ()
    if testing := [test.id for test in tests if name in test.claims]:
        facts.append(("Tested by", f"{', '.join(testing)} (sim claims)"))
    return Sheet(f"Claim {name}", claim.kind, tuple(facts), "", {}, (f"claim:{name}",))


def _source(name: str, source: Any, world: World) -> Sheet:
    cited = f"{source.kind}:{name}"
    citing = [
        path
        for path, value in world.quantities().items()
        if any(item.partition("#")[0] == cited for item in value.sources)
    ]
    facts = [
        (label, text)
        for label, text in (("Used for", source.used_for), ("Licence", source.licence))
        if text
    ]
    facts.append(("Cited by", ", ".join(citing) or "no value"))
    return Sheet(f"{source.kind.capitalize()} {name}", source.date, tuple(facts), "", {}, (cited,))


def _article(name: str, article: Any, world: World) -> Sheet:
    drawn = [claim.id for claim in world.claims.values() if claim.article == name]
    facts = (("By", article.author), ("Claims drawn from it", ", ".join(drawn)), *_note(article))
    return Sheet(article.title or article.file, f"{article.outlet}, {article.date}", facts)


def _deed(action: str, world: World) -> str:
    found = world.actions[action]
    title = found.title[:1].lower() + found.title[1:]
    return f"{world.parties[found.owner].name} {title}"


def _note(thing: Any) -> tuple[tuple[str, str], ...]:
    note = getattr(thing, "note", "")
    return (("Note", " ".join(note.split())),) if note else ()


def _texts(values: Mapping[str, Quantity | str]) -> Iterable[tuple[str, str]]:
    return [(path, value) for path, value in values.items() if isinstance(value, str)]


def _once(*lists: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for items in lists for item in items))
