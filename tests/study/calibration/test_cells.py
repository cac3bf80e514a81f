"""Names of countries, quoted cells, and which rows are the same event."""

from collections.abc import Callable

import pytest

from sim.report.calibrate.text import left_out
from sim.results.calibration import Calibration
from sim.study.calibration import cells
from sim.study.calibration.cells import Parties
from sim.study.calibration.names import ALIASES, folded
from sim.world import World, WorldError

Found = Callable[..., Calibration]

LISTS = {
    "ISO 3166-1": {
        "RUS": "Russian Federation (the)",
        "PRK": "Korea (the Democratic People's Republic of)",
        "CHN": "China",
        "USA": "United States of America (the)",
        "KOR": "Korea (the Republic of)",
        "JPN": "Japan",
        "UKR": "Ukraine",
        "VNM": "Viet Nam",
    },
    "ISO 3166-1, turned": {
        "PRK": "Korea, Democratic People's Republic of",
        "KOR": "Korea, Republic of",
        "USA": "United States of America",
    },
    "World Bank": {
        "RUS": "Russian Federation",
        "PRK": "Korea, Dem. People's Rep.",
        "CHN": "China",
        "USA": "United States",
        "KOR": "Korea, Rep.",
        "JPN": "Japan",
        "UKR": "Ukraine",
        "VNM": "Vietnam",
    },
    "United Nations": {
        "PRK": "Democratic People's Republic of Korea",
        "KOR": "Republic of Korea",
    },
    "as people write": {
        "PRK": "KOREA,  Dem. People\u2019s Rep.",
        "KOR": "\u00a0south korea ",
        "USA": "The United States of America",
        "RUS": "russia",
        "CHN": "The People's Republic of China",
    },
    "in capitals": {"USA": "U.S.A.", "PRK": '"Korea, North"', "KOR": "ROK"},
}


def parties(world: World) -> Parties:
    return Parties({code: one.name for code, one in world.parties.items()}, tuple(world.parties))


@pytest.mark.parametrize("names", LISTS.values(), ids=LISTS)
def test_parties_are_known_by_the_names_of_usual_lists(names: dict[str, str], world: World) -> None:
    known, states = parties(world), tuple(world.parties)
    assert {states[known[name]]: name for name in names.values()} == names


@pytest.mark.parametrize("name", ["Korea", "KR", "410", "Republic of China", "Taiwan, China", ""])
def test_what_may_be_another_is_nobody(name: str, world: World) -> None:
    known = parties(world)
    assert known[name] == -1
    assert known[name] == -1
    assert known.others == ({name.casefold(): 2} if name else {})


def test_no_name_is_of_two_parties(world: World) -> None:
    every = [
        (folded(name), code)
        for code, party in world.parties.items()
        for name in {code, party.name, *ALIASES.get(code, ())}
    ]
    assert len({name for name, _ in every}) == len(set(every))


TAB = "Event Date\tText\tSource Country\tTarget Country\tCAMEO Code\n"


@pytest.mark.parametrize(
    "text",
    [
        TAB + '"2022-01-05"\t"x"\t"CHN"\t"PRK"\t"012"\n',
        TAB + '2022-01-05\tx\t"Korea, North"\tChina\t012\n',
        TAB + '2022-01-05\t"Kim" said\tPRK\tCHN\t012\n',
        TAB + '2022-01-05\t"Kim said\tPRK\tCHN\t012\n',
        TAB + '2022-01-05\t"a\tb"\t"PRK"\tCHN\t012\n',
        TAB.replace("Text", '"Text"') + '2022-01-05\tx\t"PRK"\tCHN\t012\n',
        '"Event Date"\t"Text"\t"Source Country"\t"Target Country"\t"CAMEO Code"\n'
        '"2022-01-05"\t"a\nb\tc ""d"""\t"PRK"\t"CHN"\t"012"\n',
        'date, source, target, code\n2022-01-05, "Korea, North", China, 012\n',
        '"date";"source";"target";"code"\n"2022-01-05";"PRK";"CHN";"012"\n',
        'date\tsource\ttarget\tcode\tgoldstein\n"2022-01-05"\t"PRK"\t"CHN"\t"012"\t"-0.4"\n',
        'date\tsource\ttarget\tcode\tgoldstein\n"2022-01-05"\t"PRK"\t"CHN"\t"012"\t""\n',
    ],
)
def test_quoted_cells_are_read(text: str, found: Found) -> None:
    told = found(text)
    assert (told.events, told.met.rows, told.met.others) == (1, 1, {})


IDS = "id,date,source,target,code\n"


@pytest.mark.parametrize(
    ("rows", "counted", "repeated"),
    [
        ("0,2022-01-05,PRK,KOR,150\n0,2022-01-06,PRK,KOR,150\n", 2, 0),
        ("0,2022-01-05,PRK,KOR,150\n0,2022-01-05,KOR,PRK,150\n", 2, 0),
        ("0,2022-01-05,PRK,KOR,150\n0,2022-01-05,PRK,KOR,151\n", 2, 0),
        ("0,2022-01-05,PRK,KOR,150\n0,20220105,North Korea,KOR,150\n", 1, 1),
        ("0,2022-01-05,PRK,KOR,150\n1,2022-01-05,PRK,KOR,150\n", 2, 0),
        (",2022-01-05,PRK,KOR,150\n,2022-01-06,PRK,KOR,150\n", 2, 0),
        (",2022-01-05,PRK,KOR,150\n,2022-01-05,PRK,KOR,150\n", 1, 1),
    ],
)
def test_an_id_is_of_one_event_only_with_its_day_pair_and_code(
    rows: str, counted: int, repeated: int, found: Found
) -> None:
    told = found(IDS + rows)
    assert (told.events, told.repeated) == (counted, repeated)


def test_the_words_say_what_was_compared(found: Found) -> None:
    with_ids = found(IDS + "0,2022-01-05,PRK,KOR,150\n" * 2)
    without = found("date,source,target,code\n" + "2022-01-05,PRK,KOR,150\n" * 2)
    said = "repeated, the same id, day, pair and code as a row above"
    assert dict(left_out(with_ids))[said] == 1
    assert dict(left_out(without))["repeated, the same in every cell as a row above"] == 1


def test_neither_many_nor_long_texts_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "KEPT_TEXTS", 10)
    days = cells.Days()
    for second in range(60):
        assert days[f"2022-01-05 00:00:{second:02d}"] == days["20220105"]
    assert days["2022-01-05" + " " * 1000] == days["20220105"]
    assert len(days) == 10
    known = Parties({"PRK": "North Korea"}, ("PRK",))
    known["x" * 1_000_000]
    assert sum(map(len, known.others)) < 100


@pytest.mark.parametrize(
    "text",
    [
        "date,source,target,code\n2022-01-05,\x1b[31mred,KOR,150\n",
        "date,source\x1b[31m,target,code\n",
        "date,source,target,event_type\x1b\n2022-01-05,PRK,KOR,\x1b[31m\n",
        "date,source,target,event_type\n2022-01-05,PRK,KOR,\x1b[31m\n",
        "date,source,target,code\n2022-01-05,PRK,KOR,\x1b[31m\n",
        "date,source,target,code\n\x1b[31m,PRK,KOR,150\n",
        "date,source,target,code,weight\n2022-01-05,PRK,KOR,150,\x1b[31m\n",
        f"date,source,target,{'x' * 900_000}\n",
        f"date,source,target,code\n2022-01-05,{'x' * 900_000},KOR,150\n",
        f"date,source,target,code\n2022-01-05,PRK,KOR,{'9' * 900_000}\n",
        f"date,source,target,code\n{'9' * 900_000},PRK,KOR,150\n",
        f"date,source,target,code,weight\n2022-01-05,PRK,KOR,150,{'9' * 900_000}\n",
    ],
)
def test_messages_are_short_and_hold_letters_only(text: str, found: Found) -> None:
    with pytest.raises(WorldError) as caught:
        found(text)
    assert "\x1b" not in str(caught.value)
    assert len(str(caught.value)) < 600
