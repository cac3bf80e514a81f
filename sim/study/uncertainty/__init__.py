"""The four kinds of doubt in an effect, kept apart."""
