"""What must agree between a script that depends, and the world it plays in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from sim.world.condition import When
from sim.world.document import Place
from sim.world.page import Page
from sim.world.scenario_file import BranchText, EventText, RulesText
from sim.world.world import World

MAX_BRANCHES = 8
LEAST_SHARE = 1e-6  # of all runs: a branch with less is met by none
NOTHING: Mapping[str, "Written"] = {}


@dataclass(frozen=True)
class Written:
    """An event as it is written: on which page, where, and in which branch, if in one."""

    page: Page
    place: Place
    text: EventText
    branch: str = ""


def check_conditions(world: World, events: Iterable[Written]) -> None:
    """Every condition of an event names what there is, what its actor sees, and never itself."""
    named: dict[str, Written] = {}
    for one in (each := list(events)):
        name = one.text.id
        if name in named:
            said = f"the event `{name}` is there already"
            one.page.mark((*one.place, "id"), said, "Call it something else")
        elif name:
            named[name] = one
    told: set[str] = set()
    for one in each:
        name, when, place = one.text.id, one.text.when, (*one.place, "when")
        if when is None:
            continue
        owner = world.actions[one.text.action].owner
        check_when(world, one.page, place, when, owner, named, one.branch)
        if name is not None and name not in told and (circle := _circle(name, named)):
            told |= {*circle}
            said = f"the conditions go round in a circle: {' > '.join(circle)}"
            one.page.mark(place, said, "Cut it: they wait for each other")


def check_when(
    world: World,
    page: Page,
    place: Place,
    when: When,
    owner: str,
    named: Mapping[str, Written] = NOTHING,
    branch: str = "",
) -> None:
    """Mark what a condition names and the world does not have, or ``owner`` does not see.

    ``named`` are the events it may ask for. One in ``branch`` meets none of another branch.
    """
    for at, one in when.walk(place):
        for n, action in enumerate(one.actions):
            here = (*at, "action") if isinstance(one.action, str) else (*at, "action", n)
            if page.known(here, action, world.actions, "action"):
                _seen(world, page, here, action, owner)
        if one.subject == "deed" and not one.actions:
            _description(world, page, at, one, owner)
        if one.threat is not None:
            page.known((*at, "threat"), one.threat, world.threats, "threat")
        if one.event is not None:
            here = (*at, "event")
            if page.known(here, one.event, named, "event of this scenario"):
                _meets(page, here, named[one.event], branch)
                _seen(world, page, here, named[one.event].text.action, owner)
        _measure(world, page, at, one)


def described(world: World, when: When, owner: str) -> tuple[str, ...]:
    """The actions that a description of a deed fits, of those that ``owner`` sees: by whom they
    are, and whom they harm and help as stated."""
    return tuple(
        name
        for name, action in world.actions.items()
        if action.seen(owner)
        and (when.by is None or action.owner == when.by)
        and (when.harms is None or action.impact(when.harms) < 0.0)
        and (when.helps is None or action.impact(when.helps) > 0.0)
    )


def _description(world: World, page: Page, place: Place, when: When, owner: str) -> None:
    known = when.by is None or page.known_actor((*place, "by"), when.by, world.parties)
    for name, party in (("harms", when.harms), ("helps", when.helps)):
        if party is not None:
            known &= page.known((*place, name), party, world.parties, "party")
    if known and not described(world, when, owner):
        said = f"{owner} sees no action that is such a deed"
        page.mark(place, said, "Name actions, or describe more of them")


def _meets(page: Page, place: Place, asked: Written, branch: str) -> None:
    if branch and asked.branch not in ("", branch):
        said = f"`{asked.text.id}` comes in the branch `{asked.branch}` alone"
        page.mark(place, said, f"No run of the branch `{branch}` has it")


def _seen(world: World, page: Page, place: Place, action: str, owner: str) -> None:
    done = world.actions[action]
    if not done.seen(owner):
        said = f"{owner} does not see `{action}`, so it cannot wait for it"
        page.mark(place, said, f"It is seen by {', '.join(done.seen_by or ()) or 'nobody else'}")


def _measure(world: World, page: Page, place: Place, one: When) -> None:
    if not one.measures:
        return
    (subject,) = one.measures
    here, name = (*place, subject), str(getattr(one, subject))
    known = {
        "tension": (world.theatres, "theatre"),
        "credibility": (world.threats, "threat"),
        "posture": (world.postures, "posture"),
    }
    if subject not in known:
        if page.known_actor(here, name[:3], world.parties):
            page.known(here, name, world.relations, "direction")
    elif page.known(here, name, *known[subject]) and subject == "posture":
        key = one.thresholds[0]
        level = str(getattr(one, key))
        page.known((*place, key), level, world.postures[name].levels, "level")


def _circle(start: str, named: Mapping[str, Written]) -> tuple[str, ...]:
    """The way from an event's condition back to itself; empty if there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    met: set[str] = set()
    while ways:
        way = ways.pop()
        when = named[way[-1]].text.when
        asked = (one.event or "" for _, one in when.walk()) if when is not None else ()
        for needed in (name for name in asked if name in named):
            if needed == start:
                return (*way, start)
            if needed not in met:
                met.add(needed)
                ways.append((*way, needed))
    return ()


def check_rules(
    world: World, page: Page, rules: Mapping[str, RulesText], scripted: Mapping[str, str]
) -> None:
    """An actor's rules are about its own, and bar and do not have done the same."""
    for actor, text in rules.items():
        place: Place = ("rules", actor)
        if not page.known_actor(place, actor, world.parties):
            continue
        for key, names in (("never", text.never), ("always", text.always)):
            for n, name in enumerate(names):
                _own(world, page, (*place, key, n), name, actor)
        for n, name in enumerate(text.hold):
            _own_instrument(world, page, (*place, "hold", n), name, actor)
        for n, answer in enumerate(text.answers):
            at: Place = (*place, "answers", n)
            _own(world, page, (*at, "with"), answer.with_, actor)
            check_when(world, page, (*at, "action"), answer.to, actor)
        _opposed(world, page, place, text, scripted)


def _own(world: World, page: Page, place: Place, name: str, actor: str) -> None:
    if page.known(place, name, world.actions, "action") and world.actions[name].owner != actor:
        page.mark(place, f"`{name}` is an action of {world.actions[name].owner}", "Name one's own")


def _own_instrument(world: World, page: Page, place: Place, name: str, actor: str) -> None:
    known = page.known(place, name, world.instruments, "instrument")
    if known and world.instruments[name].owner != actor:
        page.mark(place, f"`{name}` is of {world.instruments[name].owner}", "Name one's own")


def _opposed(
    world: World, page: Page, place: Place, text: RulesText, scripted: Mapping[str, str]
) -> None:
    """Mark what is barred and had done, and what would do two things with one instrument."""
    barred = dict.fromkeys(text.never, "never")
    for name in text.hold:
        own = (a.id for a in world.actions.values() if a.instrument == name)
        barred |= dict.fromkeys(own, f"hold: {name}")
    asked = [(("always", n), name) for n, name in enumerate(text.always)]
    answers = ((("answers", n, "with"), one.with_) for n, one in enumerate(text.answers))
    for at, name in (*asked, *answers):
        if name in barred:
            page.mark((*place, *at), f"`{name}` is barred by `{barred[name]}`", "Keep one of them")
    for name in sorted(barred.keys() & scripted.keys()):
        said = f"`{name}` is scripted, and barred by `{barred[name]}`"
        page.mark(place, said, "Keep one of them")
    for n, one in enumerate(text.answers):
        if any((one.to, one.with_) == (above.to, above.with_) for above in text.answers[:n]):
            said = f"the answer with `{one.with_}` is there already"
            page.mark((*place, "answers", n), said, "Leave one of them out")
    for (at, name), (_, other) in combinations(asked, 2):
        mine, its = world.actions.get(name), world.actions.get(other)
        if name == other:
            page.mark((*place, *at), f"`{name}` is there already", "Leave one of them out")
        elif mine is not None and its is not None and mine.instrument == its.instrument:
            said = f"`{name}` and `{other}` are of one instrument, `{mine.instrument}`"
            page.mark((*place, *at), said, "An instrument does one thing in a step")


def check_branches(page: Page, branches: tuple[BranchText, ...]) -> None:
    """Branches are two or more, and each has its own name."""
    if len(branches) == 1:
        page.mark(("branches", 0), "there is one branch only", "Script its events, or add another")
    if len(branches) > MAX_BRANCHES:
        said = f"there are {len(branches)} branches"
        page.mark(("branches",), said, f"At most {MAX_BRANCHES} are told apart")
    whole = sum(branch.weight for branch in branches)
    met: set[str] = set()
    titles: dict[str, int] = {}
    for n, branch in enumerate(branches):
        if branch.id in met:
            said = f"the branch `{branch.id}` is there already"
            page.mark(("branches", n, "id"), said, "Name it anew")
        met.add(branch.id)
        check_title(page, ("branches",), n, branch.title, titles)
        if branch.weight < LEAST_SHARE * whole:
            said = f"the weight of `{branch.id}` is below a millionth of all weights together"
            page.mark(("branches", n, "weight"), said, "Leave the branch out, or weigh it more")


def check_title(page: Page, place: Place, number: int, title: str, seen: dict[str, int]) -> None:
    """Mark a title in a list that stands above already: readers are told of it by its title."""
    first = seen.setdefault(title, number)
    if first != number:
        said = f"the title stands in line {page.line((*place, first, 'title'))} already"
        page.mark((*place, number, "title"), said, "Give each a title of its own")
