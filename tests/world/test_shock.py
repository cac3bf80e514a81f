"""Past shocks: those that come along, and what is refused of them."""

import shutil

import pytest

from sim.world import World, WorldError, load_world
from sim.world.shock import load_shocks

GOOD = """\
scale: {value: 0.1, source: "assumption: a tenth, to reckon by hand"}
sources:
  paper: {kind: data, citation: "A newspaper"}
shocks:
  - id: one
    date: 2012-08-10
    title: the quarrel
    pairs: [ALP>BET]
    closest: [gam_arms]
    likeness: near
    source: "data:paper"
  - id: two
    date: 2013-08-20
    title: the row
    pairs: [BET>ALP]
    closest: []
    likeness: none of its kind
    source: "data:paper"
"""
BACKWARDS = "{before: [2013-01, 2012-01], after: [2014-01, 2014-05]}"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, small: World) -> World:
    tmp_path = tmp_path_factory.mktemp("shocks")
    shutil.copytree(small.folder, tmp_path / "seeds")
    (tmp_path / "seeds" / "record").mkdir()
    tone = "series,month,source,target,events,conflict,cooperation,goldstein\n"
    (tmp_path / "seeds" / "record" / "tone.csv").write_text(tone)
    return load_world(tmp_path / "seeds")


def put(world: World, text: str) -> None:
    (world.folder / "record" / "shocks.yaml").write_text(text)


def test_those_that_come_along_can_be_read(world: World) -> None:
    found = load_shocks(world)
    assert found is not None
    assert found.scale == pytest.approx(0.45 / 4)
    assert {"dokdo", "senkaku_purchase", "invasion"} <= {one.id for one in found.shocks}
    for one in found.shocks:
        assert set(one.closest) <= set(world.actions)


def test_a_world_may_come_without(small: World, own: World) -> None:
    assert load_shocks(small) is None
    put(own, GOOD)
    found = load_shocks(own)
    assert found is not None
    assert [one.year for one in found.shocks] == ["2012", "2013"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("2012-08-10", "2012-08-32", ":6: '2012-08-32' is no day"),
        ("2013-08-20", "2011-08-20", ":13: 2011-08-20 comes after 2012-08-10. Sort by date"),
        ("id: two", "id: one", ":12: there is a shock `one` already"),
        ("[ALP>BET]", "[ALP>BEX]", ":8: unknown pair `ALP>BEX`"),
        ("[gam_arms]", "[gam_arm]", "Did you mean `gam_arms`?"),
        ("[gam_arms]", "[gam_arms, gam_arms]", ":9: `gam_arms` is done in the same month"),
        ('near\n    source: "data:paper"', "near", ":5: the entry has no source"),
        ('near\n    source: "data:paper"', 'near\n    source: "data:papr"', ":11: "),
        ("likeness: near", "likness: near", "likness"),
        ("value: 0.1", "value: 0.0", ":1: "),
        ("closest: []", f"closest: []\n    windows: {BACKWARDS}", "out of order"),
    ],
)
def test_what_is_refused(own: World, old: str, new: str, told: str) -> None:
    assert old in GOOD
    put(own, GOOD.replace(old, new, 1))
    with pytest.raises(WorldError) as caught:
        load_shocks(own)
    assert told in str(caught.value)
