"""What was expected and what came: screens and JSON."""
