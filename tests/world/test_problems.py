import pickle

import pytest

from sim.world import Problem, WorldError
from sim.world.problems import as_written, suggest


def test_problem_as_text() -> None:
    assert str(Problem("a.yaml", 3, "it is wrong", "Do it right")) == (
        "a.yaml:3: it is wrong. Do it right."
    )
    assert str(Problem("a.yaml", 0, "it is wrong")) == "a.yaml: it is wrong."
    assert str(Problem("", 0, "it is wrong", "Did you mean `b`?")) == (
        "it is wrong. Did you mean `b`?"
    )


def test_error_tells_all_once_and_travels() -> None:
    one, two = Problem("a", 1, "x"), Problem("b", 2, "y")
    error = WorldError([one, two, one])
    assert error.problems == [one, two]
    assert str(error) == "a:1: x.\nb:2: y."
    again = pickle.loads(pickle.dumps(error))
    assert again.problems == error.problems


@pytest.mark.parametrize(
    ("word", "known", "answer"),
    [
        ("balence", ["balance", "regard"], "Did you mean `balance`?"),
        ("KRO", ["UKR", "KOR"], "Did you mean `KOR`?"),
        ("kor", ["UKR", "KOR"], "Did you mean `KOR`?"),
        ("zzz", ["b", "a"], "Known: a, b."),
        ("zzz", [], "None is declared."),
        ("zzz", [f"n{n:02}" for n in range(20)], "There are 20 to choose from"),
    ],
)
def test_suggest(word: str, known: list[str], answer: str) -> None:
    assert suggest(word, known).startswith(answer)


def test_as_written() -> None:
    assert [as_written(v) for v in (True, {}, (), "a", 1.5)] == [
        "true",
        "a mapping",
        "a list",
        "'a'",
        "1.5",
    ]
