"""Whether a world absorbs a shock or amplifies it, through whom, and who would stand together."""
