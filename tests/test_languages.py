"""The three languages, everywhere: catalogues, pages, feeds, and the demonstration's texts."""

import datetime
import io
import itertools
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django.utils.translation import trans_real
from django.utils.translation.template import templatize

from bulletins import archived
from bulletins.content import BLOCKS, issue_from
from bulletins.models import Bulletin
from council import published as council
from council.people import Public, Role, acting_as, person_with_role
from elbasan_council import demonstration
from elbasan_council.demonstration import accounts
from elbasan_council.demonstration.reading import Calendar
from languages import AUTHORITATIVE, LANGUAGES
from languages.addresses import address
from languages.checks import check, check_text
from outreach.models import Event, News
from outreach.models import Text as TextRow
from tests import make
from tests.databases import connected_to, make_database
from tests.published import (
    TEST,
    Published,
    published_portal,
    routes,
    signed_in,
    undone,
    visitor,
)

CHECKOUT: Path = settings.BASE_DIR
PACKAGES = ("languages", "press", "council", "outreach", "bulletins", "elbasan_council")
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
}
MEMBERS = (
    # What only members read is in Albanian and English; Arabic is for the public side.
    "council/",
    "templates/council/",
    "bulletins/access.py",
    "bulletins/actions/",
    "bulletins/forms/",
    "bulletins/ordering.py",
    "bulletins/reasons.py",
    "bulletins/sources.py",
    "bulletins/states.py",
    "bulletins/studio/",
    "bulletins/translating/",
    "bulletins/views/agency_checks.py",
    "bulletins/views/approval.py",
    "bulletins/views/asking.py",
    "bulletins/views/outputs.py",
    "bulletins/views/past_issues.py",
    "bulletins/views/release.py",
    "bulletins/views/revising.py",
    "bulletins/views/standstill.py",
    "bulletins/views/studio",
    "bulletins/views/translating/",
    "bulletins/views/voice.py",
    "languages/reasons.py",
    "outreach/access.py",
    "outreach/actions/",
    "outreach/forms/help.py",
    "outreach/forms/newsroom.py",
    "outreach/forms/office/",
    "outreach/forms/targets.py",
    "outreach/models/help_check.py",
    "outreach/models/manuscript.py",
    "outreach/newsroom/",
    "outreach/office/",
    "outreach/progress.py",
    "outreach/views/office/",
    "templates/outreach/office/",
    "press/picture_field.py",
    "bulletins/composition/__init__.py",
    "elbasan_council/context.py",
    "elbasan_council/views/impact.py",
    "elbasan_council/management/commands/",
    "languages/checks/",
    "languages/personal.py",
    "outreach/access.py",
    "outreach/answers.py",
    "outreach/forms/letters.py",
    "outreach/views/office/",
    "templates/outreach/office/",
    "templates/bulletins/letters/",
    "templates/bulletins/studio/",
    "templates/workspace/",
    "templates/mfa/",
    "templates/account/",
    "bulletins/progress.py",
    "elbasan_council/accounts.py",
    "elbasan_council/admin.py",
    "elbasan_council/views/workspace.py",
)
EVERY_MONTH = [kind for kind in BLOCKS if kind not in ("text", "sentences")]
"""The kinds of block of a demonstration month: no free text, and no digest's sentences."""
HEADLINE = 55
"""Letters that fit the cover of a notice board's sheet."""


@pytest.fixture(scope="module")
def published(django_db_setup: None, django_db_blocker: Any) -> Iterator[Published]:
    with published_portal(django_db_blocker) as published:
        yield published


# Catalogues ------------------------------------------------------------------------------------


def catalogue(language: str) -> Catalog:
    with (CHECKOUT / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language)


CATALOGUES = {language: catalogue(language) for language in LANGUAGES}


def messages(language: str) -> list[Message]:
    return [message for message in CATALOGUES[language] if message.id]


def forms(string: str | list[str] | tuple[str, ...]) -> list[str]:
    return [string] if isinstance(string, str) else list(string)


@cache
def used() -> set[str]:
    """Every message that code and templates ask for."""
    modules = [file for package in PACKAGES for file in (CHECKOUT / package).rglob("*.py")]
    sources = [file.read_bytes() for file in modules]
    for file in (CHECKOUT / "templates").rglob("*.*"):
        lines = templatize(file.read_text(encoding="utf-8"), origin=file.name).splitlines()
        sources.append("\n".join(line.lstrip() for line in lines).encode())
    found: set[str] = set()
    for source in sources:
        for _, asked, message, _ in extract_python(io.BytesIO(source), KEYWORDS, (), {}):
            if message:  # none where the words are in a variable
                found.add(forms(message)["pgettext" in asked])
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_missing_and_none_is_left_over(language: str) -> None:
    known = {forms(message.id)[0] for message in messages(language)}
    assert used() - known == set()
    assert known - used() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_message_is_translated_and_nobody_doubts_it(language: str) -> None:
    faulty = [
        message.id
        for message in messages(language)
        if message.fuzzy or not is_complete(message, language)
    ]
    assert faulty == []
    assert not CATALOGUES[language].obsolete


def is_complete(message: Message, language: str) -> bool:
    """Whole; an Arabic one may be wholly missing where nobody but members reads it."""
    words = [bool(form.strip()) for form in forms(message.string)]
    inside = message.locations and all(file.startswith(MEMBERS) for file, _ in message.locations)
    return all(words) or (language == "ar" and bool(inside) and not any(words))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_message_keeps_its_placeholders(language: str) -> None:
    for message in messages(language):
        if not any(forms(message.string)):
            continue
        wanted = placeholders(forms(message.id)[-1])
        for form in forms(message.string):
            assert placeholders(form) == wanted, message.id
        assert list(message.check(CATALOGUES[language])) == [], message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_gettexts_own_check_agrees(language: str) -> None:
    program = shutil.which("msgfmt")
    assert program, "gettext is missing: bin/test installs it"
    file = CHECKOUT / "locale" / language / "LC_MESSAGES" / "django.po"
    done = subprocess.run(
        [program, "--check", "--output-file=/dev/null", str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_english_messages_say_what_they_are_called() -> None:
    """Source strings are English, so that nobody edits two texts."""
    changed = [m.id for m in messages("en") if forms(m.string)[0] != forms(m.id)[0]]
    assert changed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gate_lets_each_message_pass(language: str) -> None:
    faults = [
        (form, found.check, found.message)
        for message in messages(language)
        for form in filter(None, forms(message.string))
        for found in check_text(spoken(form, language), language)
        if found.severity == "error"
    ]
    assert faults == []


_UNMARKED = re.compile(
    r"(?<!\w)[وف]?(?:أيضا|جدا|معا|أبدا|فورا|دائما|مجانا|شكرا|قليلا|كثيرا|أولا|مثلا|غدا|لاحقا|مجددا|ليلا|نهارا|صباحا|"
    r"شخصا|يوما|شهرا|مقعدا|تلميذا|طفلا|سؤالا|قرارا|شيئا|أحدا|مالا|بعيدا|جديدا|مفتوحا|متأخرا|هاتفيا|كتابيا|جزئيا)"
    r"(?!\w)"
)
OURS_IN_ARABIC = sorted(
    path
    for folder, names in (
        ("locale/ar", "*.po"), ("templates", "*.html"), ("languages/patterns/texts/ar", "*.ftl"),
        ("elbasan_council/city", "*.toml"),
    )
    for path in (CHECKOUT / folder).rglob(names)
)  # fmt: skip


def test_our_arabic_marks_tanwin_everywhere() -> None:
    assert len(OURS_IN_ARABIC) > 100
    bare = [
        (path.name, found.group())
        for path in OURS_IN_ARABIC
        for found in _UNMARKED.finditer(path.read_text(encoding="utf-8"))
    ]
    assert bare == []


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}", text))


def spoken(message: str, language: str) -> str:
    """A message as it is read: with a word or a figure in each of its places, a capital behind a full stop."""
    words = itertools.cycle(
        {"sq": ("drita", "fusha"), "en": ("tree", "river"), "ar": ("كلمة", "ساعة")}[language]
    )

    def word(place: re.Match[str]) -> str:
        if place[0] in ("%(n)s", "%(h)s", "%(target)s"):
            return "7"
        begins = message[: place.start()].endswith((". ", "? ", "! "))
        return next(words).capitalize() if begins else next(words)

    return re.sub(r"%\(\w+\)[sd]|\{\w*\}", word, message)


# Pages -----------------------------------------------------------------------------------------


@dataclass
class Text:
    language: str
    """That of the nearest element that says one."""
    words: str


class Page(HTMLParser):
    """What a page says, and in which languages it says that it says it."""

    READ = ("alt", "title", "aria-label", "placeholder", "content")
    EMPTY = {"meta", "link", "input", "br", "hr", "img", "source"}

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[Text] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self._open: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        language = given.get("lang") or (self._open[-1][1] if self._open else "")
        for name in self.READ:
            if given.get(name):
                self.texts.append(Text(language, given[name]))
        if tag not in self.EMPTY:
            self._open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        if tag in (opened for opened, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if data.strip() and self._open and self._open[-1][0] not in ("script", "style"):
            self.texts.append(Text(self._open[-1][1], " ".join(data.split())))

    def links(self, **wanted: str) -> dict[str, str]:
        """The head's links with these attributes: hreflang → address."""
        return {
            given.get("hreflang", ""): given["href"]
            for tag, given in self.tags
            if tag == "link" and wanted.items() <= given.items() and given.get("href")
        }


def read(page: str, client: Client | None = None) -> Page:
    response = (client or visitor()).get(page)
    assert response.status_code in (200, 404), page
    return Page(response.content.decode())


def others(page: Page) -> dict[str, str]:
    """The page's other languages, as its head names them."""
    return {code: link for code, link in page.links(rel="alternate").items() if code}


def language_of(page: str) -> str:
    return next((code for code in ("en", "ar") if page.startswith(f"/{code}/")), AUTHORITATIVE)


def walked(published: Published) -> list[str]:
    """Every public page, and the answers to a reader who goes astray."""
    return [
        *published.public_pages(),
        *(f"{prefix}/nope/" for prefix in ("", "/en", "/ar")),
        *(address("stop", language, token="forged") for language in LANGUAGES),
    ]


def test_each_page_says_which_language_it_is_in(published: Published) -> None:
    for page in walked(published):
        language = language_of(page)
        (tag, given) = read(page).tags[0]
        written = {"sq": "ltr", "en": "ltr", "ar": "rtl"}[language]
        assert (tag, given["lang"], given["dir"]) == ("html", language, written), page
        assert visitor().get(page)["Content-Language"] == language, page


def test_each_page_names_itself_and_its_others_which_name_it_in_return(
    published: Published,
) -> None:
    pages = {page: read(page) for page in published.public_pages()}
    named = {page: others(found) for page, found in pages.items()}
    for page, alternates in named.items():
        own = settings.PORTAL_URL + page
        assert set(alternates) == {*LANGUAGES, "x-default"}, page
        assert alternates["x-default"] == alternates[AUTHORITATIVE], page
        assert alternates[language_of(page)] == own, page
        assert pages[page].links(rel="canonical") == {"": own}, page
        for found in alternates.values():
            assert named[found.removeprefix(settings.PORTAL_URL)] == alternates, page


def test_the_site_map_names_the_same_others(published: Published) -> None:
    found = ElementTree.fromstring(visitor().get("/sitemap.xml").content)
    names = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "x": "http://www.w3.org/1999/xhtml",
    }
    listed = found.findall("s:url", names)
    with acting_as(Public()):
        told, past = council.meeting_pages(), archived.public().count()
    assert told and past
    assert len(listed) == 15 + len(LANGUAGES) * len(told) + past
    for entry in listed:
        page = str(entry.findtext("s:loc", namespaces=names)).removeprefix(settings.PORTAL_URL)
        listed_others = {
            link.get("hreflang"): link.get("href") for link in entry.findall("x:link", names)
        }
        assert listed_others == others(read(page)), page


def test_the_albanian_prefix_leads_to_the_address_without_it(published: Published) -> None:
    for page in (address("home", "sq"), *published.public_pages()):
        if language_of(page) == AUTHORITATIVE:
            response = visitor().get(f"/sq{page}?k=m")
            assert (response.status_code, response["Location"]) == (301, f"{page}?k=m")
    for astray in ("/sq", "/sq/"):
        assert visitor().get(astray)["Location"] == "/"
    # Not to another site: `//elsewhere` would be an address of its own.
    assert not visitor().get("/sq//elsewhere.example/")["Location"].startswith("//")


def test_the_browsers_languages_choose_nothing(published: Published) -> None:
    for page in walked(published):
        response = visitor(accept_language="ar;q=1, en;q=0.5").get(page)
        assert response["Content-Language"] == language_of(page), page
        varies = {name.strip().lower() for name in response.get("Vary", "").split(",")}
        assert not varies & {"accept-language", "cookie", "*"}, page


def test_no_message_stays_english_on_a_page_in_another_language(published: Published) -> None:
    english = patterns()
    for page in walked(published):
        language = language_of(page)
        if language == "en":
            continue
        left = [
            text.words
            for text in read(page).texts
            if text.language == language and english[language].fullmatch(text.words)
        ]
        assert left == [], page


def test_no_sentence_stays_english_on_a_page_in_another_language(published: Published) -> None:
    """Also what no catalogue knows of: words in code, allauth's and Django's own."""
    for page in walked(published):
        if language_of(page) != "en":
            assert english_sentences(read(page), language_of(page)) == [], page


def test_the_workspace_speaks_the_members_language(published: Published) -> None:
    """Albanian and English; the way in as well, with what it says to a wrong password."""
    clients = {
        account.role: signed_in(account)
        for account in published.accounts
        if account.role in ("secretary", "editor")
    }
    wrong = {"login": "nobody@example.org", "password": "wrong"}
    for language in ("sq", "en"):
        asked = f"?language={language}"
        login = f"/workspace/login/{asked}"
        answers = {
            "login": visitor().get(login),
            "login with errors": visitor().post(login, wrong),
            "empty login": visitor().post(login),
            "a form without its token": Client(enforce_csrf_checks=True).post(login),
            "an invitation": visitor().get(f"/workspace/invitation/{published.invitation}/{asked}"),
            "no invitation": visitor().get(f"/workspace/invitation/forged/{asked}"),
            "no such page": visitor().get(f"/workspace/nope/{asked}"),
        }
        for pattern in routes().values():
            if pattern == "workspace/questions/slip/":
                continue  # a sheet for residents, in Albanian
            if pattern.startswith("workspace/") and "<" not in pattern:
                for role, client in clients.items():
                    answers[f"{pattern} {role}"] = client.get(f"/{pattern}{asked}", follow=True)
                    if pattern == "workspace/members/invite/":
                        answers[f"{role} invites nobody"] = client.post(f"/{pattern}{asked}", wrong)
        for name, response in answers.items():
            if not response.get("Content-Type", "").startswith("text/html") or not response.content:
                continue
            page = Page(response.content.decode())
            assert page.tags[0][1].get("lang") == language, name
            if language == "sq":
                assert english_sentences(page, "sq") == [], name


def test_what_exists_only_in_albanian_leaves_no_hole_in_other_languages(
    published: Published,
) -> None:
    """A record whose translations nobody has reviewed yet: no heading without words."""
    now = timezone.now()
    with undone():
        with acting_as(TEST):
            editor = person_with_role(Role.EDITOR, timezone.localdate(now))
            news = make.news(by=editor, slug="only-albanian", published_at=now)
            event = make.event(by=editor, slug="only-albanian", on_date=timezone.localdate(now))
            for record in (news, event):
                foreign = TextRow.objects.filter(key=record.source_key).exclude(language="sq")
                foreign.update(reviewed_at=None, reviewed_by=None)
            # As if published before this test's transaction began: what the database goes by.
            for model in (News, Event):
                model.objects.filter(slug="only-albanian").update(published_at=make.NOW)
        for page in ("/", "/en/", "/ar/"):
            html = visitor().get(page).content.decode()
            assert re.findall(r"<(h[1-6]|li|p|a)\b[^>]*>\s*</\1>", html) == [], page
        assert make.words("Papër")["sq"] in visitor().get("/").content.decode()


def test_english_left_on_a_page_is_found() -> None:
    """The two walks can fail."""
    page = Page(
        '<html lang="ar"><meta name="x"><p>اتصلوا<br><svg><use href="#x"></use></svg></p>'
        '<p lang="en">All of it</p><p>Ask for help</p></html>'
    )
    english = patterns()["ar"]
    left = [t.words for t in page.texts if t.language == "ar" and english.fullmatch(t.words)]
    assert left == ["Ask for help"]
    for sentence in ("Are you sure you want to sign out?", "Forbidden: the request is not yours"):
        found = Page(f'<html lang="sq"><p>Këshilli u mblodh.</p><p>{sentence}</p></html>')
        assert english_sentences(found, "sq") == [sentence]


def patterns() -> dict[str, re.Pattern[str]]:
    """The English messages that another language says differently, with anything in their places.

    Django's and allauth's own as well; not those of which too little is left to know them by.
    """
    found = {}
    for language in ("sq", "ar"):
        known = trans_real.translation(language)._catalog
        keys = [key for key, said in known.items() if isinstance(key, str) and said != key]
        parts = [re.split(r"%\(\w+\)[sd]|%[sd]|\{\w*\}", " ".join(key.split())) for key in keys]
        telling = [
            fixed
            for fixed in parts
            if len(re.findall("[A-Za-z]{3,}", " ".join(fixed))) >= (1 if len(fixed) == 1 else 2)
        ]
        found[language] = re.compile(
            "|".join(".+".join(re.escape(part) for part in fixed) for fixed in telling)
        )
    return found


ENGLISH = {
    "the", "and", "of", "you", "your", "are", "with", "this", "that", "from", "sign", "not",
    "please", "will", "was", "what", "whom", "which", "is", "be", "by", "been", "has", "have",
}  # fmt: skip
"""Everyday words of English that Albanian does not have."""


ADDRESS = re.compile(r"https?://\S+")


def english_sentences(page: Page, language: str) -> list[str]:
    return [
        text.words
        for text in page.texts
        if text.language == language
        and ENGLISH & set(re.findall(r"\b[a-zëç’']+\b", ADDRESS.sub(" ", text.words.lower())))
    ]


# Feeds -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_feed_is_in_its_language_and_names_whole_addresses(
    language: str, published: Published
) -> None:
    atom = {"a": "http://www.w3.org/2005/Atom"}
    own = settings.PORTAL_URL + address("bulletin-feed", language)
    answers = [
        visitor(host=host).get(address("bulletin-feed", language)).content
        for host in ("localhost", "127.0.0.1")
    ]
    assert answers[0] == answers[1], "a feed that depends on how it was asked for"
    feed = ElementTree.fromstring(answers[0])
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    (itself,) = (link for link in feed.findall("a:link", atom) if link.get("rel") == "self")
    assert itself.get("href") == own
    entries = feed.findall("a:entry", atom)
    assert len(entries) == 2
    for element in (feed, *entries):
        # RFC 4287: each has an id, a title, and says when it changed.
        assert str(element.findtext("a:id", "", atom)).startswith(settings.PORTAL_URL)
        assert element.findtext("a:title", "", atom)
        assert datetime.datetime.fromisoformat(element.findtext("a:updated", "", atom))
    for entry in entries:
        assert check_text(str(entry.findtext("a:title", "", atom)), language) == []


# The demonstration's texts ---------------------------------------------------------------------

FOLDER = Path(settings.CITY.folder) / "demonstration"
FILES = sorted(FOLDER.rglob("*.toml"))


def texts_in(value: Any, where: str = "") -> Iterator[tuple[str, Mapping[str, str]]]:
    """Every table that is a text: (where it stands, its languages)."""
    if isinstance(value, dict):
        if set(value) & set(LANGUAGES):
            yield where, value
        else:
            for key, inner in value.items():
                yield from texts_in(inner, f"{where}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from texts_in(inner, f"{where}.{number}")


def test_there_is_a_season_for_each_month() -> None:
    seasons = [path.stem for path in FILES if path.parent.name == "seasons"]
    assert seasons == [f"{month:02}" for month in range(1, 13)]
    assert {path.stem for path in FILES} >= {"core", "june_2022"}


WITHOUT_TEXTS = ("situations", "boards", "reach")
"""Members' own words in Albanian, names of places, counts."""
PUBLISHED_FILES = [path for path in FILES if path.stem not in WITHOUT_TEXTS]


@pytest.mark.parametrize("file", PUBLISHED_FILES, ids=lambda path: path.stem)
def test_each_text_of_the_demonstration_passes_the_gate_in_three_languages(file: Path) -> None:
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    found = dict(texts_in(data))
    assert found
    calendar = Calendar(
        datetime.date(2026, int(data.get("month", 10)) if file.stem.isdigit() else 10, 1)
    )
    faults = []
    for where, written in found.items():
        # What waits in the newsroom may still lack a language, and nobody reads aloud in English.
        drafted = where.startswith((".drafts", ".recording"))
        assert set(written) == set(LANGUAGES) or (drafted and AUTHORITATIVE in written), where
        slots = {
            language: sorted(re.findall(r"\{[^}]+\}", text)) for language, text in written.items()
        }
        assert all(slots[language] == slots["sq"] for language in written), where
        words = calendar.words({**dict.fromkeys(LANGUAGES, ""), **written})
        for language in written:
            findings = check(words[AUTHORITATIVE], words[language], language)
            faults += [
                (where, language, found.check, found.message)
                for found in findings
                if found.severity == "error"
            ]
    assert faults == []


# Twelve months ---------------------------------------------------------------------------------

SEASONS = "portal_seasons"


@pytest.fixture(scope="module")
def empty_portal(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """With registers and the cast, and without a month."""
    with django_db_blocker.unblock():
        make_database(SEASONS)
        with connected_to(SEASONS), acting_as(TEST):
            accounts.make_accounts()
            for archived in demonstration.archived_months():
                # Composed with the published portal; here it only stands in the way.
                Bulletin.objects.create(month=archived, origin=Bulletin.Origin.ARCHIVE)
        yield


def coming_months() -> list[datetime.date]:
    """The twelve that somebody who starts the portal now may meet."""
    months = [demonstration.last_month(timezone.localdate())]
    while len(months) < 12:
        months.append((months[-1] + datetime.timedelta(days=31)).replace(day=1))
    return months


@pytest.mark.parametrize("month", coming_months(), ids=lambda month: f"{month:%Y-%m}")
def test_each_month_has_a_full_bulletin_in_three_languages(
    month: datetime.date, empty_portal: None
) -> None:
    with connected_to(SEASONS), undone():
        demonstration.load(month=month)  # composes, and refuses any text with a fault
        with acting_as(TEST):
            editions = list(Bulletin.objects.get(month=month).editions.all())
    assert {edition.language for edition in editions} == set(LANGUAGES)
    for edition in editions:
        issue = issue_from(edition.content)
        assert edition.is_approved
        assert edition.form == issue.form == "full"
        assert [block.kind for block in issue.blocks] == EVERY_MONTH
        assert len(issue.headlines) == 3
        assert [text for text in issue.headlines if len(text) > HEADLINE] == []


def test_one_portal_can_be_carried_on_from_month_to_month(empty_portal: None) -> None:
    """A portal that was started last month, and is started again in this one."""
    with connected_to(SEASONS), undone():
        for month in coming_months()[:3]:
            demonstration.load(month=month)
            with acting_as(TEST):
                editions = Bulletin.objects.get(month=month).editions.all()
                assert {edition.is_approved for edition in editions} == {True}


def test_the_twelve_months_are_all_of_a_year() -> None:
    assert {month.month for month in coming_months()} == set(range(1, 13))
