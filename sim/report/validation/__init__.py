"""What agrees, what does not and what was not tested: a Markdown page."""
