"""Translators' desk, the secretary's view of it, and the way through Word."""
