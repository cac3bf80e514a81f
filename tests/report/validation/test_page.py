from sim.report.validation.page import _grouped


def test_values_set_with_the_record_in_view_are_named_together() -> None:
    paths = (
        "actions.launch.impacts.JPN",
        "actions.launch.impacts.KOR",
        "actors.CHN.precision",
        "actors.JPN.precision",
        "actors.USA.motives.retaliation",
    )
    assert list(_grouped(paths)) == [
        "`precision` of CHN, JPN",
        "`impacts` of launch",
        "`retaliation` of USA",
    ]
