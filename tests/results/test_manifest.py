from dataclasses import fields
from pathlib import Path

import pytest

from sim.results import code_fingerprint, fingerprint, inputs_of
from sim.world import load_scenario, load_world
from tests.results.fake import inputs


def test_order_of_keys_and_sets_does_not_matter() -> None:
    assert fingerprint({"a": 1, "b": {2, 1}}) == fingerprint({"b": {1, 2}, "a": 1})
    assert fingerprint({(2, "b"), (1, None)}) == fingerprint([[1, None], [2, "b"]])
    assert fingerprint({1, "a", None}) == fingerprint({None, "a", 1})
    assert fingerprint((1, 2)) == fingerprint([1, 2])


@pytest.mark.parametrize(("one", "other"), [(0.1, 0.1 + 1e-17), (0.1, 0.10000000000000002)])
def test_the_last_bit_of_a_float_matters(one: float, other: float) -> None:
    assert (fingerprint(one) == fingerprint(other)) == (one == other)


def test_what_has_no_canonical_form_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        fingerprint(object())
    with pytest.raises(ValueError, match="JSON"):
        fingerprint(float("nan"))


def test_every_input_enters_the_run_id() -> None:
    other = {"options": {"off": ["balance"]}, "seed": 2, "runs": 3, "steps": 4}
    for field in fields(inputs()):
        changed = inputs(**{field.name: other.get(field.name, "z" * 64)})
        assert changed.run_id != inputs().run_id
    assert inputs().run_id == inputs().run_id
    assert len(inputs().run_id) == 12


def test_code_fingerprint_sees_names_and_contents(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("one")
    (tmp_path / "data.txt").write_text("no code")
    first = code_fingerprint(tmp_path)
    (tmp_path / "data.txt").write_text("still no code")
    assert code_fingerprint(tmp_path) == first
    (tmp_path / "a.py").write_text("two")
    second = code_fingerprint(tmp_path)
    (tmp_path / "a.py").rename(tmp_path / "b.py")
    assert len({first, second, code_fingerprint(tmp_path)}) == 3


def test_a_changed_world_or_scenario_changes_its_fingerprint() -> None:
    world = load_world()
    scenario, baseline = (load_scenario(name, world) for name in ("lethal_aid", "pact"))
    asked = {"seed": 1, "runs": 10, "options": {}}
    first = inputs_of(world, scenario, baseline, **asked)  # type: ignore[arg-type]
    again = inputs_of(load_world(), scenario, baseline, **asked)  # type: ignore[arg-type]
    assert first == again
    other = world.with_values({"actors.KOR.precision": 1.01})
    changed = inputs_of(other, baseline, scenario, **asked)  # type: ignore[arg-type]
    assert changed.world != first.world
    assert (changed.scenario, changed.baseline) == (first.baseline, first.scenario)
