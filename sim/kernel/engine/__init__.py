"""How laws are run: the same tables, compiled, interpreted, with numpy, or read as they stand."""
