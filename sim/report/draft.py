"""The draft of a history as YAML: every proposal in a comment, for a person to accept."""

from collections.abc import Iterator
from itertools import groupby

from sim.report import words
from sim.results.draft import Draft, Proposal
from sim.world import World

HEAD = """\
# A draft of a history, and not one yet: proposals from coded events, none of them checked.
# File: {file}
# SHA-256: {sha256}
# {counted}
#
# A code tells who did what to whom, not whether it was this action, nor how much it weighed.
# Of each proposal decide whether it is true; if so, find the report, declare it under `sources`
# under an id of its own, cite it in the entry, and take the # away. Of several actions of one
# instrument in a month keep the weightiest. Then say of which actions the months are complete:
# only these tell of how often they happen. `sim history check` says what is missing.

title: "Say what this history is"
from: {start}
to: {last}
note: "Say who drew it up, from what, and what is left open"
sources:
  coded-events: {{kind: data, citation: "Say whose coded events these are", date: "{last}"}}
events:
"""
TAIL = """
# Which actions were looked for in every month? Uncomment and cite.
# complete:
#   - {{action: {action}, source: "data:..."}}
# absent:
#   - {{action: {action}, from: {start}, to: {last}, source: "data:..."}}
"""


def text(found: Draft, world: World) -> str:
    """Return the draft as the text of a file, which is refused until something is accepted."""
    known = {"start": world.date, "last": found.last, "action": next(iter(world.actions))}
    file, counted = words.printable(found.file), _counted(found)
    head = HEAD.format(file=file, sha256=found.sha256, counted=counted, **known)
    return head + "\n".join(_lines(found, world)) + "\n" + TAIL.format(**known)


def _counted(found: Draft) -> str:
    said = f"{words.count(found.events, 'event')} between two of the states"
    if not found.unlike:
        return f"{said}."
    none = "looks" if found.unlike == 1 else "look"
    return f"{said}, of which {found.unlike:,} {none} like no action of this world."


def _lines(found: Draft, world: World) -> Iterator[str]:
    if not found.proposals:
        yield "  # No coded event looks like an action of this world."
    for month, proposals in groupby(found.proposals, key=lambda one: one.month):
        yield f"  # ---- {month}"
        for one in proposals:
            action = world.actions[one.action]
            yield f"  # {world.parties[action.owner].name} {words.printable(action.title)}"
            yield f"  # {_seen(one)}"
            yield f'  # - {{date: {one.day}, action: {one.action}, source: "data:..."}}'


def _seen(one: Proposal) -> str:
    """Return what was coded, and what else it may have been."""
    what = words.count(one.events, "event") + " on " + words.count(one.days, "day")
    codes = ", ".join(one.codes)
    also = f"; looks like {', '.join(one.twins)}, too" if one.twins else ""
    return f"{what}, {' '.join(one.pairs)}, CAMEO {codes}{also}"
