"""What a scenario does: many paired runs on the same luck, and their tables."""
