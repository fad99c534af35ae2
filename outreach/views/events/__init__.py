"""Dates for residents: the list, one date, calendars."""
