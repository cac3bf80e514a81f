"""The one object that ``sim explain --json`` prints."""

from sim.ledger import Arithmetic
from sim.report.explain.explained import View
from sim.report.explain.story import Story
from sim.results.findings import as_json
from sim.results.formats import plain


def explanation_json(view: View, notes: tuple[str, ...] = ()) -> str:
    """Return an explanation as JSON text."""
    asked = {
        "scenario": view.scenario.id,
        "baseline": view.baseline.id,
        "notes": notes,
        "set": view.set_values,
        "off": view.off,
    }
    facts = plain(view.found, short=True)
    del facts["target"]["indicator"]  # its id is the name of the target
    return as_json(asked, facts)


def story_json(
    story: Story, scenario: str, baseline: str, seed: int, notes: tuple[str, ...] = ()
) -> str:
    """Return a run told as JSON text."""
    asked = {"scenario": scenario, "baseline": baseline, "seed": seed, "notes": notes}
    return as_json(asked, plain(story, short=True))


def arithmetic_json(
    found: Arithmetic, scenario: str, seed: int, notes: tuple[str, ...] = ()
) -> str:
    """Return the sums of one month as JSON text."""
    asked = {"scenario": scenario, "seed": seed, "notes": notes}
    return as_json(asked, plain(found, short=True))
