"""A source string of the world in plain words."""

from sim.world import World


def in_words(source: str, world: World) -> str:
    """Return who says it, where, and what: ``claim:bi-04`` becomes a sentence with its place."""
    kind, _, rest = source.partition(":")
    name, _, cell = rest.partition("#")
    if kind == "claim" and rest in world.claims:
        claim = world.claims[rest]
        place = f"article {claim.article}, paragraph {claim.paragraph}"
        return f"Claim {rest} ({claim.kind}; {claim.holder}; {place}): {claim.says}"
    if kind in ("data", "theory") and name in world.sources:
        found = world.sources[name]
        version = f" Version: {found.version}." if found.version else ""
        where = f" Here: {cell}." if cell else ""
        return f"{kind.capitalize()} {name}: {found.citation}{version}{where}"
    if kind == "assumption":
        return f"Assumption: {rest.strip()}"
    return source
