"""Known faults and what their measures came to: a Markdown page."""
