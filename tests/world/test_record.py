"""The record that comes with the world, and what is refused of one."""

import shutil
from pathlib import Path

import pytest

from sim.world import World, WorldError, load_world, seeds_dir
from sim.world.record import load_record, load_weights, months_between, next_month


@pytest.fixture
def folder(tmp_path: Path, world: World) -> Path:
    shutil.copytree(seeds_dir(), tmp_path / "seeds")
    return tmp_path / "seeds"


def months(number: int) -> list[str]:
    return [next_month("2024-06", -n) for n in range(number)]


def test_it_holds_what_the_worlds_rates_cite(world: World) -> None:
    """seeds/actions: 16, 7 and 4 of the 30 months to June 2024; launches in 24 of them."""
    deeds = load_record(world).deeds
    by_month = {m: {d.action for d in deeds if d.month == m} for m in months(30)}
    assert sum(map(bool, by_month.values())) == 24
    icbm = [m for m in by_month if "prk_icbm_test" in by_month[m]]
    others = [m for m in by_month if "prk_missile_test" in by_month[m] and m not in icbm]
    space = [m for m in by_month if "prk_satellite_launch" in by_month[m]]
    assert (len(others), len(icbm), len(space)) == (16, 7, 4)
    assert sum("prk_icbm_test" in by_month[m] for m in months(12)) == 2


def test_launch_days_are_those_that_the_data_notes_count(world: World) -> None:
    """2.42 launch-days in 30 days from January 2022 to June 2023, 1.31 from then to the pact."""
    deeds = load_record(world).deeds
    days = {deed.date for deed in deeds}
    early = len([d for d in days if "2022-01-01" <= d <= "2023-06-30"]) / 546 * 30
    late = len([d for d in days if "2023-07-01" <= d <= "2024-06-18"]) / 354 * 30
    assert early == pytest.approx(2.42, abs=0.06)
    assert late == pytest.approx(1.31, abs=0.06)


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
        ("launches.csv", "2022-13-01,prk_icbm_test,1", "'2022-13-01' is no date"),
        ("launches.csv", "2022-02-30,prk_icbm_test,1", "'2022-02-30' is no date"),
        ("launches.csv", "2022-01-01,prk_icbm_tests,1", "Did you mean `prk_icbm_test`?"),
        ("launches.csv", "2022-01-01,prk_icbm_test,-1", "'-1' is no count"),
        ("launches.csv", "2024-05-29,prk_missile_test,2", "the row is there already, in line"),
        ("tone.csv", "x,2022-01,RUS,PRX,3,1,1,2", "unknown party `PRX`. Did you mean `PRK`?"),
        ("tone.csv", "x,2022-01,RUS,PRK,3,2,2,2", "more conflict and cooperation than events"),
        ("tone.csv", "x,2022,RUS,PRK,3,2,0,2", "'2022' is no month"),
        ("tone.csv", "x,2022-01,RUS,PRK,3,2,0,nan", "'nan' is no finite number"),
        ("goldstein.csv", "x1,1", "'x1' is no CAMEO code"),
    ],
)
def test_faulty_rows_are_refused(folder: Path, file: str, row: str, told: str) -> None:
    path = folder / "record" / file
    text = path.read_text()
    path.write_text(f"{text}{row}\n")
    with pytest.raises(WorldError) as caught:
        load_record(load_world(folder))
    assert told in str(caught.value)
    assert f"{file}:{text.count(chr(10)) + 1}:" in str(caught.value)


def test_months() -> None:
    assert next_month("2023-12") == "2024-01"
    assert next_month("2024-01", -1) == "2023-12"
    assert next_month("2024-01", -25) == "2021-12"
    assert months_between("2023-11", "2024-02") == 3
    assert months_between("2024-02", "2023-11") == -3
