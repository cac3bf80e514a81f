"""What a scenario's file may be called: its name becomes that of a folder of results."""

from sim.world.problems import Problem, WorldError

LONGEST = 200  # bytes, so that the names of files made of it stay below the 255 of file systems
HOW = "Name the file with letters, digits, _, - and single spaces, such as lethal_aid.yaml"
_RESERVED = frozenset('/\\:*?"<>|')  # on one system or another
_DEVICES = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10)),
}


def check_name(name: str, file: str) -> None:
    """Refuse a name that no folder of results can have. Raises WorldError."""
    said = name_fault(name)
    if said:
        raise WorldError([Problem(file, 0, f"{name!r:.80} cannot name a scenario: {said}", HOW)])


def name_fault(name: str) -> str:
    """Say why a name cannot be that of a folder of results; nothing if it can."""
    if not name:
        return "it is empty"
    if len(name.encode("utf-8", "replace")) > LONGEST:
        return f"it is longer than {LONGEST} bytes"
    if not name.isprintable():  # of all spaces, only the plain one is
        return "it holds a character that cannot be printed"
    bad = next((char for char in name if char in _RESERVED), "")
    if bad:
        return f"it holds {bad}"
    if name.partition(".")[0].upper() in _DEVICES:
        return "it is that of a device on Windows"
    if name[0] in " .-":
        return f"it begins with {_called(name[0])}"
    if name[-1] in " .":
        return f"it ends with {_called(name[-1])}"
    return ""


def _called(char: str) -> str:
    return {" ": "a space", ".": "a dot"}.get(char, "a hyphen")
