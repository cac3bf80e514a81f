"""What ``sim calibrate`` writes: a values file, and one JSON object."""

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sim.report import words
from sim.report.calibrate.text import left_out
from sim.results.calibration import Calibration, EventRate, Response
from sim.results.findings import as_json as json_of
from sim.results.values import values_yaml
from sim.world import Quantity
from sim.world.values import Values

_COMMENT = 96


def values_text(found: Calibration, values: Values) -> str:
    """Return the values file, with all that the record cannot tell as comments."""
    path = found.wanted.path.name
    head = [
        f"Written by `sim calibrate {path}`. Apply it: sim run SCENARIO --values FILE",
        "A CAMEO code is wider than the action it stands for: read a base rate as an upper end.",
    ]
    tail = ["What this record cannot tell:", *(f"  {line}" for line in _untold(found))]
    return _commented(head) + values_yaml(values) + _commented(tail)


def as_json(found: Calibration, values: Values, place: Path | None) -> str:
    """Return all that was found as JSON text."""
    met = found.met
    return json_of(
        {
            "file": str(found.wanted.path),
            "layout": met.layout.name,
            "states": found.states,
            "rows": met.rows,
            "counted": found.events,
            "left_out": dict(left_out(found)),
            "zeros_restored": met.restored,
            "zeros_suspect": met.suspect,
            "months": found.covered.months,
            "gaps": found.covered.gaps,
            "rates": [_rate_fields(found, rate) for rate in found.rates],
            "reciprocity": _reciprocity_fields(found),
            "answers": [_answer_fields(answer) for answer in found.answers],
            "values": {path: _value_fields(value) for path, value in values.set.items()},
            "values_file": place,
        }
    )


def _untold(found: Calibration) -> Iterator[str]:
    for rate in found.rates:
        if (reason := found.why_not(rate)) is not None:
            seen = f"{rate.with_} of {rate.months} months"
            yield f"{rate.path}: {reason.short}: {reason.said} ({seen})"
    if (told := found.reciprocity).answer is None:
        yield f"mechanisms.reciprocity.rho: {told.why_not}"
    elif told.answer.value <= 0.0:
        yield f"mechanisms.reciprocity.rho: no answer in kind ({told.answer.value:.3f})"
    for answer in found.answers:
        yield f"answer of {answer.source} to {answer.target}: {_in_words(answer)}"
    yield "weights, impacts, escalation, memory: what an action means, no count can say"


def _in_words(answer: Response) -> str:
    if answer.rise is None:
        return answer.why_not
    rise = f"{answer.before:.2f} to {answer.after:.2f} hostile events a day"
    return f"{rise}, p {answer.chance:.4f}; days of words, no value of a monthly step"


def _commented(lines: list[str]) -> str:
    wrapped = (
        textwrap.wrap(line, _COMMENT, subsequent_indent="    ", drop_whitespace=True) or [""]
        for line in map(words.printable, lines)
    )
    return "".join(f"# {part}\n" for parts in wrapped for part in parts)


def _rate_fields(found: Calibration, rate: EventRate) -> dict[str, Any]:
    reason = found.why_not(rate)
    return {
        "action": rate.action,
        "code": rate.code,
        "pairs": rate.pairs,
        "months": rate.months,
        "months_with": rate.with_,
        "events": rate.events,
        "share": rate.share,
        "per_month": rate.count,
        "dispersion": rate.dispersion,
        "world": _value_fields(rate.world),
        "why_not": None if reason is None else f"{reason.short}: {reason.said}",
    }


def _reciprocity_fields(found: Calibration) -> dict[str, Any]:
    told = found.reciprocity
    return {
        "weeks": told.weeks,
        "pairs": told.pairs,
        "answer": told.answer,
        "error": None if told.answer is None else told.error,
        "why_not": told.why_not or None,
    }


def _answer_fields(answer: Response) -> dict[str, Any]:
    known = answer.rise is not None
    return {
        "source": answer.source,
        "target": answer.target,
        "provocations": answer.provocations,
        "before": answer.before if known else None,
        "after": answer.after if known else None,
        "rise": answer.rise,
        "p": answer.chance if known else None,
        "why_not": answer.why_not or None,
    }


def _value_fields(value: Quantity | str) -> Any:
    if isinstance(value, str):
        return value
    fields = {"value": value.value, "low": value.low, "high": value.high}
    return {**fields, "sources": value.sources}
