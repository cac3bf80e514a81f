"""``sim sources``: where the numbers come from, and whether the pointers hold."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.app import options
from sim.app.say import say

if TYPE_CHECKING:
    from sim.world.provenance import Article

_NOT_STATED = "not stated in the copy read"  # what stands in the register for a fact unknown


@click.group(
    name="sources", invoke_without_command=True, short_help="The register of sources; verify it."
)
@options.world
@click.pass_context
def command(ctx: click.Context, seeds: Path | None) -> None:
    """Print the register of sources and the share of the world's values that rest on each kind."""
    ctx.obj = seeds
    if ctx.invoked_subcommand is None:
        _register(seeds)


@command.command(name="verify")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.pass_obj
def verify_command(seeds: Path | None, folder: Path) -> None:
    """Check every claim's paragraph against the articles in FOLDER.

    Exits with 1 if a paragraph is missing or is not the one that was read.
    """
    from sim.world import load_world
    from sim.world.provenance import verify

    world = load_world(seeds)
    try:
        found = verify(world.register, folder)
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"cannot read the articles in {folder}: {error}") from error
    for file, number in Counter(item.file for item in found if item.state == "ok").items():
        say(f"{file}: {number} {'claim matches' if number == 1 else 'claims match'}")
    wrong = [item for item in found if item.state != "ok"]
    for file, number in Counter(item.file for item in wrong if item.state == "no file").items():
        claims = "claim" if number == 1 else "claims"
        say(f"{file}: not in {folder}, so {number} {claims} cannot be checked")
    for item in wrong:
        if item.state == "no file":
            continue
        say(f"{item.file}, paragraph {item.paragraph}: {item.claim}: {item.state}")
    say(f"{len(found) - len(wrong)} of {len(found)} claims match")
    if wrong:
        click.get_current_context().exit(1)


def _told(article: "Article") -> str:
    """Return what is known of an article, then what its copy does not state, once for all."""
    facts = {
        "author": article.author,
        "title": article.title,
        "outlet": article.outlet,
        "date": article.date,
    }
    stated, missing = [], []
    for name, fact in facts.items():
        if not fact.startswith(_NOT_STATED):
            stated.append(fact)
            continue
        aside, _, inferred = fact.removeprefix(_NOT_STATED).partition(";")
        missing.append(name + aside)
        stated += [inferred.strip()] if inferred else []
    said = [f"{'; '.join(filter(None, stated))}."] if any(stated) else []
    said += (
        [f"{_NOT_STATED[:1].upper()}{_NOT_STATED[1:]}: {', '.join(missing)}."] if missing else []
    )
    return " ".join(said)


def _register(seeds: Path | None) -> None:
    from sim.report.screen import console, grid, heading, paragraph
    from sim.report.words import count, percent, printable
    from sim.world import load_world
    from sim.world.provenance import assumed_alone, kinds_cited

    world, out = load_world(seeds), console()
    out.print(heading("Articles", "the claims are in our own words; each points to a paragraph"))
    drawn = Counter(claim.article for claim in world.claims.values())
    for name, article in world.articles.items():
        out.print(paragraph(printable(f"{_told(article)} {count(drawn[name], 'claim')}."), name))
    for kind, title in (("data", "Data"), ("theory", "Theory")):
        out.print()
        out.print(heading(title))
        for name, source in world.sources.items():
            if source.kind == kind:
                out.print(paragraph(printable(source.citation), name))
    values = world.quantities().values()
    cited = kinds_cited(values)
    out.print()
    out.print(heading("What the values rest on", "one that cites two kinds counts in both"))
    shares = [
        (kind, str(number), percent(number / max(1, len(values)))) for kind, number in cited.items()
    ]
    out.print(grid(("kind of source", "values", "share"), shares, right=(1, 2)))
    alone = f"{assumed_alone(values)} rest on nothing but an assumption"
    out.print(f"  {len(values)} values in all, none without a source; {alone}", style="dim")
