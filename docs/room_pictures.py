"""Take the pictures of docs/room.md anew: a lesson is played with five phones, and looked at.

    python docs/room_pictures.py [FOLDER]

Needs Chromium (CHROMIUM names its program), playwright and the extra `room`.
"""

import os
import shutil
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from sim.room.core.setup import Setup
from sim.room.web.serve import Opened, Opening, new_room
from sim.world import load_world
from sim.world.lesson import load_lesson

LESSON = "fifteen_minutes"
WALL, DESK, PHONE = (1280, 720), (1280, 900), (390, 844)
CHOICE = "says it will review its ban"


def main(folder: Path) -> None:
    """Play the first month of a lesson and take its pictures."""
    world = load_world()
    lesson = load_lesson(LESSON, world)
    kept = new_room(Setup(world, lesson, lesson.text.seed, lesson.text.run), "pictures", False)
    with tempfile.TemporaryDirectory() as rooms, sync_playwright() as control:
        opened = Opened(kept, Opening(Path(rooms) / "pictures", 0, True, lambda _line: None))
        thread = threading.Thread(target=opened.run, daemon=True)
        thread.start()
        program = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = control.chromium.launch(executable_path=program, args=["--no-sandbox"])
        play(opened, browser, folder)
        browser.close()
        opened.stop()
        thread.join(10)


def play(opened: Opened, browser: Browser, folder: Path) -> None:
    """From the door to the first reveal."""
    host, stage = page(browser, opened.host, DESK), page(browser, opened.stage, WALL)
    phones = [page(browser, f"{opened.local}/#{opened.code}", PHONE) for _ in range(5)]
    for phone in phones:
        phone.get_by_role("button", name="Take a seat").click()
        expect(phone.locator("#who b")).to_be_visible()
    go(host, "Jun 2024: where things stand", "Open the bets")
    for slider in phones[0].get_by_role("slider").all():
        slider.focus()
        slider.press("ArrowRight")
    phones[0].screenshot(path=folder / "room-bet.png")
    go(host, "Let them choose")
    for phone in phones[:4]:
        phone.get_by_text(CHOICE).click()
        expect(phone.locator(".model")).to_be_visible()
    expect(host.get_by_text("4 of 4 have answered")).to_be_visible()
    phones[0].screenshot(path=folder / "room-phone.png")
    host.screenshot(path=folder / "room-host.png")
    go(host, "Close the vote and reveal")
    expect(stage.locator(".acts")).to_be_visible()
    stage.screenshot(path=folder / "room-stage.png")


def page(browser: Browser, address: str, size: tuple[int, int]) -> Page:
    """A page in a window of its own."""
    width, height = size
    found = browser.new_context(viewport={"width": width, "height": height}).new_page()
    found.goto(address)
    return found


def go(host: Page, *steps: str) -> None:
    """The host goes on."""
    for step in steps:
        host.get_by_role("button", name=step, exact=True).click()
        expect(host.get_by_role("button", name=step, exact=True)).to_have_count(0)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures"))
