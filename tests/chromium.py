"""The browser that pages are looked at in.

Needs Chromium (Debian: apt-get install chromium; or CHROMIUM names its program) and playwright.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = (
    os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
)
# A sandbox cannot be set up by root, as whom containers often run tests.
ARGS = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()

needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium is installed (or set CHROMIUM)"
)


@contextmanager
def chromium() -> Iterator["Browser"]:
    """A browser, closed in the end."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as control:
        opened = control.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield opened
        opened.close()
