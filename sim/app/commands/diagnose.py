"""``sim diagnose``: do shocks die out, through whom do they spread, who stands with whom?"""

import click

from sim.app import options
from sim.app.groups import Changes, Effort, Shown, grouped
from sim.study.limits import DIAGNOSED


@click.command(name="diagnose", short_help="Do shocks die out? Who stands with whom?")
@click.argument("scenario", default="baseline")
@click.option(
    "--draws",
    type=options.whole(DIAGNOSED),
    default=20,
    show_default=True,
    help="Draws of every unsure value, each with one run of the scenario.",
)
@options.seed
@options.steps
@click.option(
    "--set",
    "values",
    multiple=True,
    metavar="PATH=VALUE",
    help="Another value, such as actors.KOR.precision=1.5. Repeatable.",
)
@click.option(
    "--off", multiple=True, metavar="NAME", help="Switch a mechanism or motive off. Repeatable."
)
@options.workers
@options.as_json
@options.full
@options.files
@options.world
@options.since
@grouped
def command(scenario: str, draws: int, changes: Changes, effort: Effort, shown: Shown) -> None:
    """Diagnose SCENARIO (a file or an id; default: baseline).

    Prints the escalation reproduction number R along the scenario, what it hangs on at the start
    and where it is highest, and the blocs in which the states stand. Writes no files.
    """
    from sim.app.progress import bar
    from sim.ask.asking import diagnosed

    asked = changes.question(scenario)

    from sim.report.diagnose import text as diagnosis
    from sim.study.stability.course import looks
    from sim.study.stability.diagnose import scripted_steps

    at = looks(asked.scenario.steps, scripted_steps(asked.scenario))
    with bar("looking along the scenario", len(at)) as progress:
        found = diagnosed(
            asked, draws=draws, seed=effort.seed, workers=effort.threads, progress=progress
        )
    shown.tell(lambda: diagnosis.as_json(found), lambda screen: diagnosis.show(found, screen))
