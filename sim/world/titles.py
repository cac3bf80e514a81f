"""What a dotted path of a world is about, in words."""

from collections.abc import Mapping

from sim.world import World


def deed(world: World, action: str) -> str:
    """Return who does what: ``South Korea sends lethal aid``."""
    known = world.actions[action]
    return f"{_party(world, known.owner)} {known.title[:1].lower()}{known.title[1:]}"


def title(world: World, path: str) -> str:
    """Return what a value is about: ``dyads.KOR>USA.alignment`` in words."""
    section, name, *rest = path.split(".")
    if section == "memory" or not rest:
        return f"{section}: {name.replace('_', ' ')}"
    return f"{_thing(world, section, name)}: {_about(world, rest)}"


def _thing(world: World, section: str, name: str) -> str:
    if section == "actions":
        return deed(world, name)
    if section == "dyads":
        mark, between = (">", "toward") if ">" in name else ("-", "and")
        source, _, target = name.partition(mark)
        return f"{_party(world, source)} {between} {_party(world, target)}"
    if section == "actors":
        return _party(world, name)
    titled: Mapping[str, str] = {
        key: one.title
        for group in (world.mechanisms, world.theatres, world.threats, world.postures)
        if group is getattr(world, section, None)
        for key, one in group.items()
    }
    return titled.get(name, name)


def _about(world: World, rest: list[str]) -> str:
    match rest:
        case ["motives", motive] if motive in world.motives:
            return f"weight of the motive “{world.motives[motive].title}”"
        case [what, "by_actor", actor]:
            return f"{what.replace('_', ' ')} of {_party(world, actor)}"
        case [what, on]:
            return f"{what.replace('_', ' ')}, {_named(world, on)}"
    return " ".join(rest).replace("_", " ")


def _named(world: World, name: str) -> str:
    if name in world.theatres:
        return world.theatres[name].title
    if name in world.actions:
        return world.actions[name].title
    return _party(world, name)


def _party(world: World, code: str) -> str:
    return world.parties[code].name if code in world.parties else code
