"""A scenario's script as the kernel reads it: fixed steps, orders that depend, bars."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sim.binding.names import Names
from sim.binding.policies import POLICIES
from sim.kernel.condition import Carried, Condition, Done, Either, Every, Level, Months, Not
from sim.kernel.frame import FOREVER, Bar, Frame, Lot, Order
from sim.world import Scenario, World
from sim.world.check_script import described
from sim.world.condition import When
from sim.world.scenario import Contingency, Rules

SYMBOLS = {
    "alignment": "a",
    "assurance": "r",
    "credibility": "credible",
    "dependence": "d",
    "posture": "posture",
    "tension": "e",
}
"""What a condition or an indicator measures -> its symbol in the laws."""

ALL = float("inf")


@dataclass(frozen=True)
class Directed:
    """A frame with its orders and bars. ``draws`` names the luck of orders, in their order."""

    frame: Frame
    draws: tuple[str, ...] = ()


BRANCH = "branch"  # the luck by which runs fall to branches, one number for a run


def directed(world: World, scenario: Scenario, names: Names, frame: Frame) -> Directed:
    """The frame with all that a scenario has done on condition, by rule or by luck."""
    if not (scenario.contingencies or scenario.rules):
        return Directed(frame)
    return _Binder(world, scenario, names, frame).directed()


class _Binder:
    """Turns names into slots."""

    def __init__(self, world: World, scenario: Scenario, names: Names, frame: Frame) -> None:
        self._world, self._scenario, self._frame = world, scenario, frame
        self._names = names
        self._action = {name: k for k, name in enumerate(names.actions)}
        self._draws: dict[str, int] = {}
        self._named: dict[str, list[int]] = {}  # event -> its orders, in the order of the events
        for e, one in enumerate(scenario.contingencies):
            self._named.setdefault(one.id, []).append(e)
        self._steps: dict[str, list[int]] = {}  # event -> the steps it is sure in
        for event in scenario.events:
            self._steps.setdefault(event.id, []).append(event.step)

    def directed(self) -> Directed:
        """Events first, since they take an instrument first; then rules, and policies last."""
        orders = [self._event(one) for one in self._scenario.contingencies]
        bars: list[Bar] = []
        for actor, rules in self._scenario.rules.items():
            orders += self._ruled(rules)
            bars += self._barred(rules)
            policy = POLICIES.get(rules.policy or "model")
            if policy is not None:
                ruled = replace(self._frame, bars=tuple(bars))
                played = policy(ruled, self._names.parties.index(actor))
                orders += [replace(one, policy=True) for one in played[0]]
                bars += [replace(one, policy=True) for one in played[1]]
        frame = replace(self._frame, orders=tuple(orders), bars=tuple(bars))
        return Directed(frame, tuple(self._draws))

    def _event(self, one: Contingency) -> Order:
        owner = self._world.actions[one.action].owner
        return Order(
            k=self._action[one.action],
            when=None if one.when is None else self.condition(one.when, owner),
            first=one.first,
            last=one.last,
            after=one.after,
            within=one.within,
            until=one.until,
            once=one.once,
            lots=tuple(self._lots(one)),
            month=self._draw(f"event/{one.name}/month") if one.within > 1 else None,
        )

    def _lots(self, one: Contingency) -> Iterator[Lot]:
        if one.branch:
            yield Lot(self._draw(BRANCH), *self._share(one.branch))
        if one.probability < 1.0:
            yield Lot(self._draw(f"event/{one.name}"), 0.0, one.probability)

    def _share(self, name: str) -> tuple[float, float]:
        low = 0.0
        for branch in self._scenario.branches:
            if branch.id == name:
                return low, low + branch.weight
            low += branch.weight
        raise KeyError(name)

    def _draw(self, name: str) -> int:
        """The number of a draw by its name; draws of orders follow those of lines."""
        return self._draws.setdefault(name, len(self._draws)) + len(self._frame.lines)

    def _ruled(self, rules: Rules) -> Iterator[Order]:
        """Answers before what is done always, which would leave an instrument no month for them."""
        for n, answer in enumerate(rules.answers):
            asked = self.condition(answer.to, self._world.actions[answer.action].owner)
            luck = f"answer/{answer.action}/{n}"
            month = self._draw(luck) if answer.within > 1 else None
            k = self._action[answer.action]
            yield Order(k, asked, within=answer.within, once=False, month=month)
        for name in rules.always:
            yield Order(self._action[name], once=False)

    def _barred(self, rules: Rules) -> Iterator[Bar]:
        never = [self._action[name] for name in rules.never]
        held = {self._names.instruments.index(name) for name in rules.hold}
        never += [act.k for act in self._frame.acts if act.line in held]
        if never:
            yield Bar(tuple(sorted(set(never))))

    def condition(self, when: When, owner: str) -> Condition:
        """A condition over names as one over slots, for an actor that waits for it."""
        subject = when.subject
        if subject == "deed":
            named = when.actions or described(self._world, when, owner)
            return self._done((self._action[name] for name in named), when.months)
        if subject == "threat":
            return self._pulled(str(when.threat), when.months)
        if subject == "event":
            return self._carried(str(when.event), when.months)
        if subject == "not":
            return Not(self.condition(next(one for _, one in when.parts), owner))
        if subject in ("any", "all"):
            parts = tuple(self.condition(one, owner) for _, one in when.parts)
            return Either(parts) if subject == "any" else Every(parts)
        return self._level(when, subject)

    def _done(self, acts: Iterable[int], months: int) -> Condition:
        found = tuple(Done(k, months) for k in acts)
        return found[0] if len(found) == 1 else Either(found)

    def _pulled(self, name: str, months: int) -> Condition:
        """A threat is pulled by its triggers, by what is to end, or by a posture that is held."""
        threat = self._frame.threats[self._names.threats.index(name)]
        acts = (Done(k, months) for k in (*threat.triggers, *threat.going_on))
        held = (Level("posture", w, float(low), float(high)) for w, low, high in threat.held)
        return Either((*acts, *held))

    def _carried(self, name: str, months: int) -> Condition:
        orders = (Carried(e, months) for e in self._named.get(name, ()))
        sure = (Months(n + 1, min(n + months, FOREVER)) for n in self._steps.get(name, ()))
        found: tuple[Condition, ...] = (*orders, *sure)
        return found[0] if len(found) == 1 else Either(found)

    def _level(self, when: When, subject: str) -> Condition:
        axes = {
            "tension": self._names.theatres,
            "posture": self._names.postures,
            "credibility": self._names.threats,
        }
        name = str(getattr(when, subject))
        (threshold,) = when.thresholds
        value = getattr(when, threshold)
        if subject in axes:
            key: object = axes[subject].index(name)
        else:
            i, m = name.split(">")
            key = (self._names.parties.index(i), self._names.parties.index(m))
        if subject == "posture":
            value = float(self._world.postures[name].rank(str(value)))
        moved = threshold in ("rises_by", "falls_by")
        if threshold in ("at_least", "rises_by"):
            return Level(SYMBOLS[subject], key, float(value), ALL, moved)
        if threshold == "at_most":
            return Level(SYMBOLS[subject], key, -ALL, float(value), moved)
        return Level(SYMBOLS[subject], key, -ALL, -float(value), moved)
