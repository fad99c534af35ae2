"""News for residents: the list, an article, the feed."""
