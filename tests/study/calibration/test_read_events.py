"""Layouts, faulty files, and that the order of rows and repeated rows are handled as stated."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sim.results.calibration import Calibration, Wanted
from sim.study.calibration import calibrate
from sim.study.calibration.layout import layout_of
from sim.world import World, WorldError

Found = Callable[..., Calibration]
Write = Callable[..., Path]

HEAD = "date,source,target,code\n"
ICEWS = (
    "Event ID\tEvent Date\tSource Name\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t"
    "Target Name\tTarget Country\n"
    '1\t2022-01-05\tKim "the third"\tNorth Korea\tTest\t150\t-7.2\tSeoul\tSouth Korea\n'
    "2\t2022-01-06\tLavrov\tRussian Federation\tMeet\t040\t1.0\tWang\tChina\n"
    "2\t2022-01-06\tLavrov\tRussian Federation\tMeet\t040\t1.0\tWang\tChina\n"
    "3\t2022-01-06\tMacron\tFrance\tMeet\t040\t1.0\tWang\tChina\n"
)
GDELT = (
    "GLOBALEVENTID\tSQLDATE\tActor1CountryCode\tActor2CountryCode\tEventCode\tGoldsteinScale\n"
    "7\t20220105\tPRK\tKOR\t150\t-7.2\n"
    "8\t20220106\tRUS\tCHN\t040\t1.0\n"
    "9\t20220106\t\tCHN\t040\t1.0\n"
)


def bare() -> str:
    """Rows of a daily export of GDELT 2.0: 61 columns, no header."""
    rows = []
    for number, source, target, code in (("7", "PRK", "KOR", "150"), ("8", "RUS", "CHN", "040")):
        cells = [""] * 61
        cells[0], cells[1], cells[7], cells[17] = number, "20220105", source, target
        cells[26], cells[30] = code, "-7.2"
        rows.append("\t".join(cells))
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize(
    ("text", "layout", "counted"),
    [
        (ICEWS, "ICEWS", 2),
        (GDELT, "GDELT", 2),
        (bare(), "GDELT without a header", 2),
        (f"{HEAD}2022-01-05,prk,South Korea,150\n20220106,RUS,CHN,040\n", "plain", 2),
        ("Day;Source;Target;CAMEO\n2022/01/05;PRK;KOR;150\n", "plain", 1),
        ("\ufeffdate,source,target,code,id\n2022-01-05 08:00,PRK,KOR,1501,x\n", "plain", 1),
    ],
)
def test_layouts_are_known_by_their_header(
    text: str, layout: str, counted: int, found: Found
) -> None:
    told = found(text)
    assert (told.met.layout.name, told.events) == (layout, counted)


def test_what_does_not_count_is_counted(found: Found) -> None:
    told = found(ICEWS)
    assert (told.met.rows, told.met.elsewhere, told.repeated) == (4, 1, 1)
    assert told.met.others == {"france": 1}


def test_a_repeated_row_counts_once_unless_asked(found: Found) -> None:
    rows = [("2022-01-05", "PRK", "KOR", "111")] * 3 + [("2022-01-05", "PRK", "KOR", "112")]
    assert (found(rows).events, found(rows).repeated) == (2, 2)
    kept = found(rows, once=False)
    assert (kept.events, kept.repeated) == (4, 0)


def test_rows_may_stand_in_any_order(found: Found) -> None:
    rows = [
        (f"2022-{month:02d}-{day:02d}", "KOR", "PRK", code)
        for month in range(1, 13)
        for day, code in ((3, "152"), (20, "036"))
    ]
    forward, backward = found(rows), found(rows[::-1])
    assert forward.rates == backward.rates
    assert (forward.met.backward, backward.met.backward) == (0, 23)


def test_months_actors_and_own_rows_are_told_apart(found: Found) -> None:
    rows = [
        ("2022-01-05", "PRK", "KOR", "150"),
        ("2022-02-05", "PRK", "KOR", "150"),
        ("2022-02-06", "PRK", "PRK", "150"),
        ("2022-02-07", "PRK", "JPN", "150"),
    ]
    told = found(rows, actors=("PRK", "KOR"), first="2022-02", last="2022-03")
    assert (told.events, told.met.outside, told.met.own) == (1, 1, 1)
    assert told.covered.months == ("2022-02", "2022-03")
    assert told.states == ("PRK", "KOR")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "events.csv:1: the file is empty"),
        ("date,source,target\n", "events.csv:1: no column holds the code"),
        ("dates,source,target,code\n", "no column holds the date. Did you mean `dates`?"),
        (f"{HEAD}2022-01-05,PRK,KOR,150\n2022-13-05,PRK,KOR,150\n", ":3: '2022-13-05' is no day"),
        (f"{HEAD}1066-10-14,PRK,KOR,150\n", ":2: the year 1066 is out of range"),
        (f"{HEAD}2022-01-05,PRK,KOR,42\n", ":2: the code 42 has lost its leading zero. Write 042"),
        (
            f"{HEAD}2022-01-05,PRK,KOR,251\n",
            ":2: the code 251 has lost its leading zero. Write 0251",
        ),
        (f"{HEAD}2022-01-05,PRK,KOR,9\n", ":2: the code 9 has lost its leading zero. Write 09"),
        (f"{HEAD}2022-01-05,PRK,KOR,999\n", ":2: 999 is no CAMEO code. Codes begin with 01 to 20"),
        (f"{HEAD}2022-01-05,PRK,KOR,99\n", ":2: 99 is no CAMEO code"),
        (f"{HEAD}2022-01-05,PRK,KOR,421\n", ":2: 421 is no CAMEO code"),
        (f"{HEAD}2022-01-05,PRK,KOR,1999\n", ":2: 1999 is no CAMEO code"),
        (f"{HEAD}2022-01-05,PRK,KOR,15012\n", ":2: 15012 is no CAMEO code"),
        (
            "date,source,target,Source,code\n2022-01-05,PRK,KOR,RUS,150\n",
            ":1: columns 2 and 4 are both called `source`. Rename or remove",
        ),
        ("date,source,target,code,code\n", ":1: columns 4 and 5 are both called `code`"),
        ("date,source,target,code,id,id\n", ":1: columns 5 and 6 are both called `id`"),
        (f"{HEAD}2022-01-05,PRK,KOR,shot\n", ":2: 'shot' is no CAMEO code"),
        (f"{HEAD}2022-01-05,PRK\n", ":2: the row has 2 cells, at least 4 are wanted"),
        (f"{HEAD}2022-01-05,FRA,DEU,150\n", "no event between two of RUS, PRK"),
        (f"{HEAD}2022-01-05,FRA,DEU,150\n", "Countries met: fra, deu"),
        (HEAD, "among 0 rows"),
        (f"{HEAD}2022-01-05,PRK,KOR,150\n".encode() + b"2022-01-06,\xff,KOR,150\n", ":3: the file"),
        (
            "date,source,target,code,goldstein\n2022-01-05,PRK,KOR,150,-72\n",
            ":2: the weight -72 is out of range",
        ),
    ],
)
def test_faulty_files_are_refused_with_their_line(
    text: str | bytes, told: str, found: Found
) -> None:
    with pytest.raises(WorldError) as caught:
        found(text)
    assert told in str(caught.value)


def test_many_faults_are_told_up_to_a_dozen(found: Found) -> None:
    with pytest.raises(WorldError) as caught:
        found(HEAD + "yesterday,PRK,KOR,150\n" * 40)
    assert len(caught.value.problems) == 12


def test_faulty_rows_can_be_left_out(found: Found) -> None:
    text = f"{HEAD}2022-01-05,PRK,KOR,150\nyesterday,PRK,KOR,150\n2022-01-06,PRK\n"
    told = found(text, lenient=True)
    assert (told.events, told.met.faulty) == (1, 2)


def test_states_must_be_known_and_two(found: Found) -> None:
    rows = [("2022-01-05", "PRK", "KOR", "150")]
    with pytest.raises(WorldError, match="unknown state `PRX`"):
        found(rows, actors=("PRX", "KOR"))
    with pytest.raises(WorldError, match="two states"):
        found(rows, actors=("PRK",))
    with pytest.raises(WorldError, match="before they begin"):
        found(rows, first="2022-02", last="2022-01")


def test_a_country_column_is_taken_before_a_name() -> None:
    found = layout_of("Event Date\tSource\tSource Country\tTarget Country\tCAMEO Code\n", "x")
    assert found.source == 2


def test_a_file_that_is_not_there(world: World, tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="cannot be read"):
        calibrate(world, Wanted(tmp_path / "none.csv"))
    with pytest.raises(WorldError, match="cannot be read"):
        calibrate(world, Wanted(tmp_path))
