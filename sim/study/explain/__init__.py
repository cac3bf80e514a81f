"""Why an effect is what it is, what is left of it without this or that, what would flip it."""
