"""Small programs to sit in a seat."""

import shlex
import sys

HEAD = "import json, sys, time\n"
EACH = "for line in sys.stdin:\n    told = json.loads(line)\n    if told['type'] == 'month':\n"


def bot(body: str = "", before: str = "") -> str:
    """The command of a program that does something before, and in each month with ``told``."""
    lines = "".join(f"        {line}\n" for line in (body or "pass").splitlines())
    return f"{shlex.quote(sys.executable)} -S -c {shlex.quote(HEAD + before + EACH + lines)}"


LEAVES = bot("print('{}', flush=True)")
STILL = bot("print(json.dumps({'choose': dict.fromkeys(told['options'])}), flush=True)")
"""One that leaves all to the model, and one that does nothing at all."""
