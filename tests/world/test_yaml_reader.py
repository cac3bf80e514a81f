from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from sim.world import WorldError, yaml_reader
from sim.world.yaml_reader import from_text, plain, read_yaml

Write = Callable[..., Path]


@pytest.fixture(params=["C", "Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "C" and not yaml.__with_libyaml__:
        pytest.skip("PyYAML was built without libyaml")
    monkeypatch.setattr(yaml, "__with_libyaml__", request.param == "C")
    return str(request.param)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1),
        ("-3", -3),
        ("+3", 3),
        ("017", 17),
        ("0o17", 15),
        ("0x1F", 31),
        ("1e-3", 0.001),
        ("1E3", 1000.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("-0.25", -0.25),
        ("-.inf", float("-inf")),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
    ],
)
def test_core_schema(text: str, value: object) -> None:
    assert plain(text) == value
    assert type(plain(text)) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        *("NO", "no", "yes", "on", "off", "y", "1:30", "1_000", "2024-06", "2024-06-18", "0b11"),
        *("1.2.3", "-", ".", "+", "- -", "1e", "e5", "inf", "nan", "TRUEISH", "<<", "="),
    ],
)
def test_text_stays_text(text: str) -> None:
    assert plain(text) == text


def test_nan() -> None:
    value = plain(".nan")
    assert isinstance(value, float)
    assert value != value


def test_values_and_lines(parser: str) -> None:
    text = """# a comment
a:
  b: [1, two, 3.5]
  c:
    - x
    - {d: true}
e: 'no'
f: &f "1"
g: *f
"""
    document = from_text(text, "file")
    assert parser
    assert document.data == {
        "a": {"b": (1, "two", 3.5), "c": ("x", {"d": True})},
        "e": "no",
        "f": "1",
        "g": "1",
    }
    assert document.line(("a",)) == 2
    assert document.line(("a", "b", 1)) == 3
    assert document.line(("a", "c", 1, "d")) == 6
    assert document.line(("g",)) == 9
    assert document.line() == 2


def test_line_of_what_is_not_there_is_that_of_its_surroundings() -> None:
    document = from_text("a:\n  b:\n    c: 1\n", "file")
    assert document.line(("a", "b", "zzz")) == 2
    assert document.line(("a", "invented", "b", "c")) == 3
    assert document.line(("zzz",)) == 1


def test_windows_line_ends_and_byte_order_mark(write: Write) -> None:
    document = read_yaml(write(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n"))
    assert document.data == {"a": 1, "b": 2}
    assert document.line(("b",)) == 2


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        ("", "is empty", 1),
        ("# only a comment\n", "is empty", 1),
        ("---\n", "is empty", 1),
        ("\n- a\n", "must be a mapping", 2),
        ("a: 1\nb: 2\na: 3\n", "`a` is given twice. It stands in line 1", 3),
        ("a: {b: 1, b: 2}\n", "`b` is given twice", 1),
        ("a: 1\nb:\nc: 2\n", "`b` has no value", 2),
        ("a: [1, ~]\n", "an entry has no value", 1),
        ("a: !!int '3'\n", "the tag", 1),
        ("a: 1\n---\nb: 2\n", "a second document", 2),
        ("1: a\n", "`1` is read as a number", 1),
        ("true: a\n", "`true` is read as true or false", 1),
        ("? [a]\n: b\n", "a key must be a word", 1),
        ("a:\n\tb: 1\n", "indented with a tab", 2),
        ("a: 'x\n", "not readable as YAML", 1),
        ("a: [1\n", "not readable as YAML", 1),
        ("a: @b\n", "Put the text in quotes", 1),
        ("a: *b\n", "the alias `*b` stands for nothing", 1),
        ("a: &a [*a]\n", "the alias `*a` stands for nothing", 1),
        ("a: " + "[" * 25 + "]" * 25, "nesting is too deep", 1),
        ("a: " + "[" * 200_000, "nesting is too deep", 1),
        ("a: " + "- " * 100, "", 1),
        ("a: &a x\nb: [" + "*a, " * 60 + "]", "too many aliases", 2),
        ("a: b\x00c\n", "control character", 1),
        ("x: 1\na: b\x07c\n", "control character", 2),
        ("x: 1\na: b\u2028c\n", "column 5 holds a line separator (U+2028). Delete it", 2),
        ("x: 1\na: 'b\x85c'\n", "column 6 holds a control character (U+0085)", 2),
        ("a\uff1a b\nc: 1\n", "column 2 holds a fullwidth colon \uff1a (U+FF1A). Type :", 1),
        ("a:\u3000b\n\nc: 1\n", "column 3 holds a ideographic space (U+3000). Type a plain", 1),
        ("a:\n\u00a0- b\n", "column 1 holds a no-break space (U+00A0). Type a plain space", 2),
        ("a: it\u2019s\nb: c: d\n", "not readable as YAML", 2),
    ],
)
def test_refused(parser: str, text: str, words: str, line: int) -> None:
    assert parser
    with pytest.raises(WorldError) as caught:
        from_text(text, "file.yaml")
    (problem,) = caught.value.problems
    assert words in str(problem)
    assert "\u2019" not in str(problem)  # an honest character
    if line and "YAML" not in words:  # the parsers may place a syntax error differently
        assert problem.line == line


def test_billion_laughs_are_refused_before_they_are_written_out(parser: str) -> None:
    assert parser
    lines = [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 25)]
    with pytest.raises(WorldError, match="expand without measure"):
        from_text("\n".join(["a0: &a0 [x, x]", *lines]), "file")


def test_long_digits_are_no_number() -> None:
    assert from_text("a: " + "9" * 5000, "file").data == {"a": "9" * 5000}


def test_file_problems(write: Write, tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="no such file"):
        read_yaml(tmp_path / "none.yaml")
    with pytest.raises(WorldError, match="cannot be read"):
        read_yaml(tmp_path)
    with pytest.raises(WorldError, match=r":3: the file is not UTF-8"):
        read_yaml(write(b"a: 1\nb: 2\nc: \xff\n"))
    with pytest.raises(WorldError, match="too large"):
        read_yaml(write(b"#" * (yaml_reader.MAX_BYTES + 1)))


def test_both_parsers_agree_on_the_default_world(monkeypatch: pytest.MonkeyPatch) -> None:
    from sim.world import scenarios_dir, seeds_dir

    paths = [*seeds_dir().rglob("*.yaml"), *scenarios_dir().glob("*.yaml")]
    quick = [read_yaml(path) for path in paths]
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert [read_yaml(path) for path in paths] == quick
