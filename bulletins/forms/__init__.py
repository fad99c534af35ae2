"""What is filled in about a bulletin, one subject a file."""
