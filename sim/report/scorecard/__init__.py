"""Whether the model agrees with its sources: a screen, JSON and a Markdown page."""
