"""The public face: news, events, help, subscribers, letters to residents."""
