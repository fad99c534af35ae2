"""What members fill in about a bulletin, one subject a file."""
