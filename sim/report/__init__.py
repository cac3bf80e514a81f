"""Words and pictures: results as text screens, JSON and sentences."""
