"""Whether shocks die out, and who stands together: a screen and JSON."""
