"""Whatever stands in a file, it is either read or refused in words; nothing else ever happens."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.world import World, WorldError, load_scenario
from sim.world.yaml_reader import from_text
from tests.world.conftest import SMALL

LINES = (SMALL / "scenarios" / "arms.yaml").read_text().splitlines()
ODD = ("true", "~", "-1", "1e9", ".nan", "[]", "{}", "[a, b]", "{a: 1}", "NO", "ZZZ", "1:30")
ODD += ("- x", "? x", "&a x", "*a", "!!int 3", "|", "\t", "0x1F", "", "[[[[", "'", '"', "%", "é")
odd = st.one_of(st.sampled_from(ODD), st.text(max_size=8))


@given(st.text())
def test_any_text(text: str) -> None:
    try:
        from_text(text, "file")
    except WorldError as refused:
        told = refused.problems
    else:
        return
    assert len(told) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.integers(0, len(LINES) - 1), st.integers(0, 60), odd, st.booleans())
def test_any_change_of_a_scenario(
    small: World, copy: Path, line: int, place: int, text: str, cut: bool
) -> None:
    old = LINES[line]
    new = old[:place] + text + ("" if cut else old[place:])
    path = copy / "scenarios" / "changed.yaml"
    path.write_text("\n".join([*LINES[:line], new, *LINES[line + 1 :]]), encoding="utf-8")
    try:
        load_scenario(path, small).apply(small)
    except WorldError as refused:
        told = refused.problems
    else:
        return
    assert all(problem.message for problem in told)


@pytest.mark.parametrize(
    "name", ["a\x00b", "x" * 5000, "a\x00b.yaml", "x" * 5000 + ".yaml", "", ".."]
)
def test_odd_scenario_names(small: World, name: str) -> None:
    with pytest.raises(WorldError):
        load_scenario(name, small)
