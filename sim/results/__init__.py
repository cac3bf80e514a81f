"""Labelled results: tables, ensemble, manifest, and the store that keeps them."""

from sim.results.ensemble import Ensemble, read_npz, scratch, write_npz
from sim.results.formats import columns, csv_text, record, rounded
from sim.results.manifest import Inputs, code_fingerprint, fingerprint, inputs_of
from sim.results.resolved import resolved_yaml
from sim.results.results import Meta, Reproduction, Results, Script
from sim.results.store import StoreError, check_writable, save, stored
from sim.results.tables import (
    ARMS,
    WITH,
    WITHOUT,
    AlignmentRow,
    Arm,
    EventRow,
    IndicatorRow,
    LedgerRow,
    Notice,
    ReactionRow,
    ShiftRow,
    TheatreRow,
)

__all__ = [
    "ARMS",
    "WITH",
    "WITHOUT",
    "AlignmentRow",
    "Arm",
    "Ensemble",
    "EventRow",
    "IndicatorRow",
    "Inputs",
    "LedgerRow",
    "Meta",
    "Notice",
    "ReactionRow",
    "Reproduction",
    "Results",
    "Script",
    "ShiftRow",
    "StoreError",
    "TheatreRow",
    "check_writable",
    "code_fingerprint",
    "columns",
    "csv_text",
    "fingerprint",
    "inputs_of",
    "read_npz",
    "record",
    "resolved_yaml",
    "rounded",
    "save",
    "scratch",
    "stored",
    "write_npz",
]
