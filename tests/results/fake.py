"""Made-up results, for tests of what is done with results."""

import json
from pathlib import Path

import numpy as np

from sim.results import (
    ARMS,
    AlignmentRow,
    Ensemble,
    EventRow,
    IndicatorRow,
    Inputs,
    LedgerRow,
    Meta,
    Notice,
    ReactionRow,
    Reproduction,
    Results,
    Rung,
    Script,
    ShiftRow,
    SourceRow,
    StakeRow,
    Term,
    TheatreRow,
    ValueRow,
)
from sim.results.sealed import sealed

NAMES = {
    "RUS": "Russia",
    "PRK": "North Korea",
    "CHN": "China",
    "USA": "United States",
    "KOR": "South Korea",
    "JPN": "Japan",
}


def meta(**changes: object) -> Meta:
    facts: dict[str, object] = {
        "scenario": "lethal_aid",
        "title": "South Korea sends lethal aid to Ukraine",
        "why": "It is the first domino.",
        "baseline": "pact",
        "baseline_title": "The treaty of 19 June 2024",
        "world": "northeast_asia_2024",
        "world_title": "Northeast Asia, June 2024",
        "start": "2024-06",
        "step_unit": "month",
        "runs": 1000,
        "seed": 1,
        "steps": 18,
        "script": (
            Script(1, "2024-06", "RUS", "rus_pact", "Signs a defence pact with North Korea", ARMS),
            Script(3, "2024-08", "KOR", "kor_lethal_aid", "Sends lethal aid to Ukraine"),
        ),
        "names": NAMES,
        "typical_run": 417,
        "mechanisms": {"reciprocity": Term("Reciprocity", "A state answers in kind.")},
        "ladder": (Rung(0.0, "quiet"), Rung(4.0, "displays of force")),
    }
    return Meta(**(facts | changes))  # type: ignore[arg-type]


def results(**changes: object) -> Results:
    pairs = [(a, b) for a in NAMES for b in NAMES if a != b]
    asked = changes.get("meta", meta())
    assert isinstance(asked, Meta)
    last = asked.steps
    facts: dict[str, object] = {
        "meta": asked,
        "alignment": tuple(
            AlignmentRow(a, b, step, arm, 0.1, 0.0, 0.1, 0.2)
            for a, b in pairs
            for step in range(last + 1)
            for arm in ARMS
        ),
        "shifts": (
            ShiftRow(
                *("RUS", "KOR", -0.4, -0.52, -0.41),
                *(-0.1123456789, -0.2, -0.04, 0.003, -0.16, min(5, last), 0.003),
            ),
            ShiftRow("USA", "KOR", 0.8, 0.83, 0.8, 0.03, 0.01, 0.05, 0.001, 0.03, last, 0.001),
            ShiftRow("CHN", "JPN", -0.4, -0.4, -0.4, 0.001, -0.05, 0.05, 0.002, 0.001, 1, 0.001),
        ),
        "indicators": (
            IndicatorRow(
                "rok_hedges", "South Korea hedges toward a bomb", 0.31, 0.12, 0.19, 0.01, 1, last
            ),
            IndicatorRow(
                "test", "North Korea tests a nuclear weapon", 0.004, 0.0, 0.004, 0.002, 1, last
            ),
        ),
        "reactions": (
            ReactionRow(
                "RUS",
                "rus_satellite_technology",
                "Transfers satellite and missile technology to North Korea",
                0.83,
                0.2,
                4.15,
                0.63,
                0.02,
                1.4,
                "retaliation",
            ),
            ReactionRow(
                "RUS",
                "rus_submarines",
                "Shares submarine technology",
                0.05,
                0.0,
                None,
                0.05,
                0.01,
                None,
                "resolve",
            ),
            ReactionRow("CHN", "chn_silence", "Says nothing", 0.5, 0.5, 1.0, 0.0, 0.02, None, ""),
        ),
        "events": (
            EventRow(
                1, "2024-06", "RUS", "rus_pact", "Signs a defence pact", True, None, None, "", True
            ),
            EventRow(
                *(3, "2024-08", "KOR", "kor_lethal_aid", "Sends lethal aid", True, None, None, ""),
                False,
            ),
            EventRow(
                4,
                "2024-09",
                "RUS",
                "rus_satellite_technology",
                "Transfers satellite technology",
                False,
                0.31,
                0.08,
                "retaliation for lethal aid",
                False,
            ),
        ),
        "ledger": tuple(
            LedgerRow("RUS", "KOR", "kor_lethal_aid", "reciprocity", arm, -0.1) for arm in ARMS
        ),
        "stakes": (
            StakeRow("UKR", 0.9312, 0.012, 0.55, 0.3812, 0.01),
            StakeRow("JPN", 0.001, 0.002, 0.0, 0.001, 0.002),
            StakeRow("RUS", -1.2345, 0.02, -0.85, -0.3845, 0.018),
        ),
        "theatres": tuple(
            TheatreRow(
                "korean_peninsula",
                "Korean Peninsula",
                step,
                arm,
                4 + step / last,
                3.5,
                4 + step / last,
                6.0,
                "displays of force",
            )
            for step in range(last + 1)
            for arm in ARMS
        ),
        "values": (
            ValueRow("dyads.RUS>KOR.alignment", -0.4, -0.5, -0.3, "alignment", "", "1 2", ""),
            ValueRow("actors.KOR.precision", 1.5, 1.5, 1.5, "weight", "", "2", "with"),
        ),
        "sources": (
            SourceRow(1, "claim:bi-01", "claim", "author (fact)", "article bi, paragraph 1", "So."),
            SourceRow(2, "assumption: it is made up", "assumption", "", "", "it is made up"),
        ),
        "warnings": (
            Notice("clipped", "The tension of Ukraine stands at its upper end in 3 runs."),
        ),
        "reproduction": Reproduction(0.82, 0.85, 0.7, 0.95, 20, 1.16, min(3, last), 0.7),
        "ensemble": ensemble(),
    }
    return Results(**(facts | changes))  # type: ignore[arg-type]


def ensemble(runs: int = 5) -> Ensemble:
    values = np.arange(2 * runs * 3 * 2, dtype=np.float32).reshape(runs, 2, 3, 2)
    return Ensemble(
        {"alignment": values},
        {"alignment": ("run", "arm", "step", "pair")},
        {"arm": ARMS, "pair": ("RUS>KOR", "KOR>RUS")},
    )


def inputs(**changes: object) -> Inputs:
    facts: dict[str, object] = {
        "world": "a" * 64,
        "scenario": "b" * 64,
        "baseline": "c" * 64,
        "code": "d" * 64,
        "seed": 1,
        "runs": 1000,
        "steps": 18,
        "options": {"set": {}, "off": []},
    }
    return Inputs(**(facts | changes))  # type: ignore[arg-type]


def rewrite(place: Path, **changes: object) -> None:
    """Let a manifest say something else, with the run id and the checksum that belong to it."""
    path = place / "manifest.json"
    facts = json.loads(path.read_text(encoding="utf-8")) | changes
    made_of = {name: facts[name] for name in ("seed", "runs", "steps", "options")}
    facts["run_id"] = Inputs(**facts["fingerprints"], **made_of).run_id
    path.write_text(json.dumps(sealed(facts)), encoding="utf-8")
