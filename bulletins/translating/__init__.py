"""What a translator works with: who sees which texts, what has changed, what was said before."""
