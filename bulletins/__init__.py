"""The monthly bulletin: gathered, written, translated, approved, rendered, published."""
