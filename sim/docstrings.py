"""Keeps the docstrings of ``sim`` under ``python -OO``, which drops them.

They are read at run time: the equations of laws, the help of commands, what schemas say.
"""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType


class WithDocstrings(SourceFileLoader):
    """Compiles as under ``python -O``; keeps nothing, so as to meet no file made without them."""

    def get_code(self, fullname: str) -> CodeType:
        """Compile the module."""
        path = self.get_filename(fullname)
        code: CodeType = compile(self.get_data(path), path, "exec", dont_inherit=True, optimize=1)
        return code


class Finder:
    """Finds the modules of ``sim``, as Python does, to be loaded with docstrings."""

    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find a module of ``sim``; None for any other."""
        spec = PathFinder.find_spec(name, path, target) if name.startswith("sim.") else None
        if spec is not None and spec.origin and isinstance(spec.loader, SourceFileLoader):
            spec.loader = WithDocstrings(name, spec.origin)
        return spec


def keep() -> None:
    """Keep the docstrings of all that is imported from here on."""
    sys.meta_path.insert(0, Finder)
