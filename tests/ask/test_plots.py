"""Pictures by matplotlib: what is drawn is what the tables hold."""

from collections.abc import Iterator

import pytest

from sim.ask.result import Result

matplotlib = pytest.importorskip("matplotlib")


@pytest.fixture(autouse=True)
def nothing_is_left_open() -> Iterator[None]:
    matplotlib.use("agg")
    yield
    matplotlib.pyplot.close("all")


def test_paths_are_the_means_of_the_table(made: Result) -> None:
    axes = made.plot.alignment("RUS>KOR")
    with_, without = (line.get_ydata() for line in axes.get_lines())
    (row,) = (row for row in made.results.shifts if (row.source, row.target) == ("RUS", "KOR"))
    assert (with_[0], with_[-1], without[-1]) == (row.start, row.end, row.baseline_end)
    assert axes.get_lines()[0].get_label() == "Russia toward South Korea"
    assert made.plot.alignment(ax=axes) is axes


def test_reactions_indicators_and_network_are_drawn(made: Result) -> None:
    drawn = (made.plot.reactions(3), made.plot.indicators(4), made.plot.network("with", 0))
    assert len(drawn[1].get_yticks()) == 4
    assert drawn[2].get_title() == "with the scenario, start"
    for axes in drawn:
        axes.figure.draw_without_rendering()


def test_names_that_there_are_not(made: Result) -> None:
    with pytest.raises(ValueError, match="Did you mean `RUS>KOR`"):
        made.plot.alignment("RUS>KORR")
    with pytest.raises(ValueError, match="Did you mean `without`"):
        made.plot.network("witout")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="step must be from 0 to 18"):
        made.plot.network(step=19)
