"""The broken inputs as cases: what each does, and what must be said about it."""

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
HEAD = re.compile(rb"# ([a-z]+): (.*)\n?")


@dataclass(frozen=True)
class Case:
    path: Path
    head: dict[str, str]

    @property
    def expect(self) -> str:
        return self.head["expect"]

    def text(self) -> bytes:
        raw = self.path.read_bytes()
        missing = int(self.head.get("grow", "0")) - len(raw)
        return raw + b"#" * missing + b"\n" if missing > 0 else raw

    def line_in(self, path: Path) -> int:
        line = self.head["line"]
        if not line.startswith('"'):
            return int(line)
        start = json.loads(line)
        lines = path.read_text(encoding="utf-8").splitlines()
        return next(n for n, text in enumerate(lines, 1) if text.startswith(start))


def cases(folder: str) -> list[Case]:
    return [_case(path) for path in sorted((HERE / folder).glob("*.yaml"))]


def _case(path: Path) -> Case:
    head = {}
    for line in path.read_bytes().splitlines():
        if not (match := HEAD.match(line)):
            break
        head[match[1].decode()] = match[2].decode()
    return Case(path, head)


def break_world(case: Case, seeds: Path, copy: Path) -> tuple[Path, int]:
    """Copies the seeds and breaks the copy. Returns the file and the line that must be named."""
    shutil.copytree(seeds, copy)
    head = case.head
    first = 1
    if "file" in head:
        target = copy / head["file"]
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(case.text())
    elif "patch" in head:
        target = copy / head["patch"]
        first = _patch(case, target)
    else:
        target = copy / head["remove"]
        target.unlink()
    at = copy / head["at"] if "at" in head else target
    line = case.line_in(at)
    return at, line + first - 1 if "patch" in head and head["line"][0] != '"' else line


def _patch(case: Case, target: Path) -> int:
    change = yaml.safe_load(case.path.read_text(encoding="utf-8"))
    find, put = change["find"], change["put"]
    put = put if find.endswith("\n") else put.removesuffix("\n")
    text = target.read_text(encoding="utf-8")
    assert find in text, (
        f"{case.path.name}: {find!r} is not in {target.name} any more; update `find`"
    )
    target.write_text(text.replace(find, put, 1), encoding="utf-8")
    return text[: text.index(find)].count("\n") + 1
