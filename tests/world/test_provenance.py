from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.world import World
from sim.world.provenance import fingerprint, kinds_cited, normalise, paragraphs, verify
from tests.world.conftest import SMALL


def test_normalise() -> None:
    assert normalise("  “Alpha’s”\u00a0\n ﬁne   Text\t") == '"alpha\'s" fine text'


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_paragraphs_skip_empty_lines() -> None:
    assert paragraphs("One\n\n  \nTwo\r\n") == ["one", "two"]


def test_pointers_hold(small: World, tmp_path: Path) -> None:
    assert [v.state for v in verify(small.register, SMALL / "articles")] == ["ok", "ok"]
    assert [v.state for v in verify(small.register, tmp_path)] == ["no file", "no file"]
    (tmp_path / "news.txt").write_text("Another text")
    assert [v.state for v in verify(small.register, tmp_path)] == ["different", "no paragraph"]


def test_fingerprint_survives_typography() -> None:
    assert fingerprint("It’s  so") == fingerprint("it's so")


@pytest.mark.parametrize(
    "source",
    [
        "claim:news-01",
        "data:counts",
        "data:counts#ALP>BET, 2023",
        "theory:balance-theory",
        "assumption: there is a reason",
    ],
)
def test_known_sources(small: World, source: str) -> None:
    assert small.register.unknown(source) is None


@pytest.mark.parametrize(
    "source",
    ["claim:news-03", "claim:", "data:balance-theory", "theory:counts", "assumption:", "x", ""],
)
def test_unknown_sources(small: World, source: str) -> None:
    assert small.register.unknown(source) is not None


def test_kinds_cited(small: World) -> None:
    found = kinds_cited(small.quantities().values())
    assert list(found) == ["claim", "data", "theory", "assumption"]
    assert all(found.values())
