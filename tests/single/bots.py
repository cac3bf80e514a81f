"""Small programs to sit in a seat."""

import os
import shlex
import sys
import time
from pathlib import Path

HEAD = "import json, sys, time\n"
EACH = "for line in sys.stdin:\n    told = json.loads(line)\n    if told['type'] == 'month':\n"


def bot(body: str = "", before: str = "") -> str:
    """The command of a program that does something before, and in each month with ``told``."""
    lines = "".join(f"        {line}\n" for line in (body or "pass").splitlines())
    return f"{shlex.quote(sys.executable)} -S -c {shlex.quote(HEAD + before + EACH + lines)}"


LEAVES = bot("print('{}', flush=True)")
STILL = bot("print(json.dumps({'choose': dict.fromkeys(told['options'])}), flush=True)")
"""One that leaves all to the model, and one that does nothing at all."""


def alive(pid: int) -> bool:
    """Whether a process is there and is not only waited for."""
    for _ in range(40):
        try:
            os.kill(pid, 0)
            state = Path(f"/proc/{pid}/stat")
            if state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z":
                return False
        except OSError:
            return False
        time.sleep(0.05)
    return True
