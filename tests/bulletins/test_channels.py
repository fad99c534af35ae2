"""An issue's addresses say by which way they were handed out, the same to everybody."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from bulletins.models import Edition
from bulletins.outputs import rendering, sheets
from languages import LANGUAGES
from languages.addresses import address
from press import qr
from tests import cast, make
from tests.bulletins import outlets


@pytest.fixture
def issue(acting: None, documents: Path) -> list[Edition]:
    return make.published(by=cast.editor(), approved_by=cast.chair())


def _own(text: str) -> set[str]:
    """Addresses of the month's issue in a text."""
    month = make.MONTH
    found: set[str] = set()
    for language in LANGUAGES:
        for name in ("issue", "issue-pdf"):
            path = address(name, language, year=month.year, month=month.month)
            found |= set(re.findall(re.escape(settings.PORTAL_URL + path) + r"[^\s\"#<]*", text))
    return found


def test_every_address_of_a_letter_says_that_it_came_by_mail(issue: list[Edition]) -> None:
    for edition in issue:
        _subject, text, html = rendering.letter(edition)
        for part in (text, html):
            assert _own(part)
            assert {link.partition("?")[2] for link in _own(part)} == {"k=m"}


def test_a_code_on_paper_says_so_and_what_is_printed_beside_it_stays_short(acting: None) -> None:
    for language in LANGUAGES:
        found = outlets.sample(language)
        with translation.override(language):
            poster = sheets._html("poster", found, "", [], "s0")
            document = rendering.document_html(found)
        code = _drawn(qr.svg(f"{found.web_address}?k=p"))
        assert code in _drawn(poster)
        assert code in _drawn(document)
        assert "?k=" not in poster + document


def _drawn(svg: str) -> str:
    """The longest path: the code's own squares."""
    return max(re.findall(r' d="([^"]+)"', svg), key=len)


def test_what_is_shared_says_so_and_the_page_itself_does_not(
    client: Client, issue: list[Edition]
) -> None:
    for language in LANGUAGES:
        path = address("issue", language, year=make.MONTH.year, month=make.MONTH.month)
        page = client.get(path).content.decode()
        assert page.count("%3Fk%3Ds") == 2
        assert f'name="page" value="{path}"' in page  # was this page useful?
        assert _own(page) & {settings.PORTAL_URL + path}
        assert not any("k=" in link for link in _own(page))
