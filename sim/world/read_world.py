"""Reads a folder of seeds into a World, or says everything that is wrong with it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, Field

from sim.world.action import CameoFile, InstrumentFile
from sim.world.agreement import Files, check_world
from sim.world.capability import Capability
from sim.world.check_scorecard import check_scorecard
from sim.world.dated import Month
from sim.world.document import Document, shown
from sim.world.indicator import IndicatorsFile
from sim.world.law import Mechanism, Motive
from sim.world.locate import seeds_dir
from sim.world.memory import Memory
from sim.world.page import Page
from sim.world.party import Actor, Party
from sim.world.posture import Posture
from sim.world.problems import Problem, WorldError, stop, suggest
from sim.world.provenance import ArticlesFile, ClaimsFile, Register, SourcesFile
from sim.world.read_scenario import known_scenarios
from sim.world.relation import DyadFile, Relation, arrow
from sim.world.scales import ScalesFile
from sim.world.scorecard import Scorecard
from sim.world.strict import Id, PartyId, Reading, Sourced, Text
from sim.world.theatre import Theatre
from sim.world.threat import Threat
from sim.world.validate import validate
from sim.world.variant import VariantText
from sim.world.world import World
from sim.world.yaml_reader import read_yaml

SINGLE = ("articles", "claims", "sources", "scales", "world", "indicators", "cameo")
OPTIONAL = ("scorecard",)
FOLDERS: dict[str, type[BaseModel]] = {
    "actors": Actor,
    "dyads": DyadFile,
    "actions": InstrumentFile,
    "mechanisms": Mechanism,
    "motives": Motive,
}
UNREAD = ("record", "history")  # folders beside them that are not part of the world

Model = TypeVar("Model", bound=BaseModel)


class WorldFile(Sourced):
    """seeds/world.yaml."""

    id: Id
    title: Text
    date: Month
    step: Literal["month"]
    parties: dict[PartyId, Party]
    theatres: dict[Id, Theatre]
    memory: Memory
    postures: dict[Id, Posture] = Field({}, description="ordered policy positions")
    threats: dict[Id, Threat] = Field({}, description="declared threats")
    variants: dict[Id, VariantText] = Field({}, description="rival forms of the model")
    capabilities: dict[Id, Capability] = Field({}, description="stocks that deliveries build")


def load_world(seeds: Path | None = None) -> World:
    """The world in a folder of seeds (default: the one that comes with the project).

    Raises WorldError with every problem of the first stage that has any: registers and scales,
    then each file by itself, then what must agree between files.
    """
    shelf = _Shelf(Path(seeds) if seeds is not None else seeds_dir())
    shelf.look_around()
    register = shelf.register()
    scales = shelf.one("scales", ScalesFile)
    shelf.stop_if_any()
    assert scales is not None
    shelf.reading.scales = scales.scales
    files = shelf.files()
    world = _assembled(shelf, files, scales, register)
    check_world(world, files, shelf.documents, shelf.problems)
    shelf.stop_if_any()  # what the scorecard names is judged in a sound world only
    if files.scorecard is not None:
        page = Page(shelf.documents["scorecard"], shelf.problems)
        check_scorecard(world, files.scorecard, page, known_scenarios(world))
    shelf.stop_if_any()
    return world


class _Shelf:
    """The folder of seeds: its documents as they are read, and the problems found so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.documents: dict[str, Document] = {}
        self.reading = Reading()
        if not folder.is_dir():
            hint = "Name a folder that holds world.yaml"
            raise WorldError([Problem(shown(folder), 0, "there is no such folder", hint)])

    def stop_if_any(self) -> None:
        stop(self.problems)

    def look_around(self) -> None:
        """Files that nothing would read are faults: most are misspelt."""
        known = [f"{name}.yaml" for name in (*SINGLE, *OPTIONAL)]
        for path in sorted(self.folder.iterdir()):
            if path.is_dir() and path.name not in (*FOLDERS, *UNREAD) and path.name[0] != ".":
                self._stray(path, "folder", suggest(path.name, FOLDERS))
            elif path.suffix in (".yaml", ".yml") and path.name not in known:
                self._stray(path, "file", suggest(path.name, known))
        for folder in FOLDERS:
            for path in sorted((self.folder / folder).glob("*.yml")):
                self._stray(path, "file", "Its name must end in .yaml")

    def _stray(self, path: Path, what: str, hint: str) -> None:
        self.problems.append(Problem(shown(path), 0, f"no such {what} is part of a world", hint))

    def read(self, name: str) -> Document | None:
        try:
            self.documents[name] = read_yaml(self.folder / f"{name}.yaml")
        except WorldError as error:
            self.problems.extend(error.problems)
            return None
        return self.documents[name]

    def one(self, name: str, model: type[Model]) -> Model | None:
        document = self.read(name)
        return validate(model, document, self.reading, self.problems) if document else None

    def perhaps(self, name: str, model: type[Model]) -> Model | None:
        """The same for a file that may be missing."""
        return self.one(name, model) if (self.folder / f"{name}.yaml").exists() else None

    def each(self, folder: str, model: type[Model]) -> dict[str, Model]:
        found = {}
        for path in sorted((self.folder / folder).glob("*.yaml")):
            name = f"{folder}/{path.stem}"
            if (item := self.one(name, model)) is not None:
                found[path.stem] = item
        return found

    def register(self) -> Register:
        articles = self.one("articles", ArticlesFile)
        claims = self.one("claims", ClaimsFile)
        sources = self.one("sources", SourcesFile)
        self.stop_if_any()
        assert articles is not None
        assert claims is not None
        assert sources is not None
        register = Register(
            articles=articles.articles,
            claims={claim.id: claim for claim in claims.claims},
            sources=sources.sources,
            facts={fact.id: fact for fact in sources.facts},
        )
        self._check_register(register, claims, sources)
        self.reading.register = register
        return register

    def _check_register(self, register: Register, claims: ClaimsFile, sources: SourcesFile) -> None:
        document = self.documents["claims"]
        seen: set[str] = set()
        for n, claim in enumerate(claims.claims):
            place = ("claims", n)
            if claim.id in seen:
                said = f"the claim `{claim.id}` is there already"
                self.problems.append(document.problem((*place, "id"), said, "Give it another id"))
            seen.add(claim.id)
            if claim.article not in register.articles:
                said = f"the article `{claim.article}` is not in articles.yaml"
                hint = suggest(claim.article, register.articles)
                self.problems.append(document.problem((*place, "article"), said, hint))
        for n, fact in enumerate(sources.facts):
            if register.facts[fact.id] is not fact:
                said = f"the fact `{fact.id}` is there again further down"
                document = self.documents["sources"]
                self.problems.append(document.problem(("facts", n, "id"), said, "Keep one"))
            if said_hint := register.unknown(fact.source):
                place = ("facts", n)
                problem = self.documents["sources"].problem((*place, "source"), *said_hint)
                self.problems.append(problem)

    def files(self) -> Files:
        world = self.one("world", WorldFile)
        indicators = self.one("indicators", IndicatorsFile)
        cameo = self.one("cameo", CameoFile)
        actors = self.each("actors", Actor)
        dyads = self.each("dyads", DyadFile)
        instruments = self.each("actions", InstrumentFile)
        mechanisms = self.each("mechanisms", Mechanism)
        motives = self.each("motives", Motive)
        scorecard = self.perhaps("scorecard", Scorecard)
        self.stop_if_any()
        assert world is not None
        assert indicators is not None
        assert cameo is not None
        return Files(
            world,
            indicators.indicators,
            cameo.codes,
            actors,
            dyads,
            instruments,
            mechanisms,
            motives,
            scorecard,
        )


def _assembled(shelf: _Shelf, files: Files, scales: ScalesFile, register: Register) -> World:
    parties = dict(sorted(files.world.parties.items(), key=lambda item: item[1].slot))
    theatres = dict(sorted(files.world.theatres.items(), key=lambda item: item[1].slot))
    named = [a for file in files.instruments.values() for a in file.named()]
    return World(
        id=files.world.id,
        title=files.world.title,
        date=files.world.date,
        step=files.world.step,
        parties=parties,
        actors={name: files.actors[name] for name in parties if name in files.actors},
        theatres=theatres,
        memory=files.world.memory,
        postures=_sorted(files.world.postures),
        threats=_sorted(files.world.threats),
        capabilities=_sorted(files.world.capabilities),
        relations=_relations(files),
        proximity={name: dyad.proximity for name, dyad in files.dyads.items()},
        instruments={f.instrument: f.declared() for f in files.instruments.values()},
        actions=_sorted({action.id: action for action in named}),
        mechanisms=_sorted(files.mechanisms),
        motives=_sorted(files.motives),
        indicators=files.indicators,
        variants={name: text.named(name) for name, text in files.world.variants.items()},
        cameo=files.cameo,
        scales=scales.scales,
        ladder=scales.ladder,
        register=register,
        folder=shelf.folder,
        scorecard=files.scorecard,
    )


Item = TypeVar("Item")


def _sorted(things: Mapping[str, Item]) -> dict[str, Item]:
    return dict(sorted(things.items()))


def _relations(files: Files) -> dict[str, Relation]:
    found: dict[str, Relation] = {}
    for dyad in files.dyads.values():
        a, b = dyad.pair
        found.update(dyad.directions)
        for source, target in ((a, b), (b, a)):
            party = files.world.parties.get(source)
            name = arrow(source, target)
            if party and not party.actor and name not in found:
                found[name] = Relation.model_validate({})
    return _sorted(found)
