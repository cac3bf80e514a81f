"""The pages in a real browser: a whole lesson, phones that come and go, and nobody left out."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sim.room.core.record import take_up
from sim.world import World
from tests.chromium import ARGS, CHROMIUM, chromium, needs_chromium
from tests.room.web.bots import Network, Running, fresh, lesson, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

DESK, PHONE = {"width": 1280, "height": 720}, {"width": 390, "height": 844}
ZOOMED = {"width": 640, "height": 360}  # what is left of a desk at 200 %

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    needs_chromium,
]
expect = playwright.expect
expect.set_options(timeout=15_000)


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with chromium() as opened:
        yield opened


@dataclass
class Heard:
    """Every address that a page asked for, and every fault it reported."""

    asked: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


@dataclass
class Stand:
    """A room with a host, a stage, and as many phones as are asked for."""

    browser: "Browser"
    room: Running
    heard: Heard
    contexts: "list[BrowserContext]" = field(default_factory=list)

    def page(self, address: str, size: dict[str, int], scheme: str = "light") -> "Page":
        context = self.browser.new_context(viewport=size, color_scheme=scheme)
        context.set_default_timeout(15_000)
        self.contexts.append(context)
        page = context.new_page()
        self.listen(page)
        page.goto(address)
        return page

    def listen(self, page: "Page") -> None:
        page.on("request", lambda request: self.heard.asked.add(request.url))
        page.on("websocket", lambda line: self.heard.asked.add(line.url))
        page.on("pageerror", lambda error: self.heard.faults.append(str(error)))
        page.on(
            "console",
            lambda said: (
                self.heard.faults.append(said.text)
                if said.type == "error" and "ERR_" not in said.text
                else None
            ),
        )

    def phone(self, scheme: str = "light") -> "Page":
        page = self.page(f"{self.room.origin}/#{self.room.opened.code}", PHONE, scheme)
        page.get_by_role("button", name="Take a seat").click()
        expect(page.locator("#who b")).to_be_visible()
        return page

    def host(self) -> "Page":
        return self.page(self.room.opened.host, DESK)

    def stage(self) -> "Page":
        return self.page(self.room.opened.stage, DESK)


@contextmanager
def stand(browser: "Browser", world: World, folder: Path, **how: Any) -> Iterator[Stand]:
    found = how.pop("lesson", None) or lesson(world, how.pop("name", "fifteen_minutes"))
    kept = fresh(world, found, hands=how.pop("hands", False))
    with running(kept, folder / "test", **how) as room:
        made = Stand(browser, room, Heard())
        yield made
        for context in made.contexts:
            context.close()
        assert made.heard.faults == []
        assert {url.split("/")[2] for url in made.heard.asked} == {room.origin.split("/")[2]}


def go(host: "Page", *steps: str) -> None:
    for step in steps:
        host.get_by_role("button", name=step, exact=True).click()
        expect(host.get_by_role("button", name=step, exact=True)).to_have_count(0)


def check(page: "Page") -> None:
    """Nobody is left out, and nothing is cut off."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wide <= 0, page.url


def small_targets(page: "Page") -> list[str]:
    found: list[str] = page.locator("button, select, summary, .choice, .button").evaluate_all(
        """all => all.filter((one) => one.getClientRects().length)
            .filter((one) => one.getBoundingClientRect().height < 43.5)
            .map((one) => one.textContent)"""
    )
    return found


def small_letters(page: "Page") -> list[str]:
    """Texts of the stage that are smaller than 28 px, SVG by its scale."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter((one) =>
            [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())
            && one.getClientRects().length && !one.closest(".unseen"))
            .filter((one) => {
              const svg = one.closest("svg");
              const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
              return parseFloat(getComputedStyle(one).fontSize) * scale < 27.9; })
            .map((one) => one.textContent)"""
    )
    return found


def test_a_whole_lesson(browser: "Browser", world: World, tmp_path: Path) -> None:
    """The 15-minute card with six phones, from the door to the debrief, within a minute."""
    start = time.monotonic()
    with stand(browser, world, tmp_path) as all_:
        host, stage = all_.host(), all_.stage()
        phones = [all_.phone("dark" if n % 2 else "light") for n in range(6)]
        expect(stage.locator(".here")).to_have_text("6 here")
        assert stage.locator(".entrance .code").inner_text() == all_.room.opened.code
        go(host, "Jun 2024: where things stand", "Open the bets")
        for phone in phones:
            slider = phone.get_by_role("slider").first
            slider.focus()
            slider.press("End")
            expect(phone.locator("output").first).to_have_text("100%")
        expect(stage.get_by_text("6 of 6")).to_be_visible()
        check(phones[0])
        check(stage)
        for month in ("Jun", "Jul", "Aug"):
            go(host, "Let them choose")
            for n, phone in enumerate(phones):
                if n < 4:
                    phone.get_by_text("summons Russia").click()
                    expect(phone.locator(".model")).to_be_visible()
                else:
                    expect(phone.get_by_text("You observe this month")).to_be_visible()
            expect(stage.get_by_text("4 of 4 voted")).to_be_visible()
            if month == "Jun":
                check(phones[0])
                check(phones[4])
            go(host, "Close the vote and reveal")
            expect(stage.locator(".acts")).to_contain_text("chosen by 4 of 4")
            assert 1 <= stage.locator(".told li").count() <= 3
            assert stage.locator("svg text.change").count() >= 1
            assert small_letters(stage) == []
            bottom = stage.evaluate("document.documentElement.scrollHeight")
            assert bottom <= DESK["height"] + 1
            check(stage)
            if month == "Jun":
                check(phones[1])
                check(host)
            if month != "Aug":
                go(
                    host,
                    {"Jun": "Jul 2024: where things stand", "Jul": "Aug 2024: where things stand"}[
                        month
                    ],
                )
        go(host, "Score the bets")
        expect(phones[0].get_by_text("You said 100%").first).to_be_visible()
        stage.set_viewport_size(PHONE)
        check(stage)
        stage.set_viewport_size(DESK)
        check(stage)
        go(host, "Show the model's own course")
        expect(stage.get_by_text("than in the model's own course").first).to_be_visible()
        go(host, "Take one idea away")
        expect(stage.locator(".without")).to_contain_text("Russia toward South Korea")
        check(stage)
        host.get_by_label("What it shall be").fill("3.15")
        host.get_by_role("button", name="What if?").click()
        expect(stage.get_by_text("How sharply every state responds: 3.15")).to_be_visible()
        assert small_letters(stage) == []
        assert stage.evaluate("document.documentElement.scrollHeight") <= DESK["height"] + 1
        host.get_by_label("Which value").select_option(label="another, by its path")
        host.get_by_label("Its path").fill("actors.KOR.precison")
        host.get_by_role("button", name="What if?").click()
        expect(host.locator("#said")).to_contain_text("Did you mean `actors.KOR.precision`")
        check(stage)
        check(host)
        go(host, "Talk about it", "Finish")
        expect(host.get_by_text("The lesson is over.", exact=True)).to_be_visible()
        expect(phones[0].get_by_text("Your mean error so far")).to_be_visible()
        assert len(take_up(all_.room.folder, world).room.months) == 3
    print(f"a whole lesson: {time.monotonic() - start:.0f} s")
    assert time.monotonic() - start < 60


def test_a_wall_shows_every_month_to_play_again(
    browser: "Browser", world: World, tmp_path: Path
) -> None:
    """However much was done in each: what does not fit is on the phones, no month is cut off."""
    with stand(browser, world, tmp_path, lesson=lesson(world, "ninety_minutes", poll=None)) as all_:
        host, stage, phone = all_.host(), all_.stage(), all_.phone()
        while host.locator("#next").inner_text() != "Play again from there":
            go(host, host.locator("#next").inner_text())
        expect(stage.locator(".turns li")).to_have_count(6)
        assert stage.evaluate("document.documentElement.scrollHeight") <= DESK["height"] + 1
        assert phone.locator(".choice").count() == 6
        check(phone)
        host.locator("#laws summary").click()  # months are still to come: ideas can go
        go(host, "Play again from there")


def test_phones_come_and_go(browser: "Browser", world: World, tmp_path: Path) -> None:
    with stand(browser, world, tmp_path) as all_:
        host, phone = all_.host(), all_.phone()
        name = phone.locator("#who b").inner_text()
        go(host, "Jun 2024: where things stand", "Open the bets", "Let them choose")

        # away in the middle of a vote, and back by itself
        phone.context.set_offline(True)
        phone.evaluate("line.socket.close()")
        expect(phone.locator("#line")).to_have_text("No connection. Trying again")
        phone.context.set_offline(False)
        expect(phone.locator("#line")).to_have_text("Connected", timeout=3_000)
        phone.get_by_text("adds sanctions and export bans").click()
        expect(phone.locator(".choice.given")).to_contain_text("adds sanctions")

        # read anew, it has its seat, its vote and the question
        phone.reload()
        expect(phone.locator("#who b")).to_have_text(name)
        expect(phone.locator(".choice.given")).to_contain_text("adds sanctions")

        # a second window of the same phone takes over
        second = phone.context.new_page()
        all_.listen(second)
        second.goto(all_.room.origin)
        expect(second.locator("#who b")).to_have_text(name)
        expect(phone.locator("#line")).to_have_text("Opened in another window")

        # late, taken out, and back
        late = all_.phone()
        expect(late.get_by_role("radio").first).to_be_visible()
        there = late.locator("#who b").inner_text()
        host.get_by_role("button", name=f"Take {there} out").click()
        expect(late.get_by_role("heading", name="You were taken out")).to_be_visible()
        host.get_by_role("button", name=f"Readmit {there}").click()
        expect(late.get_by_role("radio").first).to_be_visible()

        # the host reads the page anew, and lands in the running room
        host.reload()
        expect(host.get_by_role("button", name="Close the vote and reveal")).to_be_visible()
        assert len(all_.room.opened.hub.room.seats) == 2


AWAY = 30.0  # seconds


def test_half_a_minute_without_a_network_loses_nothing(
    browser: "Browser", world: World, tmp_path: Path
) -> None:
    """A network that falls silent without a word, in the middle of a vote."""
    with stand(browser, world, tmp_path) as all_:
        network = Network(all_.room.port)
        rules = f"MAP localhost:{all_.room.port} 127.0.0.1:{network.port}"
        args = [f"--host-resolver-rules={rules}", *ARGS]
        apart = browser.browser_type.launch(executable_path=CHROMIUM, args=args)
        phone = apart.new_context(viewport=PHONE).new_page()
        phone.goto(f"http://localhost:{all_.room.port}/#{all_.room.opened.code}")
        phone.get_by_role("button", name="Take a seat").click()
        expect(phone.locator("#who b")).to_be_visible()
        name, hub = phone.locator("#who b").inner_text(), all_.room.opened.hub
        host = all_.host()
        go(host, "Jun 2024: where things stand", "Open the bets", "Let them choose")
        phone.get_by_text("summons Russia").click()
        expect(phone.locator(".choice.given")).to_contain_text("summons Russia")

        gone = time.monotonic()
        network.silent()
        phone.get_by_text("adds sanctions and export bans").click()
        expect(phone.locator("#line")).to_have_text("No connection. Trying again")
        expect(phone.locator(".said")).to_contain_text("Not sent yet")
        phone.wait_for_timeout(1000 * (AWAY - (time.monotonic() - gone)))
        assert hub.room.votes == {"s1": "kor_summons_ambassador"}
        network.back()
        expect(phone.locator("#line")).to_have_text("Connected", timeout=10_000)
        expect(phone.locator(".choice.given")).to_contain_text("adds sanctions")
        assert hub.room.votes == {"s1": "kor_sanctions_russia"}
        expect(phone.locator("#who b")).to_have_text(name)

        # and what comes too late is not taken, and that is told
        network.silent()
        phone.get_by_text("summons Russia").click()
        expect(phone.locator("#line")).to_have_text("No connection. Trying again")
        go(host, "Close the vote and reveal")
        network.back()
        expect(phone.get_by_role("heading", name="What happened, and why")).to_be_visible()
        expect(phone.locator(".said")).to_have_text("Your last answer did not arrive in time.")
        assert [taken.action for taken in hub.room.months[0].taken] == ["kor_sanctions_russia"]
        assert len(hub.room.seats) == 1
        apart.close()
        network.close()


def test_phones_are_back_soon_after_the_server_is(
    browser: "Browser", world: World, tmp_path: Path
) -> None:
    """Within three seconds of it, by themselves, with their seat and the question."""
    folder = tmp_path / "test"
    context = browser.new_context(viewport=PHONE)
    with running(fresh(world, lesson(world)), folder) as first:
        page = context.new_page()
        page.goto(f"{first.origin}/#{first.opened.code}")
        page.get_by_role("button", name="Take a seat").click()
        expect(page.locator("#who b")).to_be_visible()
        name, port = page.locator("#who b").inner_text(), first.port
    expect(page.locator("#line")).to_have_text("No connection. Trying again")
    page.wait_for_timeout(5_000)  # long enough for it to have become slow in trying
    with running(take_up(folder, world), folder, port=port):
        expect(page.locator("#line")).to_have_text("Connected", timeout=3_000)
        expect(page.locator("#who b")).to_have_text(name)
    context.close()


def test_by_keyboard_alone(browser: "Browser", world: World, tmp_path: Path) -> None:
    with stand(browser, world, tmp_path) as all_:
        host = all_.host()
        phone = all_.page(all_.room.origin, PHONE)
        expect(phone.locator("#code")).to_be_visible()
        phone.keyboard.press("Tab")
        phone.keyboard.type(all_.room.opened.code.lower())
        phone.keyboard.press("Enter")
        expect(phone.locator("#who b")).to_be_visible()
        for step in ("Jun 2024: where things stand", "Open the bets", "Let them choose"):
            expect(host.locator("#next")).to_have_text(step)
            host.locator("#next").focus()
            host.keyboard.press("Enter")
        expect(phone.get_by_role("radio").first).to_be_visible()
        while phone.evaluate("document.activeElement.type") != "radio":
            phone.keyboard.press("Tab")
        phone.keyboard.press("ArrowDown")
        expect(phone.locator(".choice.given")).to_have_count(1)
        held = phone.evaluate("document.activeElement.id")
        assert held.startswith("s1-vote-")  # where it was, though all was drawn anew
        assert small_targets(phone) == []
        assert small_targets(host) == []
        expect(phone.locator("#live")).to_have_text("Taken.")


HOSTILE = "<img src=x onerror=alert(1)>\"';--"


def test_markup_in_a_card_stays_text(browser: "Browser", world: World, tmp_path: Path) -> None:
    found = lesson(world, title=HOSTILE, about=HOSTILE, before=HOSTILE, after=(HOSTILE,))
    found = replace(found, text=found.text.model_copy(update={"wrong": HOSTILE}))
    with stand(browser, world, tmp_path, lesson=found) as all_:
        host, stage, phone = all_.host(), all_.stage(), all_.phone()
        expect(stage.locator("#headline")).to_have_text(HOSTILE)
        for page in (host, stage, phone):
            assert page.locator("img[src=x]").count() == 0
        host.locator("summary", has_text="End the lesson").click()
        host.locator("#end").click()
        expect(stage.get_by_text(HOSTILE).last).to_be_visible()


@pytest.mark.parametrize("size", [DESK, PHONE, ZOOMED])
def test_every_page_in_every_size(
    browser: "Browser", world: World, tmp_path: Path, size: dict[str, int]
) -> None:
    with stand(browser, world, tmp_path, name="fifty_minutes") as all_:
        host, stage, phone = all_.host(), all_.stage(), all_.phone()
        for page in (host, stage, phone):
            page.set_viewport_size(size)
        for step in (
            "Ask the question",
            "Hand out the sheets",
            "Jun 2024: where things stand",
            "Open the bets",
        ):
            for page in (host, stage, phone):
                check(page)
            go(host, step)
        check_page = host.context.new_page()
        check_page.set_viewport_size(size)
        check_page.goto(f"{all_.room.origin}/host/check")
        expect(check_page.get_by_text("A phone has come")).to_be_visible()
        check(check_page)


def test_by_a_show_of_hands(browser: "Browser", world: World, tmp_path: Path) -> None:
    """With no phone at all: the host's page and the stage are enough."""
    with stand(browser, world, tmp_path, hands=True, phones=False) as all_:
        host, stage = all_.host(), all_.stage()
        expect(stage.get_by_text("promised to defend each other")).to_be_visible()
        assert stage.locator("img").count() == 0  # nothing invites a phone
        go(host, "Jun 2024: where things stand", "Open the bets")
        host.get_by_role("slider").first.press("Home")
        go(host, "Let them choose")
        host.locator(".hands").get_by_text("adds sanctions and export bans").click()
        expect(host.locator(".choice.given")).to_be_visible()
        check(host)
        go(host, "Close the vote and reveal")
        expect(stage.locator(".acts")).to_contain_text("chosen by a show of hands")
        host.get_by_role("button", name="Take Jun 2024 back").click()
        expect(host.get_by_role("button", name="Close the vote and reveal")).to_be_visible()


def test_nothing_waits_for_who_holds_a_slider(
    browser: "Browser", world: World, tmp_path: Path
) -> None:
    with stand(browser, world, tmp_path) as all_:
        host, phone = all_.host(), all_.phone()
        go(host, "Jun 2024: where things stand", "Open the bets")
        box = phone.get_by_role("slider").first.bounding_box()
        assert box is not None
        middle = box["y"] + box["height"] / 2
        phone.mouse.move(box["x"] + box["width"] / 2, middle)
        phone.mouse.down()
        phone.mouse.move(box["x"] + box["width"] * 0.8, middle)
        host.locator("#pause").click()  # all is drawn anew, but not beneath the finger
        expect(host.locator("#pause")).to_have_text("☑ Pause")
        host.locator("#pause").click()
        phone.mouse.move(box["x"] + box["width"], middle)
        phone.mouse.up()
        expect(phone.locator("output").first).to_have_text("100%")
        expect(phone.locator(".bet.given")).to_have_count(1)
