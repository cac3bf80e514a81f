"""Signals are put off once, and mean what they always mean afterwards."""

import signal
import threading
from collections.abc import Iterator

import pytest

from sim.study.interrupts import Stop, put_off


class EndedError(Exception):
    pass


@pytest.fixture(autouse=True)
def terminated() -> Iterator[None]:
    def end(_number: int, _frame: object) -> None:
        raise EndedError

    before = signal.signal(signal.SIGTERM, end)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_is_put_off(number: int) -> None:
    with put_off() as stop:
        assert not stop()
        signal.raise_signal(number)
        assert stop()
    assert stop.signal == number


def twice(first: int, second: int) -> None:
    with put_off():
        signal.raise_signal(first)
        signal.raise_signal(second)


def test_a_second_one_is_not() -> None:
    with pytest.raises(KeyboardInterrupt):
        twice(signal.SIGTERM, signal.SIGINT)
    with pytest.raises(EndedError):
        twice(signal.SIGINT, signal.SIGTERM)


def test_afterwards_all_is_as_before() -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    with put_off():
        pass
    assert before == [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]


def test_what_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with put_off() as stop:
            signal.raise_signal(signal.SIGINT)
        assert not stop()
    finally:
        signal.signal(signal.SIGINT, before)


def test_only_an_interrupt_with_something_to_show_is_spent() -> None:
    Stop().settle(finished=False)
    Stop(signal.SIGINT).settle(finished=True)
    with pytest.raises(KeyboardInterrupt):
        Stop(signal.SIGINT).settle(finished=False)
    for finished in (True, False):
        with pytest.raises(EndedError):
            Stop(signal.SIGTERM).settle(finished)


def test_another_thread_changes_no_handler() -> None:
    heard = []

    def work() -> None:
        with put_off() as stop:
            heard.append(stop())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert heard == [False]
