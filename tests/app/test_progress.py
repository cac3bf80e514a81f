"""How far long work is, said where no terminal looks on."""

import pytest

from sim.app import progress


def told(
    capsys: pytest.CaptureFixture[str], marks: list[tuple[float, int]], whole: int = 100
) -> list[str]:
    """The lines of work that has done so much after so many seconds."""
    now = [0.0]
    report = progress._lines("working", whole, lambda: now[0])
    for seconds, done in marks:
        now[0] = seconds
        report(done)
    found = capsys.readouterr()
    assert found.out == ""
    return found.err.splitlines()


def test_a_line_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    marks = [(float(second), second) for second in range(1, 41)]
    assert told(capsys, marks) == [
        "working: 10 %, about 2 min left",
        "working: 20 %, about 1 min left",
        "working: 30 %, about 1 min left",
        "working: 40 %, about 1 min left",
    ]


def test_long_work_is_told_less_and_less_often(capsys: pytest.CaptureFixture[str]) -> None:
    marks = [(10.0 * number, number) for number in range(1, 1000)]
    lines = told(capsys, marks, whole=1000)
    assert 20 < len(lines) < 60
    assert lines[0] == "working: 0 %, about 2 h 46 min left"


@pytest.mark.parametrize("marks", [[(9.9, 50)], [(20.0, 0)], [(20.0, 100)]])
def test_nothing_is_said_too_early_or_when_done(
    capsys: pytest.CaptureFixture[str], marks: list[tuple[float, int]]
) -> None:
    assert told(capsys, marks) == []


def test_seconds_are_told_near_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, [(30.0, 75)]) == ["working: 75 %, about 10 s left"]


@pytest.mark.parametrize("quiet", [True, False])
def test_a_pipe_gets_lines_unless_quiet(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, quiet: bool
) -> None:
    monkeypatch.setattr(progress, "_APART", 0.0)
    with progress.bar("working", 10, quiet) as report:
        report(5)
    assert capsys.readouterr().err.startswith("working: 50 %") is not quiet
