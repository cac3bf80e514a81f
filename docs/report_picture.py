"""Take the picture of docs/case-lethal-aid.md anew, of a report that has been written.

    sim run lethal_aid --variants && sim sensitivity lethal_aid && sim report results/lethal_aid/RUN
    python docs/report_picture.py results/lethal_aid/RUN/report.html [PICTURE]

Needs Chromium (CHROMIUM names its program) and playwright.
"""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

WIDTH = 1100
FIRST, LAST = "The finding", "What was asked"


def main(report: Path, picture: Path) -> None:
    """From the first section to the end of the last."""
    with sync_playwright() as control:
        program = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = control.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": 900})
        page.goto(report.resolve().as_uri())
        top, bottom = section(page, FIRST)[0], section(page, LAST)[1]
        clip = {"x": 0, "y": top, "width": WIDTH, "height": bottom - top}
        page.screenshot(path=picture, full_page=True, clip=clip)
        browser.close()


def section(page: Page, title: str) -> tuple[float, float]:
    """Where the section under a heading begins and ends."""
    box = page.locator("section", has=page.get_by_role("heading", name=title)).bounding_box()
    assert box is not None
    return box["y"], box["y"] + box["height"]


if __name__ == "__main__":
    picture = sys.argv[2] if len(sys.argv) > 2 else "docs/pictures/report.png"
    main(Path(sys.argv[1]), Path(picture))
