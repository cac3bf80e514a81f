"""The laws written down: which forms there are, where every number stands, and what a changed law
becomes."""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.binding import Case, build_case
from sim.kernel.algebra import (
    FOLDS,
    FORMS,
    LEAF,
    OPEN,
    LawError,
    clip,
    exp,
    latest,
    maximum,
    total,
    where,
)
from sim.kernel.deeds import Deed, by_actor
from sim.kernel.engine import library as library_file
from sim.kernel.engine import reference
from sim.kernel.engine.keep import LastSum, Path
from sim.kernel.engine.task import initial
from sim.kernel.law import once
from sim.kernel.order import (
    CHOOSE,
    EFFECTS,
    LEDGER,
    MECHANISMS,
    MOTIVES,
    ODDS,
    REMEMBER,
    Stage,
    stages,
)
from sim.kernel.program import CONSTANT, Group, Program
from sim.kernel.specimen import forms as specimen_forms
from sim.kernel.specimen import specimen
from sim.kernel.symbols import STATE, Layout, Symbols, Values
from sim.kernel.tables import code, depth, kinds, tables
from sim.kernel.writer import traced as traced_program
from sim.world import World, load_scenario, scenario_ids
from tests.kernel.engine.engines import (
    assert_close,
    assert_equal,
    everything,
    library,
    numpys,
    task,
    traced,
)
from tests.kernel.made_up_laws import after, instead_of, rewritten, written
from tests.laws.worlds import SOME, Recipe, recipes

LAWS = (*MECHANISMS, *MOTIVES)


def groups(program: Program) -> list[Group]:
    return [group for some in program.segments.values() for group in some]


def forms(program: Program) -> set[str]:
    return {group.form for group in groups(program)}


@pytest.fixture(scope="module")
def case() -> Case:
    return Recipe(seed=11, actors=4, actions=14).case(scripted=True)


# What is compiled

CONDITIONS = {"at", "barred"}
"""What these read is any condition that a scenario may write: a form of its own is interpreted."""


@pytest.mark.parametrize("scenario", scenario_ids())
def test_every_form_of_a_scenario_is_compiled(world: World, scenario: str) -> None:
    laws = build_case(world, load_scenario(scenario, world)).laws.booked
    found = {group.form for group in groups(laws) if group.law not in CONDITIONS}
    assert found <= set(library().forms)


@pytest.mark.slow
def test_every_form_is_compiled_whatever_is_off(world: World) -> None:
    laws = build_case(world, load_scenario("baseline", world)).laws
    known = set(library().forms)
    for name in LAWS:
        assert forms(laws.without([name]).booked) <= known, name
        for group in groups(laws.without(set(LAWS) - {name}).booked):
            assert group.form in known or without_terms(group), (name, group.form)


@given(recipes(), st.booleans())
def test_forms_of_random_worlds_are_compiled(recipe: Recipe, extreme: bool) -> None:
    """But those in which a sum has no terms anywhere: then there is nothing to be quick about."""
    case = replace(recipe, extreme=extreme).case()
    for group in groups(case.laws.booked):
        assert group.form in library().forms or without_terms(group), group.form


def without_terms(group: Group) -> bool:
    """Whether some fold of a group is empty in every row."""
    at = [n for n, kind in enumerate(kinds(group.form)) if kind is not None]
    return any(all(not row[n] for _, row in group.rows) for n in at)


def test_each_law_does_something_in_the_specimen() -> None:
    program = specimen()
    made = {(segment, g.law) for segment, some in program.segments.items() for g in some}
    for stage in stages():
        assert (stage.segment, stage.name) in made, stage


def test_the_library_has_the_forms_of_the_specimen() -> None:
    assert forms(specimen()) <= set(library().forms) == specimen_forms()
    assert all(OPEN not in form for form in library().forms)


# Where numbers stand


@given(recipes())
def test_every_row_reads_and_writes_slots_that_there_are(recipe: Recipe) -> None:
    program = recipe.case().laws.booked
    given = {*range(program.values.start, program.values.stop)}
    for group in groups(program):
        for to, leaves in group.rows:
            assert to not in given, "what a run draws once is not written"
            for slot in (to, *flat(leaves)):
                assert 0 <= slot < program.layout.width


def flat(leaves: tuple[Any, ...]) -> Iterator[int]:
    for leaf in leaves:
        if isinstance(leaf, tuple):
            yield from flat(leaf)
        else:
            assert isinstance(leaf, int)
            yield leaf


@given(recipes())
def test_no_law_writes_a_column_twice_and_none_reads_what_it_writes(recipe: Recipe) -> None:
    """So rows of a law may be worked out in any order, one by one or all together."""
    program = recipe.case().laws.booked
    for some in program.segments.values():
        for group in some:
            targets = [to for to, _ in group.rows]
            assert len(set(targets)) == len(targets)
            for to, leaves in group.rows:
                others = set(flat(leaves)) - {to}
                assert not others & set(targets), (group.law, group.symbol)


def test_symbols_do_not_share_slots(case: Case) -> None:
    layout = case.laws.booked.layout
    slots = [slot for own in layout.slots.values() for slot in own.values()]
    assert sorted(slots) == list(range(layout.width))


def test_constants_stand_where_they_are_read(case: Case) -> None:
    program = case.laws.booked
    row, at = initial(program), program.slots(CONSTANT)
    assert {0.0, 1.0, 2.0, 12.0, -12.0, 8.0, -8.0, 10.0} <= set(at)
    assert all(row[slot] == value for value, slot in at.items())
    assert not row[[slot for symbol in STATE for slot in program.slots(symbol).values()]].any()
    assert (row[program.span("free")] == 1.0).all()
    written_to = {to for group in groups(program) for to, _ in group.rows}
    assert not written_to & set(at.values())


def test_a_symbol_whose_slots_are_scattered_has_no_span(case: Case) -> None:
    program = case.laws.program
    assert len(program.slots("rest")) > len(MOTIVES)
    with pytest.raises(ValueError, match="`rest` do not stand side by side"):
        program.span("rest")
    assert program.span("nothing of that name") == slice(0, 0)


def test_the_ledger_only_adds_to_what_is_written_without_it(case: Case) -> None:
    plain, booked = case.laws.program, case.laws.booked
    assert not plain.segments[LEDGER]
    assert booked.segments[LEDGER]
    for segment, some in plain.segments.items():
        if segment != LEDGER:
            assert some == booked.segments[segment]
    assert all(booked.slots(x) == own for x, own in plain.layout.slots.items() if x != CONSTANT)


def test_what_only_laws_make_that_are_off_is_there_and_empty(case: Case) -> None:
    laws = case.laws
    nothing = traced_program(laws.frame, laws.words, frozenset(LAWS), ledger=False)
    for symbol in ("departure", "inclination", "prize", "need", "reason"):
        assert laws.program.slots(symbol)
        assert nothing.slots(symbol) == {}
        assert nothing.span(symbol) == slice(0, 0)


@pytest.mark.slow
@SOME
@given(recipes(), st.sets(st.sampled_from(LAWS), min_size=1))
def test_a_program_without_laws_is_one_that_is_read_anew(recipe: Recipe, off: set[str]) -> None:
    case = recipe.case(scripted=True)
    laws = case.laws.without(off)
    for ledger in (False, True):
        plain = task(case, ledger=ledger)
        anew = traced_program(laws.frame, laws.words, laws.off, ledger=ledger)
        short = laws.booked if ledger else laws.program
        assert short.off == anew.off == laws.off
        assert short.values == anew.values
        one, other = (
            numpys(replace(plain, program=program, keep=everything(program, plain.steps)))
            for program in (short, anew)
        )
        for name in ("state", "odds", "taken", "state in sum", "single"):
            assert np.array_equal(one[name], other[name]), name
        for symbol in ("ledger", "reason"):
            left, right = (
                numpys(
                    replace(plain, program=p, keep={"x": LastSum(list(p.slots(symbol).values()))})
                )
                for p in (short, anew)
            )
            mine = dict(zip(short.slots(symbol), left["x"].tolist(), strict=True))
            theirs = dict(zip(anew.slots(symbol), right["x"].tolist(), strict=True))
            assert {key: mine[key] for key in theirs} == theirs
            assert not np.array([mine[key] for key in mine if key not in theirs]).any()


def test_what_is_of_no_number_spans_no_slots() -> None:
    layout = Layout()
    assert layout.lay("none", ()) == {}
    assert layout.lay("x", ("a", "b")) == {"a": 0, "b": 1}
    assert (layout.span("none"), layout.span("x")) == (slice(0, 0), slice(0, 2))


# Forms as tables, and as code for the machine


def test_tables_of_a_group_by_hand() -> None:
    form = "+(.,total(.,*(.,.)))"
    case_of = (7, (1, 2, ((3, 4), (5, 6)))), (8, (1, 2, ())), (9, (0, 2, ((5, 5),)))
    own, terms = tables(Group("a law", "x", registered(form), case_of))
    assert (own.width, own.rows, terms.width, terms.rows) == (5, 3, 2, 3)
    # target, leaf, start of the sum, where its terms begin in the table of terms, how many
    assert list(own.numbers) == [7, 1, 2, 0, 2, 8, 1, 2, 4, 0, 9, 0, 2, 4, 1]
    assert list(terms.numbers) == [3, 4, 5, 6, 5, 5]


def test_code_of_a_form_by_hand() -> None:
    push, total_ = 14, 15
    assert code(registered("+(.,neg(.))")) == (push, push, 11, 0)
    # the sum: its number of table, how wide its terms are, how long their code is, their code
    assert code(registered("total(.,*(.,.))")) == (push, total_, 1, 2, 3, push, push, 2)


def test_depth_of_a_form_by_hand() -> None:
    assert depth(LEAF) == depth(registered("neg(.)")) == 1
    assert depth(registered("+(+(.,.),.)")) == 2
    assert depth(registered("+(.,+(.,+(.,.)))")) == 4
    assert depth(registered("where(.,.,neg(.))")) == 3
    # the sum so far, and above it what its term has waiting
    assert depth(registered("total(.,*(.,.))")) == 3
    assert depth(registered("latest(.,>=(.,.),+(.,.))")) == 4


def registered(form: str) -> str:
    """A form by its name, with all below it."""

    def read(text: str) -> tuple[str, str]:
        operation = re.match(r"[^(),]+", text)
        assert operation is not None
        name, rest = operation.group(), text[operation.end() :]
        if not rest.startswith("("):
            return name, rest
        below = []
        while not rest.startswith(")"):
            one, rest = read(rest[1:])
            below.append(one)
        whole = f"{name}({','.join(below)})"
        FORMS.setdefault(whole, (name, *below))
        return whole, rest[1:]

    found, left = read(form)
    assert (found, left) == (form, "")
    assert all(part in FOLDS or part == LEAF or part in FORMS for part in FORMS[found][1:])
    return found


# Laws that are changed


def cubic_reciprocity(deed: Deed, s: Symbols, p: Values) -> Iterator[Any]:
    """z[i,o] += ρ_i · x[i] · x[i] · x[i] · exp(−max(0, z[i,o]))"""
    o = deed.owner
    for i, x in deed.good.items():
        if i in p.actors:
            yield (i, o), p.rho[i] * x * x * x * exp(-maximum(0.0, s.z[i, o]))


def choosy_pull(s: Symbols, p: Values) -> Iterator[Any]:
    """By another rule for those who are liked; nothing at all for the first pair."""
    for n, (i, j) in enumerate(p.pairs):
        if n == 0:
            yield (i, j), 0
        elif i in p.actors:
            liked = where(s.a[i, j] > 0.2, s.z[i, j] / 40.0, 2.0 * s.z[i, j] - p.z_ref[i, j])
            yield (i, j), -(p.iota[i] * liked)


def last_word(s: Symbols, p: Values) -> Iterator[Any]:
    """The mood of an actor: the regard of the last one that did something good or bad to it."""
    for i in p.actors:
        met = [(s.good[o, m] > 0.01, s.a[i, o]) for o, m in s.good if m == i and o in p.actors]
        yield i, latest(s.a[i, (i + 1) % len(p.actors)], met)


def moody_reciprocity(deed: Deed, s: Symbols, p: Values) -> Iterator[Any]:
    """Reciprocity, the more so the better the mood."""
    for i, x in deed.good.items():
        if i in p.actors:
            yield (i, deed.owner), p.rho[i] * x * clip(1.0 + s.mood[i], 0.0, 1.5)


def contributions(text: Callable[..., Any]) -> Callable[[Symbols, Values], Iterator[Any]]:
    """A mechanism of deeds as the step reads it."""

    def read(s: Symbols, p: Values) -> Iterator[Any]:
        for deed in by_actor(s, p):
            yield from text(deed, s, p)

    return read


def compared(case: Case) -> None:
    """All engines agree on the changed laws, some of whose forms no library knows."""
    changed = written(case.laws)
    plain = task(case, ledger=False)
    of = replace(plain, program=changed, keep=everything(changed, plain.steps))
    expected = numpys(of)
    assert not np.array_equal(expected["odds"], numpys(plain)["odds"])
    for roll in traced().values():
        assert_equal(roll(of), expected)
    assert_close(reference.roll(of), expected, 1e-12)
    if library_file.built() is not None:
        assert not forms(changed) <= set(library().forms)


def test_a_law_with_another_formula(monkeypatch: pytest.MonkeyPatch, case: Case) -> None:
    text = contributions(cubic_reciprocity)
    rewritten(monkeypatch, instead_of(EFFECTS, "reciprocity", text))
    compared(case)


def test_a_law_of_several_forms_and_of_numbers(monkeypatch: pytest.MonkeyPatch, case: Case) -> None:
    rewritten(monkeypatch, instead_of(EFFECTS, "structural_pull", choosy_pull))
    compared(case)


def test_a_further_reading_and_a_law_that_reads_it(
    monkeypatch: pytest.MonkeyPatch, case: Case
) -> None:
    mood = Stage(EFFECTS, "mood", "mood", last_word, "")

    def change(order: Any) -> Any:
        order = instead_of(EFFECTS, "reciprocity", contributions(moody_reciprocity))(order)
        return after(EFFECTS, "good", mood)(order)

    rewritten(monkeypatch, change)
    compared(case)


def whirl(s: Symbols, p: Values) -> Iterator[Any]:
    """Every tension becomes that of the next theatre: each row reads what another one writes."""
    for q in p.theatres:
        yield q, s.e[(q + 1) % len(p.theatres)]


def test_memories_of_one_law_read_each_other_as_they_stood_before(
    monkeypatch: pytest.MonkeyPatch, case: Case
) -> None:
    assert case.frame.theatres == 2
    rewritten(monkeypatch, instead_of(REMEMBER, "tension", whirl))
    program = written(case.laws)
    keep = {"e": Path(list(program.slots("e").values()), initial=True)}
    of = replace(task(case, ledger=False), program=program, keep=keep)
    for roll in (numpys, reference.roll, *traced().values()):
        tension = roll(of)["e"]
        assert np.array_equal(tension[1:], tension[:-1, ::-1])
        assert not np.array_equal(tension[0, 0], tension[0, 1])


def test_what_needs_no_owner_is_the_deed_of_no_party(
    monkeypatch: pytest.MonkeyPatch, case: Case
) -> None:
    owners: list[int] = []

    def counted(s: Symbols, p: Values) -> Iterator[Any]:
        owners.extend(deed.owner for deed in by_actor(s, p))
        yield (0, 1), s.z[0, 1]

    rewritten(monkeypatch, instead_of(EFFECTS, "structural_pull", counted))
    written(case.laws)
    *own, last = owners
    assert own == list(range(case.frame.actors))
    assert last not in range(case.frame.parties)


# Laws that cannot stand


def to_itself(s: Symbols, p: Values) -> Iterator[Any]:
    for i in p.actors:
        yield (i, i), p.iota[i] * 1.0


def to_a_stranger(s: Symbols, p: Values) -> Iterator[Any]:
    yield (0, 99), p.iota[0] * 1.0


def twice(s: Symbols, p: Values) -> Iterator[Any]:
    yield 0, s.possible[0] * 1.0
    yield 0, s.possible[0] * 2.0


def a_list(s: Symbols, p: Values) -> Iterator[Any]:
    yield (0, 1), [p.iota[0]]


def too_early(s: Symbols, p: Values) -> Iterator[Any]:
    yield from ((act.k, total([s.chance[act.k]])) for act in p.acts)


@pytest.mark.parametrize(
    ("segment", "name", "text", "said"),
    [
        (EFFECTS, "structural_pull", to_itself, r"latent has no \(0, 0\)"),
        (EFFECTS, "structural_pull", to_a_stranger, r"latent has no \(0, 99\)"),
        (ODDS, "base", twice, "base has 0 twice. Yield it once, in sum"),
        (EFFECTS, "structural_pull", a_list, "is no column"),
        (ODDS, "possible", too_early, "there is no symbol `chance`"),
    ],
)
def test_a_law_that_cannot_stand_is_refused_at_its_line(
    monkeypatch: pytest.MonkeyPatch, case: Case, segment: str, name: str, text: Any, said: str
) -> None:
    lines, first = inspect.getsourcelines(text)
    rewritten(monkeypatch, instead_of(segment, name, text))
    with pytest.raises(LawError, match=said) as caught:
        written(case.laws)
    assert str(caught.value).startswith(f"{__file__}:{first + len(lines) - 1}: ")


def test_a_law_may_not_make_what_is_given(monkeypatch: pytest.MonkeyPatch, case: Case) -> None:
    made = Stage(CHOOSE, "power", "power", lambda s, p: iter([(0, 1.0)]), "")
    rewritten(monkeypatch, after(CHOOSE, "taken", made))
    with pytest.raises(LawError, match=r":\d+: power makes `power`, which is given"):
        written(case.laws)


def test_a_mechanism_books_once_on_a_pair_for_a_deed(
    monkeypatch: pytest.MonkeyPatch, case: Case
) -> None:
    def booked(s: Any, p: Any) -> Any:
        for n in (1.0, 2.0):
            yield (0, 1), s.z[0, 1] * n

    def posted(s: Any, p: Any) -> Any:
        for pair, amount in once(booked, booked(s, p)):
            yield ("made_up", -1, *pair), amount

    made = Stage(LEDGER, "ledger", "made_up", posted, "", adds=True)
    rewritten(monkeypatch, after(LEDGER, "bound", made))
    lines, first = inspect.getsourcelines(booked)
    with pytest.raises(LawError, match=r"booked books twice on \(0, 1\) for one deed") as caught:
        written(case.laws, ledger=True)
    assert str(caught.value).startswith(f"{__file__}:{first + len(lines) - 1}: ")


def test_the_machine_has_room_for_a_long_formula(
    monkeypatch: pytest.MonkeyPatch, case: Case
) -> None:
    """Forty numbers wait at once for the last one."""

    def long(s: Symbols, p: Values) -> Iterator[Any]:
        for i, j in p.pairs:
            if i in p.actors:
                nested: Any = s.z[i, j] - p.z_ref[i, j]
                for _ in range(40):
                    nested = p.iota[i] + 0.5 * nested
                right: Any = nested
                for _ in range(40):
                    right = 0.9 + right * 0.01
                yield (i, j), -(p.iota[i] * right)

    rewritten(monkeypatch, instead_of(EFFECTS, "structural_pull", long))
    compared(case)
