"""A player audited."""
