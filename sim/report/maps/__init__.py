"""A map of an answer, in signs and words."""
