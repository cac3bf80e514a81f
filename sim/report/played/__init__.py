"""A run that is played, month by month."""
