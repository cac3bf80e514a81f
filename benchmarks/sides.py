"""The two trees that are measured: a commit of this repository, and the working tree."""

import compileall
import io
import shutil
import subprocess
import tarfile
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
PARTS = ("sim", "seeds", "scenarios", "timelines")  # what a run reads

LAW = Path("sim/kernel/mechanisms/balance.py")
SAID, CHANGED = "p.rho[i] * p.phi[i] *", "0.9 * p.rho[i] * p.phi[i] *"


class SideError(Exception):
    """A side cannot be had; the message is one line."""


def earlier(commit: str, place: Path) -> Path:
    """Unpack a commit of this repository. Raises ``SideError`` without git or the commit."""
    command = ["git", "-C", str(TOP), "archive", "--format=tar", commit, *PARTS]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        raise SideError("git is not installed, so no other commit can be measured") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        reason = said[-1].removeprefix("fatal: ") if said else f"git ended with {done.returncode}"
        raise SideError(f"commit {commit} cannot be had from {TOP}: {reason}")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(place, filter="data")
    return _compiled(place)


def today() -> Path:
    """Return the working tree as it stands."""
    return _compiled(TOP)


def changed(place: Path) -> Path:
    """Copy the working tree and change a law in it. Raises ``SideError`` where that is no more."""
    for part in PARTS:
        shutil.copytree(TOP / part, place / part)
    law = place / LAW
    text = law.read_text(encoding="utf-8") if law.is_file() else ""
    if SAID not in text:
        raise SideError(f"{LAW} has no {SAID!r} to change; say in benchmarks/sides.py what it has")
    law.write_text(text.replace(SAID, CHANGED), encoding="utf-8")
    return _compiled(place)


def _compiled(root: Path) -> Path:
    """Both sides start from compiled modules, as installed packages do."""
    compileall.compile_dir(root / "sim", quiet=1)
    return root
