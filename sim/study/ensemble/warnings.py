"""What a reader must be told before believing a result."""

import numpy as np

from sim.results import Notice
from sim.study.ensemble.grow import Grown
from sim.study.stability.reproduction import Reproduction

FEW = 100  # runs below which quantiles mean little
CLIPPED_SHARE = 0.05  # of runs that reached a bound, above which the bound decides


def notices(grown: Grown, found: Reproduction, differ: bool = False) -> tuple[Notice, ...]:
    """All warnings that apply; ``differ``: values or laws of the arms do, not only scripts."""
    same = _uninformative(grown, differ)
    checks = (few(grown.tally.runs), same, _clipped(grown), _unstable(found), _short(grown))
    return tuple(notice for notice in checks if notice is not None)


def few(runs: int) -> Notice | None:
    """Return a warning if so many runs tell little."""
    if runs >= FEW:
        return None
    found = "only 1 run tells neither range nor error" if runs == 1 else f"only {runs} runs"
    rough = "" if runs == 1 else ": ranges and shares are rough"
    return Notice("few-runs", f"{found}{rough}. Ask for {FEW}+.")


def _uninformative(grown: Grown, differ: bool) -> Notice | None:
    """Nothing stands out of the sampling error, or the two scripts are the same."""
    tally = grown.tally
    same = tally.differing == 0
    scripted = grown.pairing.with_.script or grown.pairing.without.script
    if same and not scripted and not differ:
        return Notice("uninformative", "nothing is scripted in either arm, so nothing differs.")
    effect, error = tally.path.mean(tally.runs), tally.path.error(tally.runs)
    moved, doubt = tally.indicator.mean(tally.runs), tally.indicator.error(tally.runs)
    if tally.runs < 2 and not same:
        return None  # one pair of runs knows no error
    if same or not ((np.abs(effect) > 2 * error).any() or (np.abs(moved) > 2 * doubt).any()):
        return Notice("uninformative", "the scenario and its baseline cannot be told apart.")
    return None


def _clipped(grown: Grown) -> Notice | None:
    share = max(grown.tally.with_.bounded, grown.tally.without.bounded) / grown.tally.runs
    if share <= CLIPPED_SHARE:
        return None
    return Notice(
        "clipped",
        f"in {share:.0%} of runs a bound was reached (a tension at 0 or 10, or odds or an alignment"
        " at the numerical limit): there the bound decides, not the laws.",
    )


def _unstable(found: Reproduction) -> Notice | None:
    share = float(np.mean(found.draws >= 1.0))
    if found.central < 1.0 and share < 0.1:
        return None
    return Notice(
        "unstable",
        f"one escalatory act sets off {found.central:.2f} more, and at least one in {share:.0%} of"
        " parameter draws: shocks may feed on themselves.",
    )


def _short(grown: Grown) -> Notice | None:
    if grown.tally.runs == grown.asked:
        return None
    return Notice(
        "interrupted", f"interrupted: {grown.tally.runs:,} of {grown.asked:,} runs are reported."
    )
