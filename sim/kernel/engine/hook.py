"""The build hook: compile the engine while the package is built, if there is a compiler.

A wheel with the library in it is for this platform, one without it for all. An editable install
keeps the library in the checkout.
"""

import shutil
import sys
import sysconfig
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parents[3]


class EngineHook(BuildHookInterface):  # type: ignore[misc]  # has no types here
    """Makes ``_engine.so``."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before a wheel is built; ``version`` is "standard" or "editable"."""
        if self.target_name != "wheel":
            return
        sys.path.insert(0, str(ROOT))
        from sim.kernel.engine import build

        self._room = mkdtemp()
        made = build.build(build.HERE if version == "editable" else Path(self._room))
        if made is None:
            return
        build_data["pure_python"] = False
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["tag"] = f"py3-none-{platform}"
        if version != "editable":
            for name in (build.LIBRARY, build.SUM):
                build_data["force_include"][str(made.parent / name)] = f"sim/kernel/engine/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Called when the wheel stands."""
        del version, build_data, artifact_path
        if self.target_name == "wheel":
            shutil.rmtree(self._room)
