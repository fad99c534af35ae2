"""The survey: opened, answered, counted, released."""
