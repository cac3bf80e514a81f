"""What is taken as known is said wherever a question begins after a history."""

import pytest

from tests.app.cli import Sim

AFTER = ("--from", "2025-07")
KNOWN = "Known before: The year after the pact, Jun 2024 to Jun 2025: 48 deeds done in every run"


SHORT = ("--runs", 2, "--steps", 9)


@pytest.mark.parametrize(
    "asked",
    [
        ("compare", "lethal_aid", "indirect_aid", *SHORT),
        ("explain", "lethal_aid", "--pair", "RUS>KOR", "--runs", 2),
        ("map", "lethal_aid", "--sweep-month", "kor_lethal_aid", "--of", "RUS>KOR", *SHORT),
        pytest.param(("options", "seoul_from_today", "--runs", 80), marks=pytest.mark.slow),
    ],
    ids=lambda asked: str(asked[0]),
)
def test_it_is_said(sim: Sim, asked: tuple[str | int, ...]) -> None:
    found = sim(*asked, *AFTER)
    assert KNOWN in " ".join(found.out.split()), found.err
    assert "Known before" not in sim(*asked).out
