"""Where every value comes from: articles, claims, other sources; and the check of pointers."""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from sim.world.problems import suggest
from sim.world.quantity import Quantity
from sim.world.regular import read_text
from sim.world.strict import HOW_TO_CITE, Strict, Text

MIN_REASON = 12  # characters of an assumption's reason
KINDS_OF_SOURCE = ("claim", "data", "theory", "assumption")

SourceId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Article(Strict):
    """A text the world was drawn from. The text itself is not part of the project."""

    author: Text
    outlet: Text
    date: Text
    file: Text
    title: str = ""
    note: str = ""


class ArticlesFile(Strict):
    """seeds/articles.yaml."""

    articles: dict[SourceId, Article]


class Causal(Strict):
    """What leads to what, in words."""

    cause: Text
    effect: Text


class Claim(Strict):
    """What an article says, in our words, with its place and the hash of that place."""

    id: SourceId
    article: Text
    paragraph: Annotated[int, Field(ge=1)]
    says: Text
    kind: Literal["fact", "view", "forecast"]
    holder: Text
    sha256: Sha256
    bears_on: tuple[str, ...] = ()
    causal: Causal | None = None


class ClaimsFile(Strict):
    """seeds/claims.yaml."""

    claims: tuple[Claim, ...]


class Source(Strict):
    """A data set (with its version or date) or a result of theory."""

    kind: Literal["data", "theory"]
    citation: Text
    version: str = ""
    date: str = ""
    licence: str = ""
    used_for: str = ""


class Fact(Strict):
    """A number taken from a data set, with its cell."""

    id: SourceId
    value: float | str
    unit: str
    source: Text
    cell: Text


class SourcesFile(Strict):
    """seeds/sources.yaml."""

    sources: dict[SourceId, Source]
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Register:
    """Every source that may be cited."""

    articles: Mapping[str, Article]
    claims: Mapping[str, Claim]
    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]

    def unknown(self, source: str) -> tuple[str, str] | None:
        """What is wrong with a source string and what would be right; None if it is in order."""
        kind, colon, rest = source.partition(":")
        if not colon or kind not in KINDS_OF_SOURCE:
            return f"the source {source!r} is of no known kind", HOW_TO_CITE
        if kind == "assumption":
            if len(rest.strip()) >= MIN_REASON:
                return None
            return (
                f"the assumption {rest.strip()!r} gives no reason",
                f"Say why in at least {MIN_REASON} characters",
            )
        if kind == "claim":
            if rest in self.claims:
                return None
            return f"the claim `{rest}` is not in claims.yaml", suggest(rest, self.claims)
        name = rest.partition("#")[0]
        known = [key for key, value in self.sources.items() if value.kind == kind]
        if name in known:
            return None
        return f"the source `{kind}:{name}` is not in sources.yaml", suggest(name, known)


def normalise(text: str) -> str:
    """NFKC, straight quotes, single spaces, stripped, case folded."""
    flat = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    return " ".join(flat.split()).casefold()


_QUOTES = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"'}
)


def paragraphs(text: str) -> list[str]:
    """The normalised non-empty lines of an article; paragraph n is entry n - 1."""
    return [line for line in map(normalise, text.splitlines()) if line]


def fingerprint(paragraph: str) -> str:
    """SHA-256 of a paragraph's normalised text, as 64 hexadecimal digits."""
    return hashlib.sha256(normalise(paragraph).encode()).hexdigest()


@dataclass(frozen=True)
class Verified:
    """Whether a claim's pointer holds: `ok`, `no file`, `no paragraph` or `different`."""

    claim: str
    file: str
    paragraph: int
    state: Literal["ok", "no file", "no paragraph", "different"]


def verify(register: Register, folder: Path) -> list[Verified]:
    """Checks every claim's paragraph against the articles in a folder. Raises WorldError."""
    texts: dict[str, list[str]] = {}
    for article in register.articles.values():
        path = folder / article.file
        if path.exists():
            texts[article.file] = paragraphs(read_text(path))
    return [
        _verified(claim, register.articles[claim.article].file, texts)
        for claim in register.claims.values()
    ]


def _verified(claim: Claim, file: str, texts: Mapping[str, list[str]]) -> Verified:
    lines = texts.get(file)
    if lines is None:
        return Verified(claim.id, file, claim.paragraph, "no file")
    if claim.paragraph > len(lines):
        return Verified(claim.id, file, claim.paragraph, "no paragraph")
    same = fingerprint(lines[claim.paragraph - 1]) == claim.sha256
    return Verified(claim.id, file, claim.paragraph, "ok" if same else "different")


def kinds_cited(quantities: Iterable[Quantity]) -> dict[str, int]:
    """How many quantities cite each kind of source (one that cites two kinds counts in both)."""
    found: Counter[str] = Counter()
    for quantity in quantities:
        found.update({source.partition(":")[0] for source in quantity.sources})
    return {kind: found[kind] for kind in KINDS_OF_SOURCE}


def assumed_alone(quantities: Iterable[Quantity]) -> int:
    """How many quantities rest on nothing but an assumption."""
    return sum(all(s.startswith("assumption:") for s in one.sources) for one in quantities)
