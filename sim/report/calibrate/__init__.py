"""What a record of events supports: a screen and files."""
