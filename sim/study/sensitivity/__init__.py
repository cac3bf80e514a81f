"""Which of all the values an answer hangs on, and which sources."""
