"""What readers say is wrong, and what came of it."""
