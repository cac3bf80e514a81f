"""What is left of a lesson: a page to talk over, results by seat, a scenario to ask again."""
