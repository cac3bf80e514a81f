"""What of a comparison is told, and in which order."""

from dataclasses import replace

from sim.report.compare import choice
from sim.results.comparison import PartingRow
from tests.results.compared import comparison


def names(some: list[choice.Condition]) -> list[str]:
    return [one.id for one in some]


def test_rows_are_ranked_by_how_far_the_scenarios_are_apart() -> None:
    """`far` lies furthest from the reference under both, and sets them hardly apart."""
    found = choice.conditions(comparison())
    assert names(found.others) == ["debate", "near"]
    assert names(found.alike) == ["far"]


def test_own_come_first_also_without_a_change_and_what_a_script_decides_is_left_out() -> None:
    found = choice.conditions(comparison())
    assert names(found.own) == ["arms"]
    assert names(found.settled) == ["aid"]


def test_alignments_are_ranked_by_the_widest_contrast() -> None:
    first, second = choice.alignments(comparison())
    assert (first.widest.source, first.widest.target) == ("RUS", "KOR")
    assert first.differs
    assert not second.differs


def test_the_answer_names_what_is_sure() -> None:
    found = comparison()
    (told,) = choice.headlines(found).values()
    assert names([one for one, _ in told]) == ["debate", "near"]
    unsure = tuple(replace(row, mc_error=0.1) for row in found.indicator_contrasts)
    assert not any(choice.headlines(replace(found, indicator_contrasts=unsure)).values())


def test_of_many_scenarios_those_are_told_that_are_furthest_apart() -> None:
    found = comparison()
    scenarios = ("a", "b", "c", "d")
    shares = dict(zip(scenarios, (0.1, 0.2, 0.9, 0.3), strict=True))
    rows = tuple(
        replace(found.indicators[2], scenario=name, with_=share) for name, share in shares.items()
    )
    twos = (("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "d"))
    contrasts = tuple(
        replace(
            found.indicator_contrasts[1],
            scenario=late,
            over=early,
            contrast=shares[late] - shares[early],
        )
        for early, late in twos
    )
    many = replace(
        found,
        meta=replace(found.meta, scenarios=scenarios, titles=scenarios),
        indicators=rows,
        indicator_contrasts=contrasts,
    )
    assert list(choice.headlines(many)) == [("c", "a")]


def test_scenarios_that_do_the_same_are_known() -> None:
    found = comparison()
    assert not choice.same(found)
    still = replace(
        found,
        contrasts=tuple(replace(row, contrast=0.0, mc_error=0.0) for row in found.contrasts),
        indicator_contrasts=tuple(
            replace(row, contrast=0.0, mc_error=0.0) for row in found.indicator_contrasts
        ),
    )
    assert choice.same(still)


def test_an_act_that_is_first_as_often_in_either_world_comes_last() -> None:
    rows = [
        PartingRow("a", True, "USA", name, name, arm, False, False, share, 4.0)  # type: ignore[arg-type]
        for name, arm, share in (
            ("both", "with", 0.3),
            ("both", "without", 0.29),
            ("one", "with", 0.1),
            ("scripted", "with", 0.9),
        )
    ]
    rows[-1] = replace(rows[-1], reaction=False, scripted=True)
    assert [row.action for row in choice.reactions(rows)] == ["one", "both"]
