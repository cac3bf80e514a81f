"""``python -m sim`` is the same as ``sim``."""

from sim.app.cli import main

if __name__ == "__main__":
    main()
