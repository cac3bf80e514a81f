"""What a run found, on a screen and as JSON."""
