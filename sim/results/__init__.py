"""Labelled results: tables, ensemble, manifest, the store that keeps them, and back again."""

from sim.results.ensemble import Ensemble, read_npz, scratch, write_npz
from sim.results.escalation import HoldRow, TheatreRow, ThreatRow
from sim.results.evidence import SourceRow, ValueRow
from sim.results.formats import as_stored, columns, csv_text, parsed, record, rounded
from sim.results.known import KnownPast
from sim.results.load import LoadError, Stored, load
from sim.results.manifest import Inputs, code_fingerprint, facts, fingerprint, inputs_of
from sim.results.resolved import resolved_yaml
from sim.results.results import Meta, Reproduction, Results, Rung, Script, Term
from sim.results.store import StoreError, add, check_writable, save, stored
from sim.results.tables import (
    ARMS,
    WITH,
    WITHOUT,
    AlignmentRow,
    Arm,
    BranchRow,
    ContingencyRow,
    EventRow,
    IndicatorRow,
    LedgerRow,
    Notice,
    ReactionRow,
    ShiftRow,
    StakeRow,
    YardstickRow,
)

__all__ = [
    "ARMS",
    "WITH",
    "WITHOUT",
    "AlignmentRow",
    "Arm",
    "BranchRow",
    "ContingencyRow",
    "Ensemble",
    "EventRow",
    "HoldRow",
    "IndicatorRow",
    "Inputs",
    "KnownPast",
    "LedgerRow",
    "LoadError",
    "Meta",
    "Notice",
    "ReactionRow",
    "Reproduction",
    "Results",
    "Rung",
    "Script",
    "ShiftRow",
    "SourceRow",
    "StakeRow",
    "StoreError",
    "Stored",
    "Term",
    "TheatreRow",
    "ThreatRow",
    "ValueRow",
    "YardstickRow",
    "add",
    "as_stored",
    "check_writable",
    "code_fingerprint",
    "columns",
    "csv_text",
    "facts",
    "fingerprint",
    "inputs_of",
    "load",
    "parsed",
    "read_npz",
    "record",
    "resolved_yaml",
    "rounded",
    "save",
    "scratch",
    "stored",
    "write_npz",
]
