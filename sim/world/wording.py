"""A script in words: what an event depends on, and how an actor plays."""

from collections.abc import Iterable, Iterator

from sim.world.condition import When
from sim.world.month import month_of
from sim.world.scenario import Contingency, Rules, Scenario
from sim.world.world import World

POLICY = {
    "model": "leaves its choices to the model",
    "restraint": "does nothing that harms others or escalates",
    "tit_for_tat": "harms only who has harmed it in the month before, and answers each that has",
    "hawk": "takes the sharpest act it can in each of its instruments",
    "hedge": "harms nobody, and helps another party after it has helped one",
}
"""What a named policy does, after its actor's name."""

Plays = Iterator[tuple[str, str, tuple[str, ...]]]


def plays(world: World, scenario: Scenario) -> Plays:
    """Yield what depends in a script: a name, what it says, its sources."""
    for one in scenario.contingencies:
        yield f"event {one.name}", contingency(world, scenario, one), one.sources
    for actor, rules in scenario.rules.items():
        for n, (said, sources) in enumerate(_rules(world, actor, rules)):
            yield f"rule {actor} {n}", said, sources


def contingency(world: World, scenario: Scenario, one: Contingency) -> str:
    """``South Korea sends lethal aid within 3 months, if ...``."""
    parts = [deed(world, one.action)]
    if one.when is None:
        first = one.first + one.after
        parts.append(f" ({_months(world, first, first + one.within - 1)})")
    elif one.after or one.within > 1:
        parts.append(f" {_delay(one.after, one.within)}")
    if one.branch:
        branch = next(b for b in scenario.branches if b.id == one.branch)
        parts.append(f", in the branch “{branch.title}”")
    if one.probability < 1.0:
        parts.append(f", with a chance of {one.probability:.0%}")
    if one.when is not None:
        repeated = "whenever" if not one.once else "once"
        parts.append(f", {repeated} {condition(world, one.when)}")
        parts.append(_watched(world, scenario, one))
    return "".join(parts)


def _watched(world: World, scenario: Scenario, one: Contingency) -> str:
    if one.last >= scenario.steps:
        return "" if one.first == 1 else f", watched from {month_of(world.date, one.first)} on"
    return f", watched {_months(world, one.first, one.last)}"


def _delay(after: int, within: int) -> str:
    if within == 1:
        return f"{_count(after)} later"
    if not after:
        return f"within {_count(within)}"
    return f"{after} to {_count(after + within - 1)} later"


def _count(months: int) -> str:
    return "1 month" if months == 1 else f"{months} months"


def _months(world: World, first: int, last: int) -> str:
    one, other = month_of(world.date, first), month_of(world.date, last)
    return one if one == other else f"{one} to {other}"


def deed(world: World, action: str) -> str:
    """Who does what: ``South Korea sends lethal aid to Ukraine``."""
    done = world.actions[action]
    title = done.title[:1].lower() + done.title[1:]
    return f"{world.parties[done.owner].name} {title}"


def deeds(world: World, actions: Iterable[str]) -> str:
    """Any of several deeds: ``South Korea sends lethal aid to Ukraine or summons ...``."""
    said, last = [], ""
    for name in actions:
        owner, whole = world.actions[name].owner, deed(world, name)
        said.append(whole.removeprefix(f"{world.parties[owner].name} ") if owner == last else whole)
        last = owner
    return " or ".join(said)


def condition(world: World, when: When) -> str:
    """A condition as it stands after "if"."""
    subject = when.subject
    if subject == "deed":
        return _deed(world, when)
    if subject == "threat":
        title = world.threats[str(when.threat)].title
        return f"what the threat “{title}” forbids is done{_ago(when)}"
    if subject == "event":
        return f"the event `{when.event}` has come{_ago(when)}"
    if subject in ("any", "all"):
        joint = " or " if subject == "any" else " and "
        return joint.join(_joined(world, one) for _, one in when.parts)
    if subject == "not":
        return f"it is not so that {_joined(world, when.parts[0][1])}"
    return _measure(world, when, subject)


def _joined(world: World, when: When) -> str:
    said = condition(world, when)
    return f"({said})" if when.subject in ("any", "all") else said


def _deed(world: World, when: When) -> str:
    if when.actions:
        return f"{deeds(world, when.actions)}{_ago(when)}"
    who = "anyone" if when.by is None else world.parties[when.by].name
    does = [f"harms {world.parties[when.harms].name}"] if when.harms else []
    does += [f"helps {world.parties[when.helps].name}"] if when.helps else []
    return f"{who} {' and '.join(does) or 'does anything'}{_ago(when)}"


def _ago(when: When) -> str:
    return " in the month before" if when.months == 1 else f" in the last {when.months} months"


def _measure(world: World, when: When, subject: str) -> str:
    name = str(getattr(when, subject))
    (threshold,) = when.thresholds
    value = getattr(when, threshold)
    amount = value if isinstance(value, str) else f"{value:g}"
    how = {
        "at_least": f"is at least {amount}",
        "at_most": f"is at most {amount}",
        "rises_by": f"has risen by {amount}",
        "falls_by": f"has fallen by {amount}",
    }[threshold]
    if subject == "tension":
        what = f"tension ({world.theatres[name].title})"
    elif subject == "posture":
        what = f"“{world.postures[name].title}”"
    elif subject == "credibility":
        what = f"belief in the threat “{world.threats[name].title}”"
    else:
        source, target = (world.parties[code].name for code in name.split(">"))
        what = f"the {subject} of {source} {_TOWARD[subject]} {target}"
    return f"{what} {how}"


_TOWARD = {"alignment": "toward", "assurance": "in the promise of", "dependence": "on"}


def _rules(world: World, actor: str, rules: Rules) -> Iterator[tuple[str, tuple[str, ...]]]:
    name = world.parties[actor].name
    if rules.policy is not None:
        yield f"{name} {POLICY[rules.policy]}", rules.sources
    for key, names in (("never", rules.never), ("whenever it can", rules.always)):
        for action in names:
            title = world.actions[action].title
            yield f"{name} {key} {title[:1].lower()}{title[1:]}", rules.sources
    for instrument in rules.hold:
        said = f"{name} does nothing in “{world.instruments[instrument].title}”"
        yield said, rules.sources
    for one in rules.answers:
        within = "at once" if one.within == 1 else f"within {_count(one.within)}"
        said = f"{deed(world, one.action)} {within}, whenever {condition(world, one.to)}"
        yield said, one.sources or rules.sources
