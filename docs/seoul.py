"""A class plays Seoul for the six months from the pact on, month by month, on the luck of one run.

    python docs/seoul.py [RUN]

RUN is 405 unless another is given: other runs have other luck. Type the numbers of what Seoul is to
do, or nothing; `q` ends the round. Each percentage is the chance that the model gives Seoul itself.
"""

import sys

from sim.report.words import percent
from sim.single import EscalationModel
from sim.single.options import Line

PLAYED, SEOUL, RUN, MONTHS = "pact", "KOR", 405, 6
LIKELIER = 1.5  # times its usual chance, from which on a deed of another is worth telling
SHOWN, SMALLEST = 4, 0.005  # alignments that are told, and how far they must have moved
Menu = list[tuple[Line, int]]  # a line of policy, and which of its options


def menu_of(model: EscalationModel) -> Menu:
    """What Seoul can do, in the order of its lines of policy."""
    lines = model.actor(SEOUL).options().values()
    return [(line, at) for line in lines for at in range(len(line.options))]


def understood(text: str, menu: Menu) -> dict[str, str]:
    """The actions that were typed, as action -> title. ValueError says what is wrong with them."""
    chosen: dict[str, tuple[str, str]] = {}  # instrument -> action and title
    for word in text.replace(",", " ").split():
        if not (word.isdecimal() and 1 <= int(word) <= len(menu)):
            raise ValueError(f"“{word}” is no number from 1 to {len(menu)}.")
        line, at = menu[int(word) - 1]
        option = line.options[at]
        before = chosen.setdefault(line.instrument, (option.action, option.title))
        if before[0] != option.action:
            raise ValueError(
                f"Seoul cannot do both in one month: {before[1]}; {option.title}. "
                f"Both are of one line of policy ({line.title})."
            )
    return dict(chosen.values())


def ask(menu: Menu) -> dict[str, str] | None:
    """Ask until what is typed can be done; None ends the round."""
    while True:
        typed = input("Seoul does (numbers; Enter: nothing; q: end): ").strip()
        if typed.lower() in ("q", "quit"):
            return None
        try:
            chosen = understood(typed, menu)
        except ValueError as wrong:
            print(f"  {wrong} Once more:")
            continue
        print(f"  Understood: South Korea {'; '.join(chosen.values()) or 'does nothing new'}.")
        return chosen


def choose(model: EscalationModel, chosen: dict[str, str]) -> None:
    """Let Seoul do what was chosen, and nothing in every other line of policy."""
    for action in chosen:
        model.choose(SEOUL, action)
    model.choose(SEOUL, None)


def alignments(model: EscalationModel) -> dict[str, float]:
    """How far each actor sides with each party, by pair in words."""
    names = {code: party.name for code, party in model.world.parties.items()}
    return {
        f"{names[one]} toward {names[other]}": model.alignment(one, other)
        for one in model.world.deciding
        for other in names
        if f"{one}>{other}" in model.world.relations
    }


def tell_moves(title: str, after: dict[str, float], before: dict[str, float]) -> None:
    """Print the alignments that differ most."""
    moves = {pair: after[pair] - before[pair] for pair in after}
    told = sorted(moves, key=lambda pair: -abs(moves[pair]))[:SHOWN]
    print(f"  {title}")
    for pair in (pair for pair in told if abs(moves[pair]) >= SMALLEST):
        print(f"    {pair:<36} {moves[pair]:+.3f}, now {after[pair]:+.2f}")
    if abs(moves[told[0]]) < SMALLEST:
        print(f"    nothing by {SMALLEST} or more")


def tell_deeds(model: EscalationModel) -> None:
    """Print what was scripted, what Seoul chose, and what others did with raised odds."""
    print("  What happened")
    left = 0
    for deed in model.history[-1]:
        if deed.by == "draw" and deed.probability <= LIKELIER * deed.base_rate:
            left += 1
            continue
        how = {"player": "your choice", "script": "scripted"}.get(deed.by, "likelier than usual")
        who = model.world.parties[deed.actor].name
        said = model.world.actions[deed.action].title
        print(f"    {who} {said}")
        chance, usual = percent(deed.probability), percent(deed.base_rate)
        print(f"        {how}; by itself: chance {chance}, usual {usual}")
    print(f"    and {left} usual acts of others")


def play_month(model: EscalationModel) -> bool:
    """One month: the menu, the choice, what happened and what came of it. False ends the round."""
    menu = menu_of(model)
    feeling = model.alignment("RUS", SEOUL)
    print(f"\nMonth {len(model.months) + 1}.  Moscow toward Seoul: {feeling:+.2f}")
    for number, (line, at) in enumerate(menu, 1):
        one = line.options[at]
        chance, usual = percent(one.probability), percent(one.base_rate)
        print(f"  {number:2}  {one.title}  ({chance}, normally {usual})")
    chosen = ask(menu)
    if chosen is None:
        return False
    still = model.copy()  # the same past and the same luck, but this month Seoul does nothing
    before = alignments(model)
    for one, what in ((model, chosen), (still, {})):
        choose(one, what)
        one.step()
    tell_deeds(model)
    tell_moves("What moved", alignments(model), before)
    if chosen:
        title = "What your choice did: beside the same month without it, on the same luck"
        tell_moves(title, alignments(model), alignments(still))
    return True


def tell_end(model: EscalationModel) -> None:
    """Print what all choices together did, beside a Seoul that did nothing."""
    played = len(model.months)
    if not played:
        return
    idle = EscalationModel(scenario=PLAYED, seed=0, run=model.setting.run)
    for _ in model.months:
        choose(idle, {})
        idle.step()
    months = "month" if played == 1 else "months"
    title = f"After {played} {months}: your Seoul beside one that did nothing, on the same luck"
    print()
    tell_moves(title, alignments(model), alignments(idle))
    print("  One run proves nothing: `sim run pact` makes a thousand. Another luck: seoul.py 418")


def main(words: list[str]) -> int:
    """Play a round; 0 however it ends, 2 if what was asked is no run."""
    if len(words) > 1 or not all(word.isdecimal() for word in words):
        print("error: give the number of a run, such as: python docs/seoul.py 418", file=sys.stderr)
        return 2
    try:
        model = EscalationModel(scenario=PLAYED, seed=0, run=int(words[0]) if words else RUN)
    except ValueError as wrong:  # more runs than there are
        print(f"error: {wrong}", file=sys.stderr)
        return 2
    try:
        while len(model.months) < MONTHS and play_month(model):
            pass
    except (EOFError, KeyboardInterrupt):
        print("\nThe round ends here.")
    tell_end(model)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
