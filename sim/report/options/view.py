"""What the screen and the page of a choice both say: numbers in their units, sentences."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sim.report import words
from sim.results.options import OptionRow, Options, TurnRow
from sim.world.choice import WEIGHTED

SURE = 2.0  # standard errors from which a difference is told from none
MOST_SOURCES = 4
ARROW = {"up": "↑", "down": "↓"}


@dataclass(frozen=True)
class Judged:
    """An objective as it is shown; the weighted sum is one more where the file gives weights."""

    id: str
    title: str
    kind: str
    wanted: str

    @property
    def arrow(self) -> str:
        """Which way is better."""
        return ARROW[self.wanted]

    @property
    def unit(self) -> str:
        """What its numbers are, in words."""
        return {
            "indicator": "share of runs",
            "alignment": "alignment at the end, −1 to +1",
            "tension": "mean tension over the months, 0 to 10",
            "acts": "acts per run",
        }.get(self.kind, "score, 0 to 1")

    def level(self, value: float) -> str:
        """Return a level."""
        if self.kind == "indicator":
            return words.percent(value)
        return f"{value:.3f}" if self.kind == "alignment" else f"{value:.2f}"

    def apart(self, value: float) -> str:
        """Return a difference, signed: in points of a hundred for a share of runs."""
        if self.kind == "indicator":
            return words.signed(value * 100, 1)
        return words.signed(value, 3 if self.kind == "alignment" else 2)

    def doubt(self, error: float) -> str:
        """Return a standard error in the unit of a difference."""
        if math.isnan(error):
            return ""
        if self.kind == "indicator":
            return f"±{error * 100:.1f}"
        return f"±{error:.3f}" if self.kind == "alignment" else f"±{error:.2f}"


@dataclass(frozen=True)
class View:
    """A choice as it came out, to be told."""

    found: Options

    @cached_property
    def objectives(self) -> tuple[Judged, ...]:
        """All objectives, the weighted sum last."""
        own = [Judged(o.id, o.title, o.kind, o.wanted) for o in self.found.meta.objectives]
        if any(row.objective == WEIGHTED for row in self.found.options):
            own.append(Judged(WEIGHTED, "All together, by the weights in the file", WEIGHTED, "up"))
        return tuple(own)

    @cached_property
    def _rows(self) -> dict[tuple[str, str, str], OptionRow]:
        return {(r.answer, r.option, r.objective): r for r in self.found.options}

    def row(self, answer: str, option: str, objective: str) -> OptionRow:
        """Return one cell."""
        return self._rows[answer, option, objective]

    def told_apart(self, row: OptionRow) -> bool:
        """Return whether an option is clearly behind the best."""
        return not row.best and abs(row.contrast) > SURE * row.contrast_error

    def best(self, answer: str, objective: str) -> list[str]:
        """Return the best option, then those that are not told apart from it."""
        rows = [self.row(answer, o.id, objective) for o in self.found.meta.options]
        first = [r.option for r in rows if r.best]
        return first + [r.option for r in rows if not r.best and not self.told_apart(r)]

    def title(self, option: str) -> str:
        """Return the title of an option."""
        return next(o.title for o in self.found.meta.options if o.id == option)

    def answer_title(self, answer: str) -> str:
        """Return the title of an answer."""
        return next(a.title for a in self.found.meta.answers if a.id == answer)

    @property
    def lead(self) -> str:
        """The answer that is shown first."""
        return self.found.meta.answers[0].id

    def finding(self) -> list[str]:
        """Return what is found, in a few sentences, under the first answer."""
        by_option: dict[str, list[str]] = {}
        for one in self.objectives:
            if one.id == WEIGHTED:
                continue
            first, *others = self.best(self.lead, one.id)
            by_option.setdefault(first, []).append(_with(one.title, others))
        told = [f"{self.title(o)} is best for: {'; '.join(of)}." for o, of in by_option.items()]
        return [*told, *self.left_out(self.lead)]

    def left_out(self, answer: str) -> list[str]:
        """Return which options no weights can make the best, and by which they are dominated."""
        told = []
        for row in self.found.standings:
            if row.answer == answer and row.dominated_by:
                by, *_ = row.dominated_by.split()
                whole = len(self.found.meta.objectives)
                as_good = f"{self.title(by)} is as good or better by every objective"
                told.append(
                    f"{self.title(row.option)} is dominated: {as_good}, clearly so by"
                    f" {row.clearly} of {whole}. No weights make up for that."
                    if row.clearly
                    else f"{self.title(row.option)}: in these runs {as_good}, but by none of"
                    f" {whole} is it told apart from chance."
                )
        return told

    def weights(self, answer: str) -> str:
        """Return which options the mixes of weights make best."""
        rows = sorted(
            (row for row in self.found.standings if row.answer == answer),
            key=lambda row: -row.weightings,
        )
        won = [f"{row.option} {words.percent(row.weightings)}" for row in rows if row.weightings]
        return ", ".join(won)

    def forms_won(self, answer: str, option: str, objective: str) -> int:
        """Return in how many rival forms an option is best, or is not told apart from the best."""
        return sum(
            row.best or row.regret <= SURE * row.regret_error
            for row in self.found.forms
            if (row.answer, row.option, row.objective) == (answer, option, objective)
        )

    def regret_over_answers(self, option: str, objective: str) -> float:
        """Return by how much another option is better at most, over the answers."""
        return max(
            abs(self.row(answer.id, option, objective).contrast)
            for answer in self.found.meta.answers
        )

    def turning(self, answer: str) -> list[TurnRow]:
        """Return the values whose end turns the choice or leaves it open, the furthest first."""
        order = {"turns": 0, "fades": 1}
        found = [t for t in self.found.turns if t.answer == answer and t.verdict in order]
        return sorted(found, key=lambda t: (order[t.verdict], t.lead_held / t.lead))

    def turn(self, row: TurnRow) -> str:
        """Return what a value does to the choice, in a sentence."""
        one = next(o for o in self.objectives if o.id == row.objective)
        what = f"{one.title}: with {row.value} at {row.end:g} (stated {row.stated:g}) "
        left = f"{one.apart(row.lead)} becomes {one.apart(row.lead_held)}"
        left += f" {one.doubt(row.lead_error)}"
        lead = f"the lead of {row.option} over {row.rival}, {left}"
        if row.verdict == "turns":
            at = "" if row.turn is None else f", from about {row.turn:.3g} on"
            return f"{what}{row.rival} is better{at}: {lead}"
        return f"{what}it is open: {lead}"

    def learning(self, answer: str) -> Iterator[tuple[Judged, str, float, float, int]]:
        """Yield objective, source, gain, error and values of what is worth finding out."""
        for one in self.objectives:
            rows = [
                row
                for row in self.found.learning
                if (row.answer, row.objective) == (answer, one.id)
                and row.gain > SURE * row.mc_error
            ]
            for row in rows[:MOST_SOURCES]:
                yield one, row.source, row.gain, row.mc_error, row.values

    def most_to_learn(self, answer: str, objective: str) -> tuple[float, float]:
        """Return what knowing every value beforehand would gain, and the error of that."""
        rows = [
            row for row in self.found.draws if (row.answer, row.objective) == (answer, objective)
        ]
        now = next(row for row in rows if self.row(answer, row.option, objective).best)
        return now.regret, now.regret_error


def _with(title: str, others: list[str]) -> str:
    return f"{title} ({', '.join(others)} not told apart from it)" if others else title
