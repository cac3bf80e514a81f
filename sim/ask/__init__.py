"""From a question by name to its answer: what the commands and a notebook have in common."""
