"""The order of the step is told as it runs."""

import re

from sim.kernel.order import (
    BEGIN,
    CHOOSE,
    DIRECT,
    EFFECTS,
    LEDGER,
    MECHANISMS,
    MOTIVES,
    ODDS,
    SEGMENTS,
)
from sim.report.show.step import order, step_sheets


def test_every_part_in_order() -> None:
    assert [part.name for part in order()] == list(SEGMENTS)
    assert [sheet.about for sheet in step_sheets()[:-1]] == list(SEGMENTS.values())


def test_every_letter_of_an_equation_is_explained() -> None:
    known = set(
        re.findall(r"\b[a-z]\b", " ".join(letters for letters, _ in step_sheets()[-1].facts))
    )
    equations = " ".join(law[1] for part in order() for law in part.laws if "[" in law[1])
    used = set(re.findall(r"(?<![\w])[a-z](?=[\[_])", equations))
    used |= set(re.findall(r"[a-z]", " ".join(re.findall(r"\[([a-z](?:,[a-z])*)\]", equations))))
    assert used - known == set()


def test_every_law_stands_where_it_runs() -> None:
    laws = {part.name: dict(part.laws) for part in order()}
    for name in MECHANISMS:
        assert laws[EFFECTS][name].startswith("z[")
        assert laws[LEDGER][name] == laws[EFFECTS][name]
    for name in MOTIVES:
        assert laws[ODDS][name].startswith("U_o(k) =")
    assert list(laws[DIRECT]) == ["at", "ready", "fires", "open", "ordered"]
    assert list(laws[CHOOSE]) == ["drawn", "reached", "taken", "own"]
    assert laws[BEGIN]["gain"].startswith("gain[motive,o]")
    assert laws[ODDS]["chance"] == "chance[k] = tilted[k] / everything[line]"


def test_what_is_said_of_several_is_said_once() -> None:
    (reasons,) = (part for part in order() if part.name == "reasons")
    assert reasons.laws == ((", ".join(MOTIVES), "by how much it moves the log odds"),)
