"""What a law may not say is refused at the law's own line, with the cure."""

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sim.kernel.algebra import (
    FORMS,
    LEAF,
    ZERO,
    Column,
    LawError,
    Tree,
    clip,
    every,
    largest,
    latest,
    maximum,
    minimum,
    settled,
    total,
    where,
)
from sim.kernel.engine.reference import Numbers
from sim.kernel.evaluate import valued
from sim.kernel.symbols import Family, Leaves, Symbols

Law = Callable[[Symbols], Any]

PAIRS = ((0, 1), (1, 0), (1, 2))


def symbols() -> Symbols:
    """Two symbols of three pairs, at slots 0 to 5."""
    slots = {name: {pair: 3 * n + k for k, pair in enumerate(PAIRS)} for n, name in enumerate("ac")}
    return Symbols({name: Family(name, Leaves(own)) for name, own in slots.items()})


def summed(s: Symbols) -> Any:
    return sum(s.a[pair] for pair in PAIRS)


def added_to_nothing(s: Symbols) -> Any:
    return 0 + s.a[0, 1]


def larger(s: Symbols) -> Any:
    return max(s.a[0, 1], s.c[0, 1])


def smaller(s: Symbols) -> Any:
    return min(s.a[0, 1], 0.5)


def chosen(s: Symbols) -> Any:
    return 1.0 if s.a[0, 1] > 0.0 else 0.0


def both(s: Symbols) -> Any:
    return s.a[0, 1] and s.c[0, 1]


def squared(s: Symbols) -> Any:
    return s.a[0, 1] ** 2


def powered(s: Symbols) -> Any:
    return 0.5 ** s.a[0, 1]


def size(s: Symbols) -> Any:
    return abs(s.a[0, 1])


def one_number(s: Symbols) -> Any:
    return float(s.a[0, 1])


def whole_number(s: Symbols) -> Any:
    return int(s.a[0, 1])


def each_run(s: Symbols) -> Any:
    return list(s.a[0, 1])


def equal(s: Symbols) -> Any:
    return s.a[0, 1] == 1.0


def unequal(s: Symbols) -> Any:
    return s.a[0, 1] != 1.0


def a_member(s: Symbols) -> Any:
    return s.a[0, 1] in [s.c[0, 1]]


def of_different_form(s: Symbols) -> Any:
    return total([s.a[0, 1], s.a[1, 0] * s.c[1, 0]])


def later_of_different_form(s: Symbols) -> Any:
    conditions = [s.a[0, 1] >= 1.0, s.c[0, 1]]
    return latest(s.a[1, 2], [(condition, 1.0) for condition in conditions])


def a_text(s: Symbols) -> Any:
    return s.a[0, 1] * "twice"  # type: ignore[operator]


def nothing_at_all(s: Symbols) -> Any:
    return where(s.a[0, 1], s.c[0, 1], None)  # type: ignore[arg-type]


def misspelt(s: Symbols) -> Any:
    return s.aa[0, 1]


def unheard_of(s: Symbols) -> Any:
    return s.friendliness[0, 1]


def no_such_pair(s: Symbols) -> Any:
    return s.a[0, 2]


def no_such_name(s: Symbols) -> Any:
    return s.c["rho"]


REFUSED = {
    summed: ("`sum` of Python", "Write total(...)"),
    added_to_nothing: ("`sum` of Python", "Write total(...)"),
    larger: ("a column has no one truth", "maximum, minimum and largest"),
    smaller: ("a column has no one truth", "maximum, minimum and largest"),
    chosen: ("a column has no one truth", "Write where(condition, this, that)"),
    both: ("a column has no one truth", "Write where(condition, this, that)"),
    squared: ("`**` is no operation", "Multiply it out"),
    powered: ("`**` is no operation", "Multiply it out"),
    size: ("`abs` is no operation", "Write maximum(x, -x)"),
    one_number: ("a number for each run, not one number", "Keep it as it is"),
    whole_number: ("a number for each run, not one number", "Keep it as it is"),
    each_run: ("a law does not see single runs", "Iterate over parties, theatres or acts"),
    equal: ("not compared with ==", "Compare with >= and <="),
    unequal: ("not compared with ==", "Compare with >= and <="),
    a_member: ("not compared with ==", "Compare with >= and <="),
    of_different_form: ("the terms of one total differ in form", "add up two folds"),
    later_of_different_form: ("the terms of one latest differ in form", "add up two folds"),
    a_text: ("`twice` is no column", "Use symbols of the world"),
    nothing_at_all: ("`None` is no column", "Use symbols of the world"),
    misspelt: ("there is no symbol `aa`", "Did you mean `a`"),
    unheard_of: ("there is no symbol `friendliness`", "A law file or its YAML must name it"),
    no_such_pair: ("there is no a[0, 2]", "Ask first, as `if key in ...`"),
    no_such_name: ("there is no c[rho]", "Ask first, as `if key in ...`"),
}


@pytest.mark.parametrize("law", REFUSED, ids=lambda law: law.__name__)
def test_a_refusal_names_the_line_of_the_law_and_the_cure(law: Law) -> None:
    what, cure = REFUSED[law]
    lines, first = inspect.getsourcelines(law)
    last = first + len(lines) - 1  # each of them errs in its last line
    with pytest.raises(LawError) as caught:
        law(symbols())
    said = str(caught.value)
    assert said.startswith(f"{__file__}:{last}: ")
    assert what in said
    assert cure in said


@pytest.mark.parametrize("law", [a_text, nothing_at_all, squared, chosen, misspelt, no_such_pair])
def test_so_does_the_reference_reading(law: Law) -> None:
    numbers = {name: {pair: Numbers(np.ones(3)) for pair in PAIRS} for name in "ac"}
    lines, first = inspect.getsourcelines(law)
    with pytest.raises(LawError) as caught:
        law(Symbols({name: Family(name, own) for name, own in numbers.items()}))
    assert str(caught.value).startswith(f"{__file__}:{first + len(lines) - 1}: ")


def test_a_text_builds_a_tree_of_slots() -> None:
    s = symbols()
    tree = s.a[0, 1] * (1.0 - s.c[0, 1])
    assert isinstance(tree, Tree)
    assert (tree.form, tree.leaves) == ("*(.,-(.,.))", (0, 1.0, 3))
    assert FORMS[tree.form] == ("*", LEAF, "-(.,.)")


def test_numbers_stand_on_either_side() -> None:
    a = symbols().a[0, 1]
    for tree, form, leaves in (
        (2.0 + a, "+(.,.)", (2.0, 0)),
        (2 - a, "-(.,.)", (2.0, 0)),
        (2 * a, "*(.,.)", (2.0, 0)),
        (2 / a, "/(.,.)", (2.0, 0)),
        (a / 2, "/(.,.)", (0, 2.0)),
        (-a, "neg(.)", (0,)),
        (a > 2, ">(.,.)", (0, 2.0)),
        (a < 2, "<(.,.)", (0, 2.0)),
        (a >= 2, ">=(.,.)", (0, 2.0)),
        (maximum(0.0, a), "max(.,.)", (0.0, 0)),
        (maximum(a, symbols().c[0, 1]), "max(.,.)", (0, 3)),
        (minimum(a, symbols().c[0, 1]), "min(.,.)", (0, 3)),
        (clip(a, 0.0, 1.0), "min(.,max(.,.))", (1.0, 0.0, 0)),
    ):
        assert isinstance(tree, Tree)
        assert (tree.form, tree.leaves) == (form, leaves)


def test_folds_hold_their_terms_in_order() -> None:
    s = symbols()
    tree = total(s.a[pair] * s.c[pair] for pair in PAIRS)
    assert isinstance(tree, Tree)
    assert tree.form == "total(.,*(.,.))"
    assert tree.leaves == (0.0, ((0, 3), (1, 4), (2, 5)))


def test_an_empty_fold_makes_no_form_of_its_own() -> None:
    """It takes the form of the others of its group, whatever else stands beside it."""
    s = symbols()
    full, empty = (s.a[0, 1] + total(terms) for terms in ([s.c[0, 1] * 2.0], []))
    assert isinstance(full, Tree)
    assert isinstance(empty, Tree)
    assert full.form != empty.form
    assert settled(empty.form, [empty.form, full.form]) == full.form
    assert settled(full.form, [empty.form, full.form]) == full.form
    assert "?" not in settled(empty.form, [empty.form])


NUMBERS = {0: 0.5, 1: -2.0, 2: 3.0, 3: 0.25, 4: 0.0, 5: 1.0}


def amount(column: Column) -> float:
    assert isinstance(column, Tree)
    return valued(
        column.form, column.leaves, lambda leaf: NUMBERS[leaf] if isinstance(leaf, int) else leaf
    )


def test_what_each_function_says() -> None:
    s = symbols()
    a, c = (Family(name, {pair: getattr(s, name)[pair] for pair in PAIRS}) for name in "ac")
    assert amount(total(a[pair] for pair in PAIRS)) == 1.5
    assert amount(total([])) == 0.0
    assert amount(largest(c[pair] for pair in PAIRS)) == 1.0
    assert amount(largest([])) == 0.0
    assert amount(every(a[pair] >= -2.0 for pair in PAIRS)) == 1.0
    assert amount(every(a[pair] > -2.0 for pair in PAIRS)) == 0.0
    assert amount(every([])) == 1.0
    assert amount(where(c[1, 0], 5.0, a[1, 2])) == 3.0
    assert amount(where(c[1, 2], 5.0, a[1, 2])) == 5.0
    changes = [(c[0, 1] >= 0.25, 1.0), (c[1, 0] >= 0.25, 2.0), (c[1, 2] >= 0.25, 3.0)]
    assert amount(latest(a[0, 1], changes)) == 3.0
    assert amount(latest(a[0, 1], changes[:2])) == 1.0
    assert amount(latest(a[0, 1], changes[1:2])) == 0.5
    assert amount(latest(a[0, 1], [])) == 0.5
    assert (amount(minimum(1.0, a[1, 2])), amount(maximum(1.0, a[1, 0]))) == (1.0, 1.0)
    assert amount(clip(a[1, 2], 0.0, 2.5)) == 2.5
    assert amount(ZERO) == 0.0
