"""The debrief page: one file that needs no network, in the look of the report."""

from collections.abc import Iterable, Iterator, Sequence

from sim.report import words
from sim.report.html.markup import Markup, element
from sim.report.html.sections.parts import para, row, section, table
from sim.report.html.shell import index, listed, shell
from sim.report.played.why import apart, moved
from sim.room.core.game import Game
from sim.room.core.look import Look
from sim.room.core.numbers import signed, span
from sim.room.core.record import Header
from sim.room.core.score import Outcome, Score, calibration, outcomes, score, settled
from sim.room.core.state import Played, Room
from sim.room.core.telling import WARNING, deed_text, done_in, held, luck_text, notable, when
from sim.room.debrief.course import reproduction_along

NAME = "debrief.html"
ROWS = 12
LIMITS = (
    "The model gives no forecast. It says what follows from stated assumptions; read differences, "
    "not levels. Six states decide, each as one mind; it knows nothing of economies and publics."
)


def page(game: Game, room: Room, header: Header) -> Markup:
    """The page of a room, as far as it has been played."""
    game.follow(room)
    look = game.look(room.months)
    sections = [one for one in _sections(game, room, look) if one is not None]
    lesson = header.card
    top = element(
        "header",
        para(f"Debrief · {words.count(len(room.months), 'month')} played", class_="eyebrow"),
        element("h1", lesson.title),
        listed(
            (
                ("Scenario", game.setup.lesson.scenario.title),
                ("Played", ", ".join(_name(game, code) for code in lesson.played)),
                ("Seats", str(len(room.seats))),
                ("Luck", f"run {header.run} of seed {header.seed}, values {lesson.values}"),
                ("Room", header.id),
            )
        ),
        index([(name, said) for name, said, _ in sections]),
    )
    body = [section(name, said, *parts) for name, said, parts in sections]
    return shell(f"Debrief: {lesson.title}", top, body)


Part = tuple[str, str, Sequence[Markup]]


def _sections(game: Game, room: Room, look: Look) -> Iterator[Part | None]:
    yield "finding", "What your choices changed", _finding(game, room, look)
    if not room.months:
        return
    yield "twin", "Your course beside the model's own", _twin(game, look)
    yield "months", "Month by month", _months(game, room)
    if room.earlier:
        yield "first", "The first course", _first(game, room)
    yield "luck", "Luck or choice?", _luck(game, look)
    yield _bets(game, room)
    yield "escalation", "How far one blow led to the next", _reproduction(game, look)
    yield _poll(game, room)
    yield "wrong", "Where the model is wrong", _wrong(game, room, look)


def _finding(game: Game, room: Room, look: Look) -> list[Markup]:
    if not room.months:
        return [para("No month has been played yet.", class_="finding")]
    found = [para(f"{line}.", class_="finding") for line in look.apart[:2]]
    if not found:
        said = "Your course is the model's own: nothing was chosen that parts them."
        found = [para(said, class_="finding")]
    found += [para(luck_text(luck, game), class_="lead") for luck in look.luck[:1]]
    if look.bounded:
        found.append(para(WARNING, class_="warning"))
    return found


def _twin(game: Game, look: Look) -> list[Markup]:
    names = game.setup.world.parties
    ranked = sorted(look.pairs, key=lambda p: -abs(p.now - p.twin))[:ROWS]
    pairs = [
        row(
            f"{names[p.source].name} toward {names[p.target].name}",
            [signed(p.start), signed(p.now), signed(p.twin), signed(p.now - p.twin)],
        )
        for p in ranked
    ]
    ladders = [
        row(one.theatre, [f"{v:.1f}" for v in (one.start, one.now, one.twin)] + [one.rung])
        for one in look.ladders
    ]
    why = look.why
    told = [] if why is None else apart(why, look.world)
    return [
        para("The model's own course has the same luck and values; only nobody chose."),
        table(("", "start", "played", "own course", "difference"), pairs, "Alignments, −1 to 1"),
        table(("", "start", "played", "own course", "rung now"), ladders, "Tension, 0 to 10"),
        element("h3", "What parts them, by deed and idea"),
        _list(told or ["Nothing by as much as 0.005."]),
    ]


def _months(game: Game, room: Room) -> list[Markup]:
    found = []
    for n in range(1, len(room.months) + 1):
        look = game.look(room.months[:n])
        month = room.months[n - 1]
        why = look.why
        left = [_name(game, code) for code in month.left]
        parts = [
            element("h3", when(game, n)),
            _list([f"{said}." for said in _done(look, month, game)] or ["Usual acts alone."]),
            _list([] if why is None else moved(why, look.world)),
        ]
        if left:
            parts.append(para(f"Played by the model: {', '.join(left)}.", class_="quiet"))
        if month.off:
            parts.append(para(f"Switched off: {', '.join(sorted(month.off))}.", class_="quiet"))
        found.append(element("li", *parts))
    return [element("ol", found, class_="story")]


def _done(look: Look, month: Played, game: Game) -> list[str]:
    holds = [str(one["text"]) for one in held(month, game)]
    return [*(deed_text(deed, look) for deed in notable(look)), *holds]


def _first(game: Game, room: Room) -> list[Markup]:
    first, second = game.look(room.earlier), game.look(room.months)
    before = {(p.source, p.target): p.now for p in first.pairs}
    moves = sorted(second.pairs, key=lambda p: -abs(p.now - before[p.source, p.target]))[:6]
    rows = []
    for p in moves:
        was = before[p.source, p.target]
        pair = f"{_name(game, p.source)} toward {_name(game, p.target)}"
        rows.append(row(pair, [signed(was), signed(p.now), signed(p.now - was)]))
    said = f"The class played again from {when(game, room.shared + 1)}, with the same luck."
    return [para(said), table(("", "first", "second", "difference"), rows, "Where they ended")]


def _luck(game: Game, look: Look) -> list[Markup]:
    rows = [
        row(
            f"{_name(game, one.source)} toward {_name(game, one.target)}",
            [
                signed(one.now),
                span(one.chosen[0], one.chosen[2]),
                span(one.free[0], one.free[2]),
                words.percent(one.beyond),
            ],
        )
        for one in look.luck
    ]
    if not rows:
        return [para("Nothing parted from the model's own course, so there is nothing to ask.")]
    said = (
        "200 futures from the start, each with other luck: once with your choices, once with the "
        "model's own. Ranges hold nine of ten. Where few of the model's go as far, it was choice."
    )
    head = ("", "ended", "your choices", "the model's own", "of these further")
    return [para(said), table(head, rows, "Other luck")]


def _bets(game: Game, room: Room) -> Part | None:
    bets = settled(room, done_in(game, room))
    found = score(bets)
    if found is None:
        return None
    rows = [_outcome(game, one) for one in outcomes(bets)]
    head = ("", "months", "happened", "class", "model", "usual")
    said = [(one.percent / 100, came) for one, came in bets]
    model = [(one.stake.odds, came) for one, came in bets]
    usual = [(one.stake.usual, came) for one, came in bets]
    parts = [para(_score_text(found)), table(head, rows, "What was bet on")]
    parts.append(_calibration((("class", said), ("model", model), ("usual odds", usual))))
    return "bets", "What the bets were worth", parts


def _outcome(game: Game, one: Outcome) -> Markup:
    first, last = one.stake.first, one.stake.last
    months = when(game, first) if first == last else f"{when(game, first)} to {when(game, last)}"
    cells = [months, "yes" if one.happened else "no", words.percent(one.mean)]
    cells += [words.percent(one.stake.odds), words.percent(one.stake.usual)]
    return row(words.deed(one.stake.action, game.setup.world), cells)


def _score_text(found: Score) -> str:
    return (
        f"Mean error over {words.count(found.bets, 'bet')}: class {found.said:.2f}, model "
        f"{found.model:.2f}, usual odds {found.usual:.2f}. It is the mean of (said − happened)²: "
        "0 is best, 0.25 is what a coin gets, 1 is worst. Saying what one believes pays best."
    )


def _calibration(kinds: Iterable[tuple[str, Sequence[tuple[float, bool]]]]) -> Markup:
    rows = [
        row(
            f"{kind}: said {words.percent(one.low)} to {words.percent(one.high)}",
            [str(one.bets), words.percent(one.came)],
        )
        for kind, said in kinds
        for one in calibration(said)
    ]
    return table(("", "bets", "came true"), rows, "How much came true of what was so likely")


def _reproduction(game: Game, look: Look) -> list[Markup]:
    own, twin = (reproduction_along(model) for model in (look.model, look.twin))
    rows = [
        row("the start" if n == 0 else when(game, n), [f"{a:.2f}", f"{b:.2f}"])
        for n, (a, b) in enumerate(zip(own, twin, strict=True))
    ]
    said = (
        "R: how many further escalatory acts one such act sets off. Below 1 the dominoes stop, "
        "above 1 they run."
    )
    return [para(said), table(("", "your course", "own course"), rows, "R after each month")]


def _poll(game: Game, room: Room) -> Part | None:
    poll = game.setup.lesson.text.poll
    if poll is None:
        return None
    given = {
        which: [option for (key, _), option in room.answers.items() if key == which]
        for which in ("poll", "again")
    }
    rows = [
        row(option, [str(given["poll"].count(n)), str(given["again"].count(n))])
        for n, option in enumerate(poll.options)
    ]
    parts = [para(poll.question), table(("", "before", "after"), rows, "Answers")]
    return "poll", "The question before and after", parts


def _wrong(game: Game, room: Room, look: Look) -> list[Markup]:
    lesson = game.setup.lesson.text
    found = [para(lesson.wrong), para(LIMITS)]
    if look.bounded:
        found.append(para(WARNING, class_="warning"))
    if any(month.left for month in room.months):
        said = "States that nobody played, or whose team left it to the model, are named above."
        found.append(para(said, class_="quiet"))
    found += [element("h3", "To talk about"), _list(lesson.after)]
    return found


def _list(lines: Iterable[str]) -> Markup:
    return element("ul", [element("li", line) for line in lines])


def _name(game: Game, code: str) -> str:
    return game.setup.world.parties[code].name
