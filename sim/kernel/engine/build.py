"""Compile the engine with the forms of the laws, where a C compiler is found.

Run by the build of the package (as its hook), and by hand in a checkout whose laws have changed:

    python -m sim.kernel.engine.build

It needs the standard library only. Without a compiler nothing is made, and numpy runs the laws.
"""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parent
LIBRARY = "_engine.so"
SUM = "_engine.sum"
"""The checksum of the library: one that is cut short would end the process that loads it."""
SWITCH = "SIM_COMPILER"
"""``none`` builds without the compiled engine; anything else names the compiler."""

FLAGS = ("-O3", "-fPIC", "-std=gnu11", "-ffp-contract=off", "-fno-math-errno", "-Wno-psabi")
LANES = {
    2: (),
    4: ("-mavx2",),
    8: ("-mavx512f", "-mavx512dq", "-mprefer-vector-width=512"),
}
"""Runs to a lane -> what the compiler must be told. Which one runs is found out when it runs."""


def compiler() -> str | None:
    """The C compiler to use; None if there is none."""
    wanted = os.environ.get(SWITCH, "")
    if wanted == "none":
        return None
    names = [wanted] if wanted else [os.environ.get("CC", ""), "cc", "gcc", "clang"]
    return next((found for name in names if name and (found := shutil.which(name))), None)


def build(folder: Path) -> Path | None:
    """Make the library in a folder, in place of what is there; None without a compiler.

    A compiler that fails, or makes what cannot be loaded, is like none, and so is a folder that
    cannot be written to: what was said is printed.
    """
    try:
        for name in (LIBRARY, SUM):
            (folder / name).unlink(missing_ok=True)
        found = compiler()
        if found is None:
            return None
        with TemporaryDirectory() as room:
            made = _compiled(found, Path(room))
            folder.mkdir(parents=True, exist_ok=True)
            shutil.move(made, folder / LIBRARY)
            (folder / SUM).write_text(checksum(folder / LIBRARY), encoding="ascii")
    except (OSError, subprocess.CalledProcessError) as error:
        said = (getattr(error, "stderr", None) or b"").decode(errors="replace")
        sys.stderr.write(f"the engine could not be compiled: numpy runs. {error}\n{said}")
        return None
    return folder / LIBRARY


def checksum(library: Path) -> str:
    """Of a library as it was made."""
    from hashlib import blake2b

    return blake2b(library.read_bytes(), digest_size=16).hexdigest()


def _compiled(found: str, room: Path) -> Path:
    (room / "forms.inc").write_text(_forms(), encoding="utf-8")
    wide = LANES if platform.machine().lower() in ("x86_64", "amd64") else {2: ()}
    jobs = []
    for runs, flags in wide.items():
        made = room / f"engine_{runs}.o"
        text = [found, *FLAGS, *flags, f"-DWIDE={runs}", f"-I{room}", "-c"]
        jobs.append((made, [*text, str(HERE / "engine.c"), "-o", str(made)]))
    for _, job in jobs:
        subprocess.run(job, check=True, capture_output=True)
    library = room / LIBRARY
    objects = [str(made) for made, _ in jobs]
    subprocess.run(
        [found, "-shared", *objects, "-o", str(library)], check=True, capture_output=True
    )
    # Elsewhere, for a broken one may end the process that loads it.
    load = "import ctypes, sys; ctypes.CDLL(sys.argv[1]).source"
    subprocess.run([sys.executable, "-c", load, str(library)], check=True, capture_output=True)
    return library


def _forms() -> str:
    from sim.kernel.emit import source
    from sim.kernel.specimen import forms

    digest = f'static const char SOURCE[] = "{fingerprint()}";\n'
    return source(forms()) + digest


def fingerprint() -> str:
    """What the library was compiled from: the engine, how forms become C and how rows are laid
    out; not the laws."""
    from hashlib import blake2b

    kernel = HERE.parent
    parts = (HERE / "engine.c", kernel / "emit.py", kernel / "tables.py")
    texts = b"".join(part.read_bytes() for part in parts)
    return blake2b(texts, digest_size=8).hexdigest()


if __name__ == "__main__":
    sys.stdout.write(f"{build(HERE) or 'no C compiler: numpy runs'}\n")
