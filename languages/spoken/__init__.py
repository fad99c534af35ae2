"""Texts as they are read aloud: numbers, dates, hours, telephones and short forms in words."""

from languages.spoken.addresses import web_address
from languages.spoken.calendar import clock, date, month_and_year
from languages.spoken.numbers import number, telephone
from languages.spoken.prose import aloud

__all__ = ["aloud", "clock", "date", "month_and_year", "number", "telephone", "web_address"]
