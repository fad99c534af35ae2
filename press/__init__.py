"""Values into things: documents, charts, codes, clean HTML. Knows no council and no bulletin."""
