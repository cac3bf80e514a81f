"""A fault in a law file, in one line: which file and line, and what is wrong there."""

import traceback
from pathlib import Path

import sim

_KERNEL = Path(sim.__file__).resolve().parent / "kernel"
_LAWS = tuple(
    _KERNEL / name for name in ("mechanisms", "motives", "memory", "deeds.py", "decide.py")
)


def fault_in_law(error: Exception) -> str | None:
    """Say what is wrong with a law; None for an error that no law has raised."""
    if isinstance(error, SyntaxError) and _law(error.filename):
        return f"{error.filename}:{error.lineno}: {error.msg}. Mend the law"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _law(frame.filename)]
    if frames:
        said = f"{type(error).__name__}: {error}".splitlines()[0]
        return f"{frames[-1].filename}:{frames[-1].lineno}: {said}. Mend the law"
    if isinstance(error, ImportError) and _law(error.path):
        return f"{error.path}: {error.msg}. Mend the law"
    return None


def _law(path: str | None) -> bool:
    return path is not None and any(Path(path).resolve().is_relative_to(law) for law in _LAWS)
