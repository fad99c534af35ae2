"""Babel's locale for each language: British English, Arabic as it is everywhere."""

from typing import Final

BABEL: Final = {"sq": "sq", "en": "en_GB", "ar": "ar"}

OPEN_GRAPH: Final = {"sq": "sq_AL", "en": "en_GB", "ar": "ar_AR"}
"""As the Open Graph protocol writes them."""
