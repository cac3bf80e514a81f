"""Libraries that come with an extra: there, or named with what to type."""

from importlib.util import find_spec


class MissingError(ImportError):
    """A library that is needed is not installed; the message says how to install it."""


def need(module: str, extra: str) -> None:
    """Raise :class:`MissingError` before any work if a library is not there."""
    if find_spec(module) is None:
        raise MissingError(
            f"this needs the package {module}, which is not installed."
            f" Install it with: python -m pip install 'alliance-sim[{extra}]'"
        )
