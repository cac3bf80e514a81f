"""What a question changes besides its script: a value, where it begins, a law."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is otherwise, in which arms.

    ``kind`` is ``value``, ``state`` (where runs begin off the reference), ``play`` (what a script
    has done on condition, by luck or by rule, which ``title`` says), ``mechanism`` or ``motive``;
    ``name`` its path or id and ``title`` the same in words. ``old`` is what stands in its place in
    the other arm or, where both arms have it, in the world as it was read; ``source`` is where the
    new value comes from.
    """

    kind: str
    name: str
    title: str
    old: str
    new: str
    source: str = ""
    arms: tuple[str, ...] = ("with",)
