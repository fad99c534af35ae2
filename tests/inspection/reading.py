"""What the answers themselves say: links, languages, cookies, third parties, scripts."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from languages import LANGUAGES
from tests.inspection.answers import Answer
from tests.inspection.walk import Walk

LOADS = (
    "//script/@src | //img/@src | //link[@rel='stylesheet' or @rel='icon']/@href | //iframe/@src"
)

OPTIONAL = re.compile("/leave[.]")
"""Leaves a page without a trace in the history; without it the link leads away all the same."""


def read(answer: Answer, url: str) -> Iterator[str]:
    """What is wrong with an answer by itself."""
    if "set-cookie" in answer.headers:
        yield "it sets a cookie"
    if "accept-language" in answer.headers.get("vary", "").lower():
        yield "it changes with Accept-Language"
    if not answer.is_page:
        return
    for script in answer.tree.xpath("//script[not(@type='application/ld+json')]"):
        if not OPTIONAL.search(str(script.get("src"))):
            yield f"a script: {script.get('src')}"
    for loaded in answer.attributes(LOADS):
        if urlsplit(loaded).netloc not in ("", urlsplit(url).netloc):
            yield f"it loads {loaded}"
    if answer.tree.xpath("count(//h1)") != 1:
        yield "it has not one heading of the first level"
    if answer.tree.xpath("//@style"):
        yield "it has a style of an element"


def reciprocity(walk: Walk) -> Iterator[str]:
    """Each page that names its others is named by them, and x-default is the Albanian one."""
    named = {page.address: _others(page, walk) for page in walk.pages if page.status == 200}
    for address, others in named.items():
        if not others:
            continue
        own = walk.found[address].language
        if others.get("x-default") != others.get("sq"):
            yield f"{address}: x-default is not the Albanian page"
        for language, other in others.items():
            if other not in named:
                yield f"{address}: {language} leads to {other}, which is no page"
            elif language in LANGUAGES and named[other].get(own) != others.get(own):
                yield f"{address}: {other} does not name it"
            elif language in LANGUAGES and walk.found[other].language != language:
                yield f"{address}: {other} is not in {language}"


def _others(page: Answer, walk: Walk) -> Mapping[str, str]:
    links = page.tree.xpath("//link[@rel='alternate' and @hreflang]")
    return {
        str(link.get("hreflang")): walk.asking.inside(page, str(link.get("href"))) or ""
        for link in links
    }
