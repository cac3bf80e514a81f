"""Pictures of a result by matplotlib, to go on working with; each returns the axes it drew on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sim.ask.extras import need
from sim.report import selection, words
from sim.report.html.brief import Brief
from sim.report.html.svg.network import seating
from sim.results import WITH, WITHOUT, Arm
from sim.world.problems import suggest

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MORE, LESS, QUIET = "#2f74b5", "#b85a0b", "#5a626b"  # as on the page: for, against, without
THICKEST, FAINT = 7.0, 0.005  # points of the thickest line; a value that gets none
VIEWS = ("with", "without", "difference")

View = Literal["with", "without", "difference"]


@dataclass(frozen=True)
class Plots:
    """The pictures of a result. ``ax`` is where to draw; by default a figure of its own.

    All need the extra ``plots`` (``MissingError`` without it) and raise ``ValueError`` for a name
    that there is not.
    """

    brief: Brief

    def alignment(self, *pairs: str, ax: "Axes | None" = None) -> "Axes":
        """Draw the path of alignments (``"RUS>KOR"``) with and without; by default the largest.

        Lines are means over runs, the band is where 8 runs in 10 with the scenario lie.
        """
        axes = _axes(ax, (7, 3.5))
        for pair in pairs or self._leading():
            source, target = self._pair(pair)
            rows = self.brief.paths[(source, target), WITH]
            other = self.brief.paths[(source, target), WITHOUT]
            steps, said = range(len(rows)), self.brief.pair(source, target)
            (drawn,) = axes.plot(steps, [row.mean for row in rows], label=said)
            colour, means = drawn.get_color(), [row.mean for row in other]
            axes.plot(steps, means, "--", color=colour, label=f"{said}, without")
            low, high = [row.p10 for row in rows], [row.p90 for row in rows]
            axes.fill_between(steps, low, high, color=colour, alpha=0.12)
        axes.set_ylabel("alignment, −1 foe to +1 ally")
        _months(axes, self.brief)
        axes.legend(frameon=False, fontsize="small")
        return axes

    def reactions(self, most: int = 8, ax: "Axes | None" = None) -> "Axes":
        """Draw how often actions are chosen with and without, those that change most first.

        Times per run in the six months from the event on, scripted times not counted.
        """
        found = self.brief.results.reactions
        rows = [*selection.more_often(found, most), *selection.less_often(found, most)]
        rows = sorted(rows, key=lambda row: -abs(row.extra))[:most][::-1]
        axes = _axes(ax, (8, 1 + 0.4 * len(rows)))
        named = [self.brief.deed(row.action) for row in rows]
        pairs = [(row.baseline_rate, row.rate) for row in rows]
        _arrows(axes, named, pairs, "times per run: without ○, with ●")
        return axes

    def indicators(self, most: int = 10, ax: "Axes | None" = None) -> "Axes":
        """Draw the share of runs in which indicators come true, those that change most first.

        Those that the script decides by itself are left out.
        """
        free = selection.free(self.brief.results.indicators, self.brief.meta.settled)
        rows = sorted(free, key=lambda row: -abs(row.difference))[:most][::-1]
        axes = _axes(ax, (8, 1 + 0.4 * len(rows)))
        shares = [(100 * row.without, 100 * row.with_) for row in rows]
        _arrows(axes, [row.title for row in rows], shares, "% of runs: without ○, with ●")
        return axes

    def network(
        self, view: View = "difference", step: int | None = None, ax: "Axes | None" = None
    ) -> "Axes":
        """Draw who sides with whom at the end of a step (default: the last): ``with`` the scenario,
        ``without`` it, or the ``difference``.

        The half of a line next to a state says how far that state sides with the other: the
        thicker, the more; blue for, dashed orange against. Differences are drawn to their largest.
        """
        if view not in VIEWS:
            raise ValueError(f"there is no view `{view}`. {suggest(view, list(VIEWS))}")
        at = self.brief.last if step is None else step
        if not 0 <= at <= self.brief.last:
            raise ValueError(f"step must be from 0 to {self.brief.last}, not {step}")
        values = self._values(view, at)
        axes = _axes(ax, (5, 5))
        _net(axes, self.brief, values)
        what = {"with": "with the scenario", "without": "without it"}.get(view, "the difference")
        axes.set_title(f"{what}, {self.brief.months[at]}", fontsize="medium")
        return axes

    def _values(self, view: View, step: int) -> dict[tuple[str, str], float]:
        def means(arm: Arm) -> dict[tuple[str, str], float]:
            return {pair: self.brief.paths[pair, arm][step].mean for pair in self.brief.pairs}

        if view != "difference":
            return means(view)
        without = means(WITHOUT)
        return {pair: mean - without[pair] for pair, mean in means(WITH).items()}

    def _leading(self) -> list[str]:
        rows = selection.shifts(self.brief.results.shifts, 2) or self.brief.results.shifts[:2]
        return [f"{row.source}>{row.target}" for row in rows]

    def _pair(self, pair: str) -> tuple[str, str]:
        known = [">".join(one) for one in self.brief.pairs]
        if pair not in known:
            raise ValueError(f"there is no alignment `{pair}`. {suggest(pair, known)}")
        source, _, target = pair.partition(">")
        return source, target


def _axes(ax: "Axes | None", size: tuple[float, float]) -> "Axes":
    need("matplotlib", "plots")
    from matplotlib import pyplot as plt

    return plt.subplots(figsize=size, layout="constrained")[1] if ax is None else ax


def _months(axes: "Axes", brief: Brief) -> None:
    ticks = range(0, brief.last + 1, max(1, brief.last // 6))
    axes.set_xticks(list(ticks), [brief.months[at] for at in ticks])
    _plain(axes)


def _plain(axes: "Axes") -> None:
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(visible=True, axis="both", alpha=0.2)


def _arrows(
    axes: "Axes", named: Sequence[str], pairs: Sequence[tuple[float, float]], label: str
) -> None:
    """From what is without to what is with, one line each."""
    places = range(len(named))
    for place, (without, with_) in zip(places, pairs, strict=True):
        colour = MORE if with_ >= without else LESS
        axes.plot([without, with_], [place, place], color=colour, zorder=1)
        axes.scatter([with_], [place], color=colour, zorder=2)
        axes.scatter([without], [place], facecolor="white", edgecolor=QUIET, zorder=2)
    axes.set_yticks(list(places), [words.printable(name) for name in named], fontsize="small")
    axes.set_xlabel(label)
    axes.set_xlim(left=0)
    _plain(axes)


def _net(axes: "Axes", brief: Brief, values: dict[tuple[str, str], float]) -> None:
    from math import cos, pi, sin

    start = {pair: brief.paths[pair, WITHOUT][0].mean for pair in brief.pairs}
    codes = seating(list(dict.fromkeys(code for pair in brief.pairs for code in pair)), start)
    turn = 2 * pi / len(codes)
    at = {code: (sin(n * turn), cos(n * turn)) for n, code in enumerate(codes)}
    top = max((abs(value) for value in values.values()), default=0.0) or 1.0
    for (source, target), value in values.items():
        if abs(value) < FAINT * top:
            continue
        (x, y), (u, v) = at[source], at[target]
        style = ("-", MORE) if value > 0 else ("--", LESS)
        width = 0.5 + THICKEST * abs(value) / top
        axes.plot([x, (x + u) / 2], [y, (y + v) / 2], style[0], color=style[1], lw=width, zorder=1)
    for code, (x, y) in at.items():
        axes.scatter([x], [y], s=700, facecolor="white", edgecolor=QUIET, zorder=2)
        axes.annotate(code, (x, y), ha="center", va="center", fontsize="small")
    axes.set(aspect="equal", xlim=(-1.25, 1.25), ylim=(-1.25, 1.25))
    axes.set_axis_off()
