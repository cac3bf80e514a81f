import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.report.html.markup import Markup, element, text
from tests.report.html.page import read

HOSTILE = "<script>alert('&')</script>\" onload=\"x"


def test_text_is_escaped_and_markup_is_not() -> None:
    assert text("a < b & c") == "a &lt; b &amp; c"
    assert text(Markup("<b>")) == "<b>"
    assert text(["<", Markup("<"), None, ["&"]]) == "&lt;<&amp;"


@given(st.text())
def test_whatever_a_text_holds_it_stays_one_text(said: str) -> None:
    (node,) = read(element("p", said, title=said)).children
    assert not isinstance(node, str)
    assert (node.tag, node.all()) == ("p", [])
    shown = "".join(char if char.isprintable() else " " for char in said)
    assert (node.text, node.get("title")) == (shown, shown)


def test_attributes() -> None:
    assert element("a", "x", href="#y", class_="k", data_csv=None) == '<a href="#y" class="k">x</a>'
    assert element("rect", x=1.50, y=2, width=0.333) == '<rect x="1.5" y="2" width="0.33"/>'
    assert element("option", "x", selected="") == '<option selected="">x</option>'


@pytest.mark.parametrize("child", ["", None, []])
def test_an_empty_element_is_still_closed(child: str | None) -> None:
    assert element("div", child) == "<div></div>"


def test_markup_put_together_by_hand_is_plain_text_again() -> None:
    # str + str forgets that it was markup: so nothing unescaped slips in by concatenation.
    assert text(element("b", HOSTILE) + "<i>") == text(str(element("b", HOSTILE)) + "<i>")
