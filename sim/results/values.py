"""A values file written: what a result was made with instead, or what a record supports."""

from typing import Any

import yaml

from sim.results.resolved import as_block, sources_block
from sim.world.values import Values

NAME = "values.yaml"  # in a result folder


def values_yaml(values: Values, title: str = "") -> str:
    """Return values as YAML text that ``load_values`` reads back."""
    text: dict[str, Any] = {"title": title} if title else {}
    if values.sources:
        text["sources"] = sources_block(values.sources)
    text["set"] = {path: as_block(value) for path, value in values.set.items()}
    return yaml.safe_dump(text, sort_keys=False, allow_unicode=True, width=100)
