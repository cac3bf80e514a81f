"""Forms as C: one loop for each, over the rows of its tables.

This is what is compiled where the package is built (see ``engine.c``, which includes it). The laws
are not in it, only the forms they take; which slots a row reads is in the tables of the world. So
one build serves every world, and a law of another form is none of its business.
"""

from collections.abc import Iterable

from sim.kernel.algebra import FOLDS, FORMS, LEAF
from sim.kernel.tables import kinds, width

INFIX = {"+", "-", "*", "/"}
CALLS = {
    ">=": "at_least",
    "<=": "at_most",
    ">": "above",
    "<": "below",
    "max": "larger",
    "min": "smaller",
    "where": "where",
    "neg": "negative",
    "exp": "exponential",
    "tanh": "tangent",
}
COMBINE = {
    "total": "{f} = {f} + ({0});",
    "largest": "{f} = larger({0}, {f});",
    "every": "{f} = {f} * ({0});",
    "latest": "{f} = where({0}, {1}, {f});",
}


def source(forms: Iterable[str]) -> str:
    """The C text of forms, and the table by which they are found again."""
    chosen = sorted(forms)
    loops = [_loop(n, form) for n, form in enumerate(chosen)]
    names = ",\n".join(f'    "{form}"' for form in chosen)
    calls = ", ".join(f"form_{n}" for n in range(len(chosen)))
    return (
        "\n".join(loops)
        + f"\nstatic const Loop LOOPS[] = {{{calls}}};\n"
        + f"static const char *const FORMS[] = {{\n{names},\n    0}};\n"
    )


def _loop(number: int, form: str) -> str:
    lines: list[str] = []
    value = _expression(form, _Row("a", 1, [1]), lines)
    lines.append(f"R(a[0]) = {value};")
    body = "\n".join(f"        {line}" for line in lines)
    return (
        f"static void form_{number}(V *r, int rows, const int *const *t)\n"
        "{\n"
        "    const int *a = t[0];\n"
        f"    for (int e = 0; e < rows; e++, a += {1 + width(kinds(form))}) {{\n"
        f"{body}\n"
        "    }\n"
        "}\n"
    )


class _Row:
    """Where the next leaf of a row stands."""

    def __init__(self, name: str, at: int, table: list[int]) -> None:
        self.name, self.at, self.table = name, at, table

    def take(self) -> str:
        self.at += 1
        return f"{self.name}[{self.at - 1}]"

    def below(self) -> "_Row":
        number = self.table[0]
        self.table[0] += 1
        return _Row(f"b{number}", 0, self.table)


def _expression(form: str, row: _Row, lines: list[str]) -> str:
    operation, *below = FORMS[form]
    if form == LEAF:
        return f"R({row.take()})"
    if operation in FOLDS:
        return _fold(operation, below, row, lines)
    parts = [_expression(one, row, lines) for one in below]
    if operation in INFIX:
        return f"({parts[0]} {operation} {parts[1]})"
    return f"{CALLS[operation]}({', '.join(parts)})"


def _fold(kind: str, below: list[str], row: _Row, lines: list[str]) -> str:
    start = _expression(below[0], row, lines)
    first, count = row.take(), row.take()
    inner = row.below()
    name, found = f"f{inner.name[1:]}", f"n{inner.name[1:]}"
    body: list[str] = []
    terms = [_expression(one, inner, body) for one in below[1:]]
    wide = sum(width(kinds(one)) for one in below[1:])
    lines.append(f"V {name} = {start};")
    lines.append(f"const int *{inner.name} = t[{inner.name[1:]}] + {first};")
    lines.append(f"for (int {found} = {count}; {found} > 0; {found}--, {inner.name} += {wide}) {{")
    lines += [f"    {line}" for line in body]
    lines.append("    " + COMBINE[kind].format(*terms, f=name))
    lines.append("}")
    return name
