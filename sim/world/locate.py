"""Where seeds/, scenarios/ and the like are: at a checkout's top level, else packed inside sim."""

from collections.abc import Iterable
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def seeds_dir() -> Path:
    """The folder of the default world."""
    return _folder("seeds", "world.yaml")


def scenarios_dir() -> Path:
    """The folder of the scenarios that come with the default world."""
    return _folder("scenarios", "baseline.yaml")


def timelines_dir() -> Path:
    """The folder of the timelines that come with the default world."""
    return _folder("timelines", "after_the_pact.yaml")


def options_dir() -> Path:
    """The folder of the choices between options that come with the default world."""
    return _folder("options", "seoul_after_the_pact.yaml")


def lessons_dir() -> Path:
    """The folder of the lessons that come with the default world."""
    return _folder("lessons", "fifteen_minutes.yaml")


def lesson_folders(seeds: Path) -> list[Path]:
    """Where a lesson is looked for: where the program is called, beside its seeds, then our own."""
    own = seeds.resolve().parent / "lessons"
    found = dict.fromkeys(f.resolve() for f in (Path("lessons"), own, lessons_dir()) if f.is_dir())
    return list(found)


def scenario_ids(folder: Path | None = None) -> list[str]:
    """The ids of the scenarios in a folder (default: those that come with the default world)."""
    return list(files_in([folder or scenarios_dir()]))


def scenario_folders(seeds: Path, beside: Path | None = None) -> list[Path]:
    """Where a scenario of a world is looked for: beside a file, beside its seeds, then our own."""
    own = seeds.resolve().parent / "scenarios"
    return [folder for folder in (beside, own, scenarios_dir()) if folder and folder.is_dir()]


def files_in(folders: Iterable[Path]) -> dict[str, Path]:
    """Id -> its file, of all files in some folders; where several share an id, the first's."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.yaml"), key=lambda path: path.stem):
            found.setdefault(path.stem, path)
    return found


def named_file(ref: str | Path) -> Path | None:
    """The file that is named; None for what is an id, to be looked up."""
    text = str(ref)
    if isinstance(ref, Path) or text.endswith((".yaml", ".yml")) or "/" in text or "\\" in text:
        return Path(ref)
    return None


def _folder(name: str, witness: str) -> Path:
    checkout = _PACKAGE.parent / name
    packed = _PACKAGE / "_data" / name
    if not (checkout / witness).is_file() and packed.is_dir():
        return packed
    return checkout
