"""A document under the marking pen: faults are noted where they stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sim.world.document import Document, Place
from sim.world.party import Party
from sim.world.problems import MOST, Problem, suggest


@dataclass
class Page:
    """A document on which faults are marked.

    ``within`` is the part that places are told from, where a page is only a part of the document.
    """

    document: Document
    problems: list[Problem]
    within: Place = ()

    @property
    def full(self) -> bool:
        """True if so much is wrong that no more is looked for."""
        return len(self.problems) >= MOST

    def mark(self, place: Place, message: str, hint: str = "") -> None:
        """Notes a fault at a place, unless there are enough."""
        if self.full:
            return
        self.problems.append(self.document.problem((*self.within, *place), message, hint))

    def line(self, place: Place) -> int:
        """The line of a place."""
        return self.document.line((*self.within, *place))

    def known(self, place: Place, word: str, known: Iterable[str], what: str) -> bool:
        """True if the word is known; else a fault is noted, with what was probably meant."""
        names = list(known)
        if word in names:
            return True
        if not self.full:
            self.mark(place, f"unknown {what} `{word}`", suggest(word, names))
        return False

    def known_actor(self, place: Place, word: str, parties: Mapping[str, Party]) -> bool:
        """True if the word is a party that decides; else a fault is noted."""
        if word in parties and not parties[word].actor:
            self.mark(place, f"{word} does not decide", "Name an actor")
            return False
        return self.known(place, word, [p for p in parties if parties[p].actor], "actor")

    def all_known(self, words: Mapping[Place, str], known: Iterable[str], what: str) -> bool:
        """True if each word is known; every one that is not is noted."""
        names = list(known)
        answers = [self.known(place, word, names, what) for place, word in words.items()]
        return all(answers)

    def named(self, key: str, name: str, stem: str) -> bool:
        """True if what the file calls itself is the file's name."""
        if name == stem:
            return True
        self.mark((key,), f"`{key}: {name}` is not the file's name", f"Rename it {name}.yaml")
        return False
