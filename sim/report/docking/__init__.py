"""Published numbers beside ours: a Markdown page."""
