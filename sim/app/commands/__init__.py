"""One command per file. Nothing heavy is imported before a command runs."""
