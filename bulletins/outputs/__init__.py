"""What an edition becomes: page, document and letter, sheets, cards, speech, short messages."""
