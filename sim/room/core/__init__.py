"""A class as pure data: an event and a state make the next state. Knows single, and no network."""
