"""Babel's locale for each language: British English, Arabic as it is everywhere."""

from typing import Final

BABEL: Final = {"sq": "sq", "en": "en_GB", "ar": "ar"}
