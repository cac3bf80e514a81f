import pytest
from pydantic import ValidationError

from sim.world.problems import Problem
from sim.world.quantity import Share
from sim.world.strict import Reading, Sourced, Strict
from sim.world.validate import validate
from sim.world.yaml_reader import from_text


class Leaf(Sourced):
    size: Share


class Tree(Sourced):
    leaves: dict[str, Leaf]
    height: float = 1.0
    number: int = 1
    evergreen: bool = True
    name: str = ""


def read(text: str) -> tuple[Tree | None, list[Problem]]:
    problems: list[Problem] = []
    return validate(Tree, from_text(text, "tree.yaml"), Reading(), problems), problems


SIZE = "size: {value: 0.5, range: [0.4, 0.6]"
A, B, C = (f"assumption: the reason number {n}" for n in "123")


def test_nearest_source_counts() -> None:
    tree, problems = read(f"""
source: "{A}"
leaves:
  one: {{{SIZE}}}}}
  two: {{source: "{B}", {SIZE}}}}}
  three: {{source: "{B}", {SIZE}, source: "{C}"}}}}
""")
    assert not problems
    assert tree is not None
    assert [leaf.size.sources for leaf in tree.leaves.values()] == [(A,), (B,), (C,)]
    assert [leaf.sources for leaf in tree.leaves.values()] == [(A,), (B,), (B,)]


def test_a_source_does_not_leak_to_its_neighbours() -> None:
    tree, problems = read(f"""
leaves:
  one: {{source: "{A}", {SIZE}}}}}
  two: {{{SIZE}}}}}
""")
    assert tree is None
    assert [(p.line, p.message) for p in problems] == [(4, "the value has no source")]


def test_a_faulty_source_is_told_once() -> None:
    _, problems = read(f"source: 3\nleaves: {{a: {{{SIZE}}}}}, b: {{{SIZE}}}}}}}\n")
    assert [(p.line, p.message) for p in problems] == [
        (1, "`source` must be text or a list of texts")
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("height: '2'", "`height` must be a number, not '2'. Write it without quotes."),
        ("height: true", "`height` must be a number, not true."),
        ("height: .nan", "`height` must be a finite number, not nan."),
        ("number: 2.0", "`number` must be a whole number, not 2.0."),
        ("number: no", "`number` must be a whole number, not 'no'."),
        ("evergreen: no", "`evergreen` must be true or false, not 'no'."),
        ("evergreen: 1", "`evergreen` must be true or false, not 1."),
        ("name: 7", "`name` must be text, not 7. Put it in quotes."),
        ("nam: x", "unknown key `nam`. Did you mean `name`?"),
        ("height: [1]", "`height` must be a number, not a list."),
    ],
)
def test_plain_words_at_the_right_line(line: str, words: str) -> None:
    _, problems = read(f"leaves: {{}}\n\n{line}\n")
    assert [str(p) for p in problems] == [f"tree.yaml:3: {words}"]


def test_whole_numbers_serve_as_numbers() -> None:
    tree, _ = read("leaves: {}\nheight: 2\n")
    assert tree is not None
    assert tree.height == 2.0


def test_all_faults_are_told() -> None:
    _, problems = read("leafs: {}\nheight: x\n")
    assert sorted(p.message for p in problems) == [
        "`height` must be a number, not 'x'",
        "the key `leaves` is missing",
        "unknown key `leafs`",
    ]


def test_frozen() -> None:
    class Thing(Strict):
        a: int

    with pytest.raises(ValidationError):
        Thing(a=1).a = 2  # type: ignore[misc]
