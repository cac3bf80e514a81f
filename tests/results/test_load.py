import contextlib
import hashlib
import json
import math
import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.results import Ensemble, LoadError, Results, add, as_stored, load, save, write_npz
from sim.results.load import glance, load_ensemble
from sim.results.manifest import FORMAT
from sim.results.sealed import sealed
from sim.results.shelf import shelf
from sim.results.store import TABLES, checksums
from tests.results.fake import ensemble, inputs, meta, results

STARTED = datetime(2024, 6, 19, tzinfo=UTC)


def write(out: Path, **changes: object) -> Path:
    return save(results(**changes), inputs(), "title: x\n", out, STARTED)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return write(tmp_path)


def as_on_disk(found: Results) -> Results:
    kept = {name: as_stored(kind, getattr(found, name)) for name, kind in TABLES.items()}
    return replace(found, ensemble=Ensemble(), **kept)


def test_what_was_saved_comes_back(place: Path) -> None:
    back = load(place, ensemble=True)
    assert replace(back.results, ensemble=Ensemble()) == as_on_disk(results())
    for name, array in results().ensemble.arrays.items():
        assert np.array_equal(back.results.ensemble.arrays[name], array)
    assert back.facts["run_id"] == inputs().run_id
    assert back.place == place


def test_all_that_was_asked_comes_back(tmp_path: Path) -> None:
    asked = meta(set_values={"a.b": "1"}, off=("balance",), claims=("bi-01",), settled=("x",))
    found = load(write(tmp_path, meta=asked, reproduction=None)).results
    assert found.meta == asked
    assert found.reproduction is None


def test_the_arrays_are_left_out_unless_asked_for(place: Path) -> None:
    assert load(place).results.ensemble.arrays == {}


def test_what_does_not_exist_comes_back_as_such(tmp_path: Path) -> None:
    shifts = tuple(replace(row, mc_error=math.nan) for row in results().shifts)
    found = load(write(tmp_path, shifts=shifts)).results
    assert all(math.isnan(row.mc_error) for row in found.shifts)
    assert [row.ratio for row in found.reactions] == [4.15, None, 1.0]


def test_further_files_come_back_as_text(place: Path) -> None:
    add(place, {"variance.csv": "a,b\n1,2\n", "notes.json": "{}", "figures/x.svg": "<svg/>"})
    found = load(place)
    assert found.further == {"variance.csv": "a,b\n1,2\n", "notes.json": "{}"}
    assert "figures/x.svg" in found.facts["files"]


@pytest.mark.parametrize("name", ["shifts.csv", "ensemble.npz", "scenario.resolved.yaml"])
def test_a_missing_file(place: Path, name: str) -> None:
    (place / name).unlink()
    with pytest.raises(LoadError, match=f"is damaged: {name} is missing"):
        load(place)


def test_of_missing_files_the_first_is_named(place: Path) -> None:
    for path in place.glob("*.csv"):
        path.unlink()
    with pytest.raises(LoadError, match=f"is damaged: {min(TABLES)}.csv is missing"):
        load(place)


@pytest.mark.parametrize("name", ["ledger.csv", "ensemble.npz"])
def test_a_changed_file(place: Path, name: str) -> None:
    with (place / name).open("ab") as file:
        file.write(b"x")
    with pytest.raises(LoadError, match=f"is damaged: {name} is not as it was written"):
        load(place)


def reseal(place: Path, **changes: object) -> None:
    """A manifest that fits the files, whatever they hold."""
    manifest = place / "manifest.json"
    facts = json.loads(manifest.read_text())
    manifest.unlink()
    manifest.write_text(json.dumps(sealed({**facts, "files": checksums(place), **changes})))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("RUS,KOR,-0.4", "RUS,KOR,much", "line 2"),
        ("source,target", "from,to", "columns"),
        ("RUS,KOR,-0.4,", "RUS,KOR,", "line 2"),
    ],
)
def test_a_table_that_is_none(place: Path, old: str, new: str, said: str) -> None:
    table = place / "shifts.csv"
    table.write_text(table.read_text().replace(old, new, 1))
    reseal(place)
    with pytest.raises(LoadError, match=f"is damaged: .*{said}"):
        load(place)


def test_an_arm_that_is_none(place: Path) -> None:
    table = place / "alignment.csv"
    table.write_text(table.read_text().replace(",with,", ",beside,", 1))
    reseal(place)
    with pytest.raises(LoadError, match="beside"):
        load(place)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "\udcff", '{"format": "2"}'])
def test_a_manifest_that_is_none(place: Path, text: str) -> None:
    (place / "manifest.json").write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(LoadError, match=r"is damaged: manifest\.json"):
        load(place)


@pytest.mark.parametrize("lost", ["title", "warnings", "files", "reproduction", "sha256"])
def test_a_manifest_that_lacks_something(place: Path, lost: str) -> None:
    facts = json.loads((place / "manifest.json").read_text())
    del facts[lost]
    (place / "manifest.json").write_text(json.dumps(facts))
    with pytest.raises(LoadError, match=rf"is damaged: manifest\.json: .*{lost}"):
        load(place)


DEEP: Any = 1
for _ in range(900):
    DEEP = [DEEP]
OF_ANOTHER_TYPE: dict[str, Any] = {
    "a seed below 0": {"seed": -1},
    "a seed that is text": {"seed": "1"},
    "runs with a point": {"runs": 1000.0},
    "runs that are true": {"runs": True},
    "no runs": {"runs": 0},
    "steps without measure": {"steps": 10**9},
    "no month": {"start": "2024-13"},
    "no fingerprints": {"fingerprints": {}},
    "a fingerprint that is none": {"fingerprints": {"world": "x"}},
    "an unknown key": {"more": 1},
    "a list as text": {"claims": "bi-01"},
    "an event without its action": {"script": [{"step": 1}]},
    "an arm as text": {"changes": [{"kind": "value", "arms": "with"}]},
    "an id that is none": {"run_id": "../../.."},
    "a checksum that is none": {"files": {"shifts.csv": "x"}},
    "a file elsewhere": {"files": {"../shifts.csv": "0" * 64}},
    "a file anywhere": {"files": {"/etc/passwd": "0" * 64}},
    "a warning that is a list": {"warnings": [[]]},
    "a number that is none": {"reproduction": {"value": "high"}},
    "lists without end": {"options": {"set": DEEP}},
}


@pytest.mark.parametrize("name", OF_ANOTHER_TYPE)
def test_a_manifest_of_another_type(place: Path, name: str) -> None:
    """Also with the checksum of all that it says."""
    facts = json.loads((place / "manifest.json").read_text()) | OF_ANOTHER_TYPE[name]
    with contextlib.suppress(RecursionError):
        facts = sealed(facts)
    (place / "manifest.json").write_text(json.dumps(facts))
    for read in (load, glance):
        with pytest.raises(LoadError, match=r"is damaged: manifest\.json") as caught:
            read(place)
        assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(
    "text", ['{"format": ' + "[" * 100_000, f'{{"format": {FORMAT}, "seed": NaN}}']
)
def test_a_manifest_that_no_reader_ends(place: Path, text: str) -> None:
    (place / "manifest.json").write_text(text)
    with pytest.raises(LoadError, match=r"is damaged: manifest\.json"):
        load(place)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another question"},
        {"finished": "2030-01-01T00:00:00+00:00"},
        {"warnings": []},
        {"settled": ["rok_hedges"]},
    ],
)
def test_what_was_changed_is_told(place: Path, change: dict[str, Any]) -> None:
    facts = json.loads((place / "manifest.json").read_text())
    (place / "manifest.json").write_text(json.dumps(facts | change))
    for read in (load, glance):
        with pytest.raises(LoadError, match=r"manifest\.json: it is not as it was written"):
            read(place)


@pytest.mark.parametrize(
    "change",
    [
        {"runs": 999},
        {"seed": 2},
        {"steps": 17},
        {"options": {"set": {}, "off": ["balance"]}},
        {"run_id": "0" * 12},
    ],
)
def test_the_run_id_is_that_of_the_inputs(place: Path, change: dict[str, Any]) -> None:
    reseal(place, **change)
    with pytest.raises(LoadError, match=r"manifest\.json: its run id is not that of its inputs"):
        load(place)


def test_a_line_about_a_result_is_of_its_own_tables(place: Path) -> None:
    (place / "ledger.csv").write_text("")
    assert glance(place).results.meta == meta()
    table = place / "indicators.csv"
    table.write_text(table.read_text().replace("0.31", "0.91"))
    with pytest.raises(LoadError, match=r"indicators\.csv is not as it was written"):
        glance(place)


def test_arrays_are_read_as_they_were_written(place: Path) -> None:
    known = load(place).facts["files"]["ensemble.npz"]
    write_npz(place / "ensemble.npz", ensemble(runs=4))
    with pytest.raises(LoadError, match=r"ensemble\.npz is not as it was written"):
        load_ensemble(place, known)
    (place / "ensemble.npz").write_bytes(b"no arrays")
    with pytest.raises(LoadError, match="do not fit together"):
        load_ensemble(place, hashlib.sha256(b"no arrays").hexdigest())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name")
@pytest.mark.parametrize("name", ["manifest.json", "shifts.csv", "ensemble.npz"])
def test_a_pipe_in_a_folder_is_not_waited_for(place: Path, tmp_path: Path, name: str) -> None:
    (place / name).unlink()
    os.mkfifo(place / name)
    with pytest.raises(LoadError):
        load(place)
    assert len(shelf(tmp_path)) == (name != "manifest.json")


@pytest.mark.parametrize(("written", "age"), [(FORMAT - 1, "an earlier"), (FORMAT + 1, "a later")])
def test_another_version(place: Path, written: int, age: str) -> None:
    reseal(place, format=written)
    with pytest.raises(LoadError, match=f"{age} version .*sim run lethal_aid"):
        load(place)


def test_the_result_of_another_command(place: Path) -> None:
    reseal(place, kind="comparison")
    with pytest.raises(LoadError, match="holds a comparison"):
        load(place)


def test_the_folder_around_it_is_told_from_it(place: Path, tmp_path: Path) -> None:
    for around in (place.parent, tmp_path):
        with pytest.raises(LoadError, match=f"is not a result folder.*Did you mean {place}"):
            load(around)


def test_the_newest_is_meant_and_never_one_that_cannot_be_read(tmp_path: Path) -> None:
    place = write(tmp_path)
    shutil.copytree(place, place.parent / ".hidden")
    (broken := place.parent / "zzz").mkdir()
    (broken / "manifest.json").write_text("{")
    other = place.parent / "other-sensitivity"
    shutil.copytree(place, other)
    reseal(other, kind="sensitivity")
    with pytest.raises(LoadError, match=f"Did you mean {place}\\?"):
        load(place.parent)


def test_a_file_of_it(place: Path) -> None:
    with pytest.raises(LoadError, match=f"it is a file. Did you mean {place}"):
        load(place / "shifts.csv")


def test_nothing_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LoadError, match=r"nothing there.*what `sim run` prints"):
        load(Path("lethal_aid"))
    place = write(Path("results"))
    for name in ("lethal_aid", "lethal_aids", "elsewhere/lethal_aid", place.name):
        with pytest.raises(LoadError, match=f"Did you mean {place}"):
            load(Path(name))


def test_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="A result folder is what `sim run` prints"):
        load(tmp_path)


def test_of_many_that_are_nearly_called_so_the_nearest_is_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though the other is newer."""
    monkeypatch.chdir(tmp_path)
    place = write(Path("results"))
    other = shutil.copytree(place, place.parent.with_name("legal_aid") / place.name)
    os.utime(other / "manifest.json", (2**32, 2**32))
    with pytest.raises(LoadError, match=f"Did you mean {place}"):
        load(Path("lethal_ait"))
