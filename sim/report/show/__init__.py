"""One thing of the world on a sheet."""
