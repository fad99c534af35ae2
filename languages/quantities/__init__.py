"""What a text counts and dates: numbers in figures and in words, hours, months, telephones."""
