"""What members fill in, one subject a file."""
