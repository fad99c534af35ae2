"""The bulletin's editor as values, and where its pages are."""
