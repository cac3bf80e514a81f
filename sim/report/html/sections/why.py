"""Why: for each pair that shifts, its path and a waterfall of what moved it, from the ledger."""

from collections.abc import Mapping

from sim.report import selection, words
from sim.report.html.brief import Brief, Pair
from sim.report.html.markup import Child, Markup, element
from sim.report.html.prose import prose
from sim.report.html.sections.parts import para, section
from sim.report.html.svg.trend import Path, trend
from sim.report.html.svg.waterfall import Bar, waterfall
from sim.report.html.traced import number, picked, signed
from sim.results import WITH, WITHOUT, LedgerRow, ShiftRow
from sim.results.conventions import KEPT_RUNS

TITLE = "Why"
BARS = 7  # contributions shown by name; the others are summed
PRINTED = 3  # pairs shown on paper and where no script runs
PAIRS = 8  # pairs that can be chosen

Cause = tuple[str, str]  # action, mechanism


def why(brief: Brief) -> Markup:
    """Return the section."""
    rows = explained(brief)
    if not rows:
        return section("why", TITLE, para("No alignment shifts beyond chance: nothing to explain."))
    books = contributions(brief.results.ledger)
    return section(
        "why",
        TITLE,
        prose("why", runs=brief.meta.runs, kept=KEPT_RUNS),
        _choice(brief, rows),
        [_panel(brief, one, books, printed=at < PRINTED) for at, one in enumerate(rows)],
        _mechanisms(brief, rows, books),
    )


def figures(brief: Brief) -> dict[str, Markup]:
    """Return the figures that stand by themselves, by name."""
    books = contributions(brief.results.ledger)
    found = {}
    for one in explained(brief)[:PRINTED]:
        pair, name = (one.source, one.target), brief.pair(one.source, one.target)
        found[f"path-{'-'.join(pair)}"] = _path(brief, pair, name)
        found[f"why-{'-'.join(pair)}"] = _waterfall(brief, pair, name, books.get(pair, {}))
    return found


def explained(brief: Brief) -> list[ShiftRow]:
    """Return the shifts that stand out of chance, at the end or on the way, the largest first."""
    return selection.shifts(brief.results.shifts, PAIRS)


def contributions(ledger: tuple[LedgerRow, ...]) -> Mapping[Pair, Mapping[Cause, float]]:
    """Return what each action, through each mechanism, added to each pair because of the event."""
    books: dict[Pair, dict[Cause, float]] = {}
    for row in ledger:
        book = books.setdefault((row.source, row.target), {})
        cause = (row.action, row.mechanism)
        signed_amount = row.contribution if row.arm == WITH else -row.contribution
        book[cause] = book.get(cause, 0.0) + signed_amount
    return books


def largest(book: Mapping[Cause, float]) -> list[tuple[Cause, float]]:
    """Return the contributions worth a bar of their own, the largest first."""
    most = sorted(book.items(), key=lambda item: (-abs(item[1]), item[0]))[:BARS]
    return [(cause, amount) for cause, amount in most if abs(amount) >= 0.0005]


def _choice(brief: Brief, rows: list[ShiftRow]) -> Markup:
    options = [
        element("option", brief.pair(row.source, row.target), value=f"{row.source}>{row.target}")
        for row in rows
    ]
    return element(
        "div",
        element("label", "Pair", for_="pair"),
        element("select", *options, id="pair"),
        element("p", id="unexplained", role="status"),
        class_="controls live",
    )


def _panel(
    brief: Brief, one: ShiftRow, books: Mapping[Pair, Mapping[Cause, float]], *, printed: bool
) -> Markup:
    pair = (one.source, one.target)
    name = brief.pair(*pair)
    return element(
        "div",
        element("h3", name),
        element(
            "div",
            element("figure", _path(brief, pair, name), _caption(brief, one)),
            element("figure", _waterfall(brief, pair, name, books.get(pair, {}))),
            class_="two",
        ),
        class_="panel" if printed else "panel extra",
        data_panel=f"{one.source}>{one.target}",
    )


def _path(brief: Brief, pair: Pair, name: str) -> Markup:
    with_, without = brief.paths[pair, WITH], brief.paths[pair, WITHOUT]
    path = Path(
        [row.mean for row in with_],
        [row.mean for row in without],
        [row.p10 if brief.meta.runs > 1 else row.mean for row in with_],
        [row.p90 if brief.meta.runs > 1 else row.mean for row in with_],
    )
    return trend(path, brief.months, f"Path of the alignment: {name}")


def _caption(brief: Brief, one: ShiftRow) -> Markup:
    keys = f"shifts.csv {picked(source=one.source, target=one.target)}"
    return element("figcaption", *_effect(brief, one), data_csv=keys)


def _effect(brief: Brief, one: ShiftRow) -> list[Child]:
    return [
        "Furthest apart ",
        number(signed(one.peak, 3), one.peak, "peak"),
        " ",
        number(words.error(one.peak_error), one.peak_error, "peak_error"),
        f" {brief.when(one.peak_step)}; left at the end ",
        number(signed(one.effect, 3), one.effect, "effect"),
        " ",
        number(words.error(one.mc_error), one.mc_error, "mc_error"),
        ".",
    ]


def _waterfall(brief: Brief, pair: Pair, name: str, book: Mapping[Cause, float]) -> Markup:
    keys = f"ledger.csv contribution {picked(source=pair[0], target=pair[1], arm='with-without')}"
    shown = largest(book)
    total = sum(book.values())
    bars = [_bar(brief, cause, amount) for cause, amount in shown if cause[0]]
    rest = len(book) - len(shown)
    if rest:
        left = total - sum(amount for _, amount in shown)
        bars.append(Bar(f"All other contributions ({rest})", "summed", left, "rest"))
    bars += [_bar(brief, cause, amount) for cause, amount in shown if not cause[0]]
    closing = Bar("Left of the shift at the end, latent scale", "sum of all", total, "")
    return waterfall(bars, closing, f"What moved {name}: {len(bars)} bars", keys)


def _bar(brief: Brief, cause: Cause, amount: float) -> Bar:
    action, mechanism = cause
    title = mechanism_title(brief, mechanism)
    said = (brief.deed(action), title) if action else (title, "without an action")
    return Bar(*said, amount, picked(action=action, mechanism=mechanism))


def mechanism_title(brief: Brief, name: str) -> str:
    """Return the title of a mechanism; an unknown one keeps its id, legibly."""
    found = brief.meta.mechanisms.get(name)
    return found.title if found else name.replace("_", " ")


def _mechanisms(
    brief: Brief, rows: list[ShiftRow], books: Mapping[Pair, Mapping[Cause, float]]
) -> Markup | None:
    seen = {
        mechanism
        for row in rows
        for (_, mechanism), _ in largest(books.get((row.source, row.target), {}))
    }
    terms = [
        (element("dt", found.title), element("dd", found.says))
        for name, found in brief.meta.mechanisms.items()
        if name in seen
    ]
    if not terms:
        return None
    return Markup(element("h3", "The mechanisms above") + element("dl", *terms, class_="terms"))
