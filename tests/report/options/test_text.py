"""The screen of a choice: short, in the numbers of its tables, and never one number for all."""

import io
import json
from dataclasses import replace

from sim.report.html.options import page
from sim.report.options.text import as_json, show
from sim.report.options.view import View
from sim.report.screen import console
from sim.results.options import Options
from sim.results.tables import Notice
from sim.world import World
from sim.world.choice import WEIGHTED
from sim.world.history import since
from sim.world.read_history import load_history


def screen(found: Options, world: World, width: int = 80) -> str:
    text = io.StringIO()
    shown = console(text)
    shown.width = width
    show(found, world, None, shown)
    return text.getvalue()


def test_it_fits_a_terminal(found: Options, world: World) -> None:
    lines = screen(found, world).splitlines()
    assert max(map(len, lines)) <= 80
    assert len(lines) <= 75  # of four options, five columns and weights; the command stops at 60


def test_it_says_from_when(found: Options, world: World) -> None:
    later = replace(found, meta=replace(found.meta, start="2025-07"))
    known = load_history(world.folder / "history" / "year_after_the_pact.yaml", world)
    led = since(world, known, "2025-07")
    said = " ".join(screen(later, led).split())
    assert "months from Jul 2025" in said
    assert "Known before: The year after the pact, Jun 2024 to Jun 2025." in said
    assert "<dd>The year after the pact, Jun 2024 to Jun 2025</dd>" in str(page(later, led))
    assert "Known before" not in screen(found, world)


def test_every_option_stands_beside_the_best(found: Options, world: World) -> None:
    said = screen(found, world)
    view = View(found)
    for one in view.objectives:
        best = next(r for r in found.options if r.best and r.objective == one.id)
        assert f"best {one.level(best.mean)}" in said
    for row in found.options:
        if row.answer == "as_they_will" and not row.best and row.objective == "moscow":
            shown = next(o for o in view.objectives if o.id == "moscow").apart(row.contrast)
            assert shown in said


def test_what_is_not_told_apart_is_marked(found: Options) -> None:
    view = View(found)
    for one in view.objectives:
        rows = {o.id: view.row(view.lead, o.id, one.id) for o in found.meta.options}
        first, *others = view.best(view.lead, one.id)
        assert rows[first].best
        for name in others:
            assert abs(rows[name].contrast) <= 2 * rows[name].contrast_error
    assert {"hold", "wait"} <= set(view.best(view.lead, "moscow"))  # they are the same


def test_the_dominated_are_named_with_what_dominates_them(found: Options) -> None:
    rows = [r for r in found.standings if r.answer == "as_they_will" and r.dominated_by]
    said = " ".join(View(found).left_out("as_they_will"))
    assert rows
    for row in rows:
        assert f"{View(found).title(row.option)} is dominated" in said


def test_what_is_dominated_by_chance_alone_is_not_called_dominated(found: Options) -> None:
    standings = tuple(replace(row, clearly=0) for row in found.standings)
    said = View(replace(found, standings=standings)).left_out("as_they_will")
    assert said
    for one in said:
        assert "is dominated" not in one
        assert "by none of 4 is it told apart from chance" in one


def test_json_is_one_object_with_every_table(found: Options) -> None:
    plain = json.loads(as_json(found, None))
    assert len(plain["over_draws"]) == len(found.draws)
    assert plain["objectives"][0]["weight"] == 2.0
    assert {row["objective"] for row in plain["options"]} >= {WEIGHTED, "moscow"}


def test_a_title_steers_no_terminal(found: Options, world: World) -> None:
    bad = replace(found.meta, title="\x1b[31mred\u202e")
    warned = (Notice("luck-weighed", f"{bad.title}: luck"),)
    assert "\x1b[31m" not in screen(replace(found, meta=bad, warnings=warned), world)
