"""HTML that editors wrote, reduced to what pages, letters and documents may hold."""

import re

import nh3

TAGS = {"p", "br", "h3", "ul", "ol", "li", "strong", "em", "a", "bdi"}
ATTRIBUTES = {"*": {"lang", "dir"}, "a": {"href"}}
SCHEMES = {"https", "mailto", "tel"}
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")


def clean(html: str) -> str:
    """Keep the ten elements of `TAGS` with href, lang and dir; drop everything else.

    The text of unknown elements stays, that of script and style goes. Addresses are https,
    mailto or tel; a relative one is dropped, because the same text is also printed and mailed.
    """
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes=SCHEMES,
        clean_content_tags={"script", "style"},
        strip_comments=True,
        link_rel=None,
    )


def _attribute(_tag: str, name: str, value: str) -> str | None:
    """The value to keep, or None to drop the attribute."""
    if name == "dir":
        return value if value in ("ltr", "rtl", "auto") else None
    if name == "lang":
        return value if _LANGUAGE.match(value) else None
    if name == "href":
        scheme = value.strip().partition(":")[0].lower()
        return value if scheme in SCHEMES else None
    return None
