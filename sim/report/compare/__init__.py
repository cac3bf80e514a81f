"""Scenarios side by side, on a screen and as JSON."""
