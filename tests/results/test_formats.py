import csv
import io
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.results import LedgerRow, Notice, as_stored, columns, csv_text, parsed, record, rounded
from sim.results.store import TABLES
from tests.results.fake import results


def test_columns_of_every_table() -> None:
    assert {name: ",".join(columns(row)) for name, row in TABLES.items()} == {
        "alignment": "source,target,step,arm,mean,p10,p50,p90",
        "shifts": "source,target,start,end,baseline_end,effect,effect_p10,effect_p90,mc_error,"
        "peak,peak_step,peak_error",
        "yardstick": "source,target,months,first_year,years,ordinary,high,shock,title,date,"
        "shock_source,shock_target,shock_change,shock_error,share",
        "indicators": "indicator,title,with,without,difference,mc_error,from,to",
        "reactions": "actor,action,title,rate,baseline_rate,ratio,extra,mc_error,lag,because",
        "contingencies": "event,arm,actor,action,says,share,mc_error,times,step",
        "branches": "branch,branch_title,weight,kind,name,title,with,without,difference,mc_error",
        "events": "step,month,actor,action,title,scripted,probability,base_rate,because,twin",
        "ledger": "source,target,action,mechanism,arm,contribution",
        "stakes": "party,stake,mc_error,deed,follows,follows_error",
        "theatres": "theatre,title,step,arm,mean,p10,p50,p90,rung",
        "threats": "threat,title,owner,against,step,voiced,baseline_voiced,voiced_error,"
        "credibility,baseline_credibility,credibility_error,pulled,baseline_pulled,pulled_error,"
        "kept,baseline_kept",
        "held_back": "threat,action,actor,title,fear,rest,odds,mostly",
        "values": "path,value,low,high,kind,rating,sources,set_in",
        "sources": "number,source,kind,holder,place,says,cited_by,own",
    }


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.1 + 0.2, "0.3"), (-0.1123456789, "-0.112346"), (-0.0, "0.0"), (1e-9, "1e-09")],
)
def test_floats_are_short(value: float, text: str) -> None:
    assert repr(rounded(value)) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_rounding_is_stable_and_close(value: float) -> None:
    once = rounded(value)
    assert once is not None
    assert rounded(once) == once
    assert math.isclose(once, value, rel_tol=1e-5)


@given(st.floats())
def test_a_table_holds_the_rounded_number(value: float) -> None:
    plain = rounded(value)
    line = csv_text(LedgerRow, [LedgerRow("KOR", "RUS", "", "balance", "with", value)])
    assert line.splitlines()[1].split(",")[-1] == ("" if plain is None else repr(plain))


def test_what_is_no_number_is_empty() -> None:
    assert rounded(math.nan) is None
    assert rounded(math.inf) is None


def test_csv_reads_back_as_the_records() -> None:
    for name, row_type in TABLES.items():
        rows = getattr(results(), name)
        text = csv_text(row_type, rows)
        assert "\r" not in text
        assert text.endswith("\n")
        read = list(csv.DictReader(io.StringIO(text)))
        assert len(read) == len(rows)
        for line, row in zip(read, rows, strict=True):
            for key, value in record(row).items():
                expected = {None: "", True: "true", False: "false"}.get(value, str(value))  # type: ignore[arg-type]
                assert line[key] == (expected if isinstance(value, bool | None) else str(value))


def test_numbers_of_numpy_are_plain() -> None:
    from sim.results import AlignmentRow

    row = AlignmentRow("A", "B", np.int64(3), "with", np.float32(0.1), np.float64(0.2), 0.3, 0.4)  # type: ignore[arg-type]
    assert record(row)["step"] == 3
    assert type(record(row)["step"]) is int
    assert record(row)["mean"] == 0.1


@pytest.mark.parametrize("table", TABLES)
def test_rows_come_back_from_their_text_as_they_are_stored(table: str) -> None:
    rows = getattr(results(), table)
    kept = as_stored(TABLES[table], rows)
    assert parsed(TABLES[table], csv_text(TABLES[table], rows)) == kept
    assert as_stored(TABLES[table], kept) == kept


@pytest.mark.parametrize("text", ["", "a,b\n", "kind,text\na\n", "kind,text\na,b,c\n"])
def test_text_of_another_table_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"columns|line 2"):
        parsed(Notice, text)


@given(st.text(st.sampled_from("'=+-@\t\n＝a \",")))
def test_no_cell_is_a_formula_and_all_read_back(text: str) -> None:
    rows = (Notice(text, text),)
    written = csv_text(Notice, rows)
    assert parsed(Notice, written) == rows
    for cell in [*csv.reader(io.StringIO(written))][1]:
        assert cell[:1] not in [*"=+-@\t\n＝＋－＠"] or not cell


def test_a_number_below_zero_bears_no_apostrophe() -> None:
    line = csv_text(LedgerRow, [LedgerRow("KOR", "RUS", "=1", "balance", "with", -0.5)])
    assert line.splitlines()[1] == "KOR,RUS,'=1,balance,with,-0.5"
