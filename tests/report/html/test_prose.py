"""Prose from templates is escaped, and its numbers can be traced."""

import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import UndefinedError

import sim.report.html
from sim.report.html.markup import Markup, element
from sim.report.html.prose import num, prose
from sim.report.sentence import Figure

TEMPLATES = sorted((Path(sim.report.html.__file__).parent / "templates").glob("*.html"))
HOSTILE = '<script>alert("x")</script>\x1b[31m'


def compared(**given: object) -> Markup:
    asked = {"answers": [], "warnings": [], "runs": 1, "span": "18 months"}
    return prose("compared", **{**asked, **given})


def test_what_is_no_markup_is_escaped_and_filtered() -> None:
    said = compared(span=HOSTILE)
    assert '&lt;script&gt;alert("x")&lt;/script&gt;' in said
    assert "\x1b" not in said
    assert "<b>so</b>" in compared(span=element("b", "so"))


def test_what_is_not_given_is_no_blank() -> None:
    with pytest.raises(UndefinedError):
        prose("compared", answers=[], warnings=[], runs=1)


def test_a_number_says_what_it_is_and_where_it_is_stored() -> None:
    assert num(-0.1234, "a.csv x") == '<data data-value="-0.1234" data-csv="a.csv x">−0.12</data>'
    assert num(None, "a.csv x") == '<data data-csv="a.csv x"></data>'
    line = type("Line", (), {"label": "A & B", "sentence": ("so ", Figure("+5", 0.05, "b.csv y"))})
    said = compared(answers=[line])
    assert "<strong>A &amp; B: </strong>so " in said
    assert '<data data-value="0.05" data-csv="b.csv y">+5</data>' in said


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_no_template_lets_text_through_unescaped(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "|safe" not in text.replace(" ", "")
    assert "autoescape" not in text


def test_templates_are_not_read_until_a_page_is_written() -> None:
    code = "import sys, sim.report.html.report; sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
