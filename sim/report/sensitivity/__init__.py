"""What an answer hangs on, on a screen."""
