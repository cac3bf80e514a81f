"""How an answer changes over two values, or with the month of an event."""
