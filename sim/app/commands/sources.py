"""``sim sources``: where the numbers come from, and whether the pointers hold."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.app import options
from sim.app.say import say
from sim.app.screenful import screenful

if TYPE_CHECKING:
    from rich.console import RenderableType

    from sim.world import World
    from sim.world.provenance import Article

_NOT_STATED = "not stated in the copy read"  # what stands in the register for a fact unknown


@click.group(
    name="sources", invoke_without_command=True, short_help="The register of sources; verify it."
)
@options.full
@options.world
@click.pass_context
def command(ctx: click.Context, full: bool, seeds: Path | None) -> None:
    """Print the share of the world's values that rest on each kind of source, and the register."""
    ctx.obj = seeds
    if ctx.invoked_subcommand is None:
        _register(seeds, full)


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


def _register(seeds: Path | None, full: bool) -> None:
    from sim.report.screen import print_blocks
    from sim.world import load_world

    world = load_world(seeds)
    with screenful(full) as out:
        print_blocks((_shares(world), _articles(world), *_register_of(world)), out)


def _shares(world: "World") -> "list[RenderableType]":
    from sim.report.screen import grid, heading, paragraph
    from sim.report.words import percent
    from sim.world.provenance import assumed_alone, kinds_cited

    values = world.quantities().values()
    shares = [
        (kind, str(number), percent(number / max(1, len(values))))
        for kind, number in kinds_cited(values).items()
    ]
    alone = f"{assumed_alone(values)} rest on nothing but an assumption"
    said = f"{len(values)} values in all, none without a source; {alone}"
    return [
        heading("What the values rest on", "one that cites two kinds counts in both"),
        grid(("kind of source", "values", "share"), shares, right=(1, 2)),
        paragraph(said, style="dim"),
    ]


def _articles(world: "World") -> "list[RenderableType]":
    from sim.report.screen import heading, paragraph
    from sim.report.words import count, printable

    drawn = Counter(claim.article for claim in world.claims.values())
    told = [
        paragraph(printable(f"{_told(article)} {count(drawn[name], 'claim')}."), name)
        for name, article in world.articles.items()
    ]
    return [
        heading("Articles", "the claims are in our own words; each points to a paragraph"),
        *told,
    ]


def _register_of(world: "World") -> "Iterator[list[RenderableType]]":
    from sim.report.screen import heading, paragraph
    from sim.report.words import printable

    for kind, title in (("data", "Data"), ("theory", "Theory")):
        cited = [
            paragraph(printable(source.citation), name)
            for name, source in world.sources.items()
            if source.kind == kind
        ]
        yield [heading(title), *cited]
