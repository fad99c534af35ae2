"""Every address of the public side: from the site map, by links, and what forms answer."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urldefrag

from lxml import etree

from tests.inspection.answers import Answer, Asking, without_fragment

LINKS = "//@href | //@src | //@action | //@poster | //meta[@property='og:image']/@content"
WORKSPACE = re.compile("/(workspace|static)/")
REDIRECT = (301, 302, 303, 307, 308)


@dataclass
class Walk:
    """What was found, by address."""

    asking: Asking
    found: dict[str, Answer] = field(default_factory=dict)
    links: dict[str, dict[str, str]] = field(default_factory=dict)
    """By page: the address that each link leads to, as it stands there."""
    given: set[str] = field(default_factory=set)
    """Where the walk began; these may answer anything."""

    @property
    def pages(self) -> list[Answer]:
        return [answer for answer in self.found.values() if answer.is_page]

    def go(self, starts: Iterable[str]) -> None:
        self.given |= {*starts}
        waiting = [*self.given]
        while waiting:
            address = waiting.pop()
            if address in self.found:
                continue
            self.found[address] = answer = self.asking.get(address)
            if answer.status in REDIRECT:
                leads = self.asking.inside(answer, answer.headers["location"])
                waiting += [without_fragment(leads)] if leads else []
            if not answer.is_page:
                continue
            self.links[address] = links = self._links_of(answer)
            waiting += {without_fragment(to) for to in links if not WORKSPACE.match(to)}
            waiting += {to for to in links if to.startswith("/static/")}

    def _links_of(self, answer: Answer) -> dict[str, str]:
        found = answer.attributes(LINKS)
        found += [
            part.split()[0]
            for listed in answer.attributes("//@srcset")
            for part in listed.split(",")
        ]
        inside = {self.asking.inside(answer, link): link for link in found}
        posted = {
            self.asking.inside(answer, action)
            for action in answer.attributes("//form[@method='post']/@action")
        }
        return {to: link for to, link in inside.items() if to and to not in posted}

    def broken(self) -> Iterator[str]:
        """Links that lead nowhere, or to an element that is not there."""
        for page, links in self.links.items():
            for to, link in links.items():
                address, fragment = urldefrag(to)
                answer = self.found.get(address)
                if answer is None or link.startswith("#top"):
                    continue
                if answer.status >= 400 and address not in self.given:
                    yield f"{page}: {link} answers {answer.status}"
                elif (
                    fragment and answer.is_page and not answer.tree.xpath("//*[@id=$x]", x=fragment)
                ):
                    yield f"{page}: {link} leads to no element"

    def detours(self) -> Iterator[str]:
        """Links of ours that lead on to another page of ours."""
        for page, links in self.links.items():
            for to, link in links.items():
                answer = self.found.get(without_fragment(to))
                if answer and answer.status in (301, 308):
                    yield f"{page}: {link} leads on"


def site_map(asking: Asking) -> list[str]:
    """The addresses that search engines are told, from the index or the one map."""
    addresses = []
    waiting = ["/sitemap.xml"]
    while waiting:
        tree = etree.fromstring(asking.get(waiting.pop()).body)
        found = [
            str(loc).removeprefix(asking.url)
            for loc in tree.xpath("//*[local-name()='loc']/text()")
        ]
        if etree.QName(tree).localname == "sitemapindex":
            waiting += found
        else:
            addresses += found
    return addresses
