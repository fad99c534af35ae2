"""Keeping the help lines and topics right."""
