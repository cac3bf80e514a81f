"""What votes come to."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from sim.room.core.rules import Rules
from sim.room.core.state import HOLD, Played, Room, Taken
from sim.room.core.table import Act, Table


def decided(rules: Rules, room: Room, table: Table | None) -> Played:
    """What a month comes to: the host's acts, then each team's, one act to a line of policy,
    and what programs say."""
    acts = {} if table is None else table.acts
    added = [name for name in room.injected if name in acts]
    taken = [Taken(name, acts[name].owner, "host") for name in added]
    lines = {acts[name].line for name in added}
    left = []
    for code in rules.lesson.played:
        found = None if code in room.delegated else tally(room, code)
        if found and _possible(found, acts, lines):
            taken.append(found)
        elif room.team(code):
            left.append(code)
    for code in sorted(rules.programs):
        said = room.spoken.get(code)
        if said is None or said.fault:
            left.append(code)
        else:
            taken += [
                Taken(action, code, "program", line=line)
                for line, action in said.choose.items()
                if line not in lines
            ]
    return Played(room.month, tuple(taken), tuple(left), room.off)


def _possible(found: Taken, acts: Mapping[str, Act], lines: AbstractSet[str]) -> bool:
    """Whether it is open, and nothing that the host has added stands in its line of policy."""
    if found.action is None:
        return True
    return found.action in acts and acts[found.action].line not in lines


def tally(room: Room, code: str) -> Taken | None:
    """What a team has voted for: most votes; a tie goes to the leader, then to the model.

    None: it is left to the model.
    """
    ministers = room.ministers(code)
    votes = {seat.id: room.votes[seat.id] for seat in ministers if seat.id in room.votes}
    counts = _counted(votes)
    if not counts:
        return None
    most = max(counts.values())
    ahead = [action for action, count in counts.items() if count == most]
    led = votes.get(ministers[0].id)
    action = ahead[0] if len(ahead) == 1 else led if led in ahead else None
    if action is None:
        return None
    hands = all(seat.hands for seat in ministers)
    done = None if action == HOLD else action
    return Taken(done, code, "team", most, len(votes), hands=hands)


def _counted(votes: Mapping[str, str | None]) -> dict[str | None, int]:
    found: dict[str | None, int] = {}
    for vote in votes.values():
        found[vote] = found.get(vote, 0) + 1
    return found
