"""What all tests share: a world, and how hypothesis works here.

Few examples and always the same ones, so that the suite is quick and says the same everywhere.
``HYPOTHESIS_PROFILE=thorough`` looks further, and elsewhere every time.
"""

import os
from collections.abc import Generator
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings

from sim.world import World, load_world

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)

os.environ.pop("COLUMNS", None)  # a screen is as wide as it is where nobody looks on
os.environ.pop("PYTHONUNBUFFERED", None)  # streams fail as they do at a desk

settings.register_profile(
    "quick",
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "thorough", settings.get_profile("quick"), max_examples=150, derandomize=False
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where nothing may be skipped (SIM_SKIP_NOTHING), a test that would be is one that fails.

    What needs a compiler may be, where it was said that there is none.
    """
    return _not_skipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """So is a whole file of tests, for want of what it imports."""
    return _not_skipped((yield))


def _not_skipped(report: Report) -> Report:
    strict = os.environ.get("SIM_SKIP_NOTHING") and os.environ.get("SIM_COMPILER") != "none"
    if strict and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
    return report


@pytest.fixture(scope="session")
def world() -> World:
    """The world that comes along. It cannot be changed, so all tests may share it."""
    return load_world()
