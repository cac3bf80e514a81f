"""Several scenarios against one reference, side by side on the same luck."""
