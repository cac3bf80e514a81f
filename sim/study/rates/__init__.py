"""Base rates from the record of deeds, by one rule."""
