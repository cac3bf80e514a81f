"""``python -m sim`` is the same as ``sim``."""

from sim.app.cli import program

if __name__ == "__main__":
    program()
