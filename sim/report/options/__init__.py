"""A choice between options, in words."""
