"""An address of the web as somebody says it."""

import re
from typing import Final

_DOT: Final = {"sq": "pikë", "en": "dot", "ar": "نقطة"}


def web_address(url: str, language: str) -> str:
    """The name of the site alone: `portal pikë example pikë org`. Nobody notes down a path."""
    site = re.sub(r"^https?://(?:www\.)?", "", url).partition("/")[0].partition(":")[0]
    return f" {_DOT[language]} ".join(site.split("."))
