"""Which option is best, by what, and how sure that is."""
