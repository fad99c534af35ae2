"""The three languages of the portal, and what is true of words in each of them."""

from typing import Final, Literal

Direction = Literal["ltr", "rtl"]

LANGUAGES: Final = ("sq", "en", "ar")
AUTHORITATIVE: Final = "sq"

_OWN_NAMES: Final = {"sq": "Shqip", "en": "English", "ar": "العربية"}


def own_name(code: str) -> str:
    """The language's name for itself. KeyError for a code that is not in LANGUAGES."""
    return _OWN_NAMES[code]


def direction(code: str) -> Direction:
    """How the language is written, for `dir=`. KeyError for a code that is not in LANGUAGES."""
    own_name(code)
    return "rtl" if code == "ar" else "ltr"
