"""``sim claims``: does the model agree with what its sources say leads to what?"""

from pathlib import Path

import click

from sim.app import options
from sim.app.groups import Effort, Shown, grouped
from sim.study.limits import JUDGED


@click.command(name="claims", short_help="Does the model agree with its sources?")
@click.argument("result", required=False, type=click.Path(path_type=Path))
@click.option(
    "--draws",
    type=options.whole(JUDGED),
    default=2000,
    show_default=True,
    help="Draws of all values from their ranges.",
)
@click.option(
    "--anticipating",
    is_flag=True,
    help="Also ask the rival form whose actors look one step ahead; takes about twice as long.",
)
@options.seed
@options.out
@click.option(
    "--docs",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Also write the page of documentation there, as Markdown.",
)
@options.workers
@options.as_json
@options.quiet
@options.full
@options.world
@grouped
def command(
    result: Path | None,
    draws: int,
    anticipating: bool,
    effort: Effort,
    out: Path,
    docs: Path | None,
    shown: Shown,
    seeds: Path | None,
) -> None:
    """Put every test of seeds/scorecard.yaml to the model.

    Each test restates a claim of the sources: what leads to what. Prints how likely the model
    agrees over draws of its values and over rival forms of it, by how much, whether a value that
    was put in says so already, what it rests on, and what would turn it round. Writes a folder
    results/claims/ID with every table. What the model contradicts stays on the list. Where the
    record gives the size of an answer, the model's stands beside it.

    Given the folder RESULT of a run, such as results/lethal_aid/136c7e1628c0, it adds the tables
    there instead, and the section to its report. The model judged is that of the run,
    with what it set; what it switched off is on.
    """
    from datetime import UTC, datetime

    from sim.app.page import page_with
    from sim.app.progress import bar
    from sim.ask.repeat import add_to
    from sim.world import Problem, WorldError, load_world, seeds_dir

    started = datetime.now(UTC)
    world = load_world(seeds) if result is None else add_to(str(result), seeds).question.world
    if world.scorecard is None or not world.scorecard.tests:
        where = str((seeds or seeds_dir()) / "scorecard.yaml")
        hint = "Write some; the scorecard that comes with the program shows how"
        raise WorldError([Problem(where, 0, "this world has no tests", hint)])

    from sim.report.scorecard import text
    from sim.results import add, check_writable
    from sim.results.card import Card, save_card
    from sim.results.findings import files
    from sim.results.writing import check_file, write_file
    from sim.study.scorecard import WHOLE, scorecard

    if result is None:
        check_writable(out / Card.FOLDER / "study")
    check_file(docs)
    with bar(f"{draws:,} draws", WHOLE, shown.quiet) as report:
        card = scorecard(
            world,
            draws=draws,
            seed=effort.seed,
            workers=effort.threads,
            anticipating=anticipating,
            report=report,
        )
    if result is None:
        place = save_card(card, world, out, started)
    else:
        place = result
        add(place, page_with(place, files(card)))
    if docs is not None:
        from sim.report.scorecard.page import page

        write_file(docs, page(card, world))
    shown.tell(
        lambda: text.as_json(card, place), lambda screen: text.show(card, place, screen), place
    )
