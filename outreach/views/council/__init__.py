"""What the council is, what it decided and promised, and how this portal treats its readers."""
