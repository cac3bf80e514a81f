import sys
from dataclasses import replace
from importlib.util import find_spec
from xml.etree import ElementTree

import pytest

from sim.report.html.brief import brief
from sim.report.html.figures import can_draw_png, figures, png
from sim.results import Stored
from tests.results.fake import results

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawn(stored: Stored) -> dict[str, str]:
    return figures(brief(stored.results, stored.facts))


def test_every_part_of_the_report_has_its_figures(drawn: dict[str, str]) -> None:
    assert set(drawn) > {
        "network-end",
        "alignments-start",
        "alignments-difference-end",
        "reactions",
        "indicators",
        "tension-korean_peninsula",
        "effects",
    }
    assert any(name.startswith("why-") for name in drawn)


def test_each_is_a_whole_svg_file_with_its_own_looks(drawn: dict[str, str]) -> None:
    for name, svg in drawn.items():
        top = ElementTree.fromstring(svg)
        assert top.tag == f"{SVG}svg"
        assert float(top.attrib["width"]) > 100
        assert top.attrib["aria-label"]
        assert "var(" not in svg, name
        assert "url(" not in svg, name
        style = top.find(f"{SVG}style")
        assert style is not None
        for shape in top.iter():
            for kind in shape.attrib.get("class", "").split():
                plain = kind in {"axis", "total"} or kind.startswith(("on-", "in"))
                assert plain or f".{kind}" in str(style.text), kind


def test_a_figure_with_hostile_words_is_still_one_file() -> None:
    told = brief(results(), {})
    hostile = {**told.meta.names, "RUS": "<script>&\"'"}
    meta = replace(told.meta, names=hostile)
    for svg in figures(brief(results(meta=meta), {})).values():
        top = ElementTree.fromstring(svg)
        assert not list(top.iter(f"{SVG}script"))


@pytest.mark.skipif(find_spec("resvg_py") is None, reason="resvg-py is not installed")
def test_png(drawn: dict[str, str]) -> None:
    assert can_draw_png()
    image = png(drawn["alignments-end"])
    assert image.startswith(b"\x89PNG")
    assert len(image) > 5000


def test_without_the_library_png_files_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    assert not can_draw_png()
