"""The record that comes with the world, and what is refused of one."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from sim.world import World, WorldError
from sim.world.month import months_between, next_month
from sim.world.record import Window, load_record, load_weights


def test_it_holds_the_launches_that_the_facts_count(world: World) -> None:
    """seeds/sources.yaml: 7 months with an intercontinental launch since January 2022."""
    by_month: dict[str, set[str]] = {next_month("2024-05", -n): set() for n in range(29)}
    for deed in load_record(world).deeds:
        if deed.month in by_month and deed.action.startswith("prk_"):
            by_month[deed.month].add(deed.action)
    icbm = [m for m, acts in by_month.items() if "prk_icbm_test" in acts]
    others = [m for m, acts in by_month.items() if "prk_missile_test" in acts and m not in icbm]
    assert (len(others), len(icbm)) == (16, 7)


def test_known_months_are_those_of_complete_windows(world: World) -> None:
    record = load_record(world)
    assert list(record.deeds) == sorted(record.deeds, key=lambda deed: deed.date)
    whole = {window.action for window in record.windows if window.complete}
    assert set(record.known) == whole
    assert record.known["prk_nuclear_test"][0] == "2012-01"
    assert "2018-06" not in record.known["prk_nuclear_test"]
    window = Window("a", "2023-11", "2024-02", complete=True)
    assert window.months() == ("2023-11", "2023-12", "2024-01", "2024-02")


def test_weights_are_those_of_the_codes_in_use(world: World) -> None:
    shipped = load_record(world).weights
    assert len(shipped) > 300
    for code, entry in world.cameo.items():
        assert shipped[code] == entry.goldstein
    raw = dict(
        line.split(",")
        for line in (world.folder / "record" / "goldstein.csv").read_text().splitlines()[1:]
    )
    assert {code: float(raw[code]) for code in world.cameo} == {
        code: entry.goldstein for code, entry in world.cameo.items()
    }


def test_a_world_without_a_record(small: World) -> None:
    with pytest.raises(WorldError, match="the world small comes with no record"):
        load_record(small)
    assert load_weights(small) == {"036": 4.0, "072": 8.3} | dict(load_weights(small))


@pytest.mark.parametrize(
    ("file", "row", "told"),
    [
        ("deeds.csv", "2022-13-01,prk_icbm_test,data:kcna,", "'2022-13-01' is no date"),
        ("deeds.csv", "2022-02-30,prk_icbm_test,data:kcna,", "'2022-02-30' is no date"),
        ("deeds.csv", "2022-01-01,prk_icbm_tests,data:kcna,", "Did you mean `prk_icbm_test`?"),
        ("deeds.csv", "2022-01-01,prk_icbm_test,,", "the deed has no source. Write"),
        ("deeds.csv", "2022-01-01,prk_icbm_test,data:kcnb,", "`data:kcnb` is not in sources.yaml"),
        (
            "deeds.csv",
            "2024-05-29,prk_missile_test,data:kcna,",
            "the row is there already, in line",
        ),
        ("coverage.csv", "prk_visit,2022-01,2022-02,yes,", "unknown action `prk_visit`"),
        ("coverage.csv", "prk_missile_test,2010,2010-02,yes,", "'2010' is no month"),
        (
            "coverage.csv",
            "prk_missile_test,2010-02,2010-01,yes,",
            "end (2010-01) before they begin",
        ),
        ("coverage.csv", "prk_missile_test,2010-01,2010-02,maybe,", "Write yes or no"),
        (
            "coverage.csv",
            "prk_missile_test,2024-01,2024-02,yes,",
            "rows of `prk_missile_test` cover",
        ),
        ("tone.csv", "x,2022-01,RUS,PRX,3,1,1,2", "unknown party `PRX`. Did you mean `PRK`?"),
        ("tone.csv", "x,2022-01,RUS,PRK,3,2,2,2", "more conflict and cooperation than events"),
        ("tone.csv", "x,2022,RUS,PRK,3,2,0,2", "'2022' is no month"),
        ("tone.csv", "x,2022-01,RUS,PRK,3,2,0,nan", "'nan' is no finite number"),
        ("goldstein.csv", "x1,1", "'x1' is no CAMEO code"),
    ],
)
def test_faulty_rows_are_refused(
    file: str, row: str, told: str, tmp_path: Path, world: World
) -> None:
    shutil.copytree(world.folder / "record", tmp_path / "record")
    path = tmp_path / "record" / file
    text = path.read_text()
    path.write_text(f"{text}{row}\n")
    with pytest.raises(WorldError) as caught:
        load_record(replace(world, folder=tmp_path))
    assert told in str(caught.value)
    assert f"{file}:{text.count(chr(10)) + 1}:" in str(caught.value)


def test_months() -> None:
    assert next_month("2023-12") == "2024-01"
    assert next_month("2024-01", -1) == "2023-12"
    assert next_month("2024-01", -25) == "2021-12"
    assert months_between("2023-11", "2024-02") == 3
    assert months_between("2024-02", "2023-11") == -3
