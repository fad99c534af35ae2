"""After publication: the next edition with its note, the former one marked, and withdrawal."""

import datetime
import hashlib
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from bulletins.actions.approve import approve_edition
from bulletins.actions.publish import editions_to_publish, publish_editions
from bulletins.actions.render import mark_superseded
from bulletins.documents import path_of
from bulletins.models import Bulletin, Edition
from council.models import AuditRecord
from council.people import System, User, acting_as
from languages import LANGUAGES
from languages.addresses import address
from outreach.models import BoardTally, Delivery, Mailing, Page
from tests import cast, make
from tests.bulletins import studio
from tests.bulletins.studio import PARTS, browser_of, url

LATER = make.NOW + datetime.timedelta(days=1)
ATOM = "{http://www.w3.org/2005/Atom}"
NOTES = {
    "sq": "Ndreqëm emrin e fshatit.",
    "en": "We corrected the name of the village.",
    "ar": "صححنا اسم القرية.",
}
REASONS = {
    "sq": "Numri i telefonit ishte i gabuar.",
    "en": "The telephone number was wrong.",
    "ar": "كان رقم الهاتف خاطئًا.",
}


@pytest.fixture
def editor(acting: None, documents: Path) -> User:
    return cast.editor()


@pytest.fixture
def issue(editor: User) -> Bulletin:
    """October, published in three languages."""
    make.subscriber()
    return make.published(by=editor, approved_by=cast.chair())[0].bulletin


def correct(by: User, **notes: str) -> int:
    return browser_of(by).post(url("bulletin_correct"), {**NOTES, **notes}).status_code


def corrected(issue: Bulletin, by: User) -> None:
    """Edition 2 of the three languages, published."""
    make.cover(bulletin=issue, by=by, headlines=("Tregan",))
    assert correct(by) == 302
    for edition in Edition.objects.filter(number=2):
        approve_edition(
            edition=edition, content_hash=edition.content_hash, by=cast.chair(), at=make.NOW
        )
        make.document(edition=edition, data=b"%PDF-1.7 second\n%%EOF\n")
    publish_editions(editions=editions_to_publish(make.MONTH), at=LATER)


def edition_pdf(language: str, number: int) -> str:
    return address("issue-edition-pdf", language, **PARTS, number=number)


def body(client: Client, path: str) -> tuple[int, bytes]:
    answer = client.get(path)
    return answer.status_code, b"".join(answer)  # type: ignore[arg-type]


# Correction ------------------------------------------------------------------------------------


def test_a_correction_says_to_readers_what_it_corrects(
    issue: Bulletin, editor: User, client: Client
) -> None:
    corrected(issue, editor)
    for language in LANGUAGES:
        html = client.get(address("issue", language, **PARTS)).content.decode()
        assert NOTES[language] in html
        for edition in Edition.objects.filter(language=language):
            assert edition.pdf_sha256 in html
            assert edition_pdf(language, edition.number) in html
    assert Mailing.objects.count() == 3  # nobody is written to a second time


def test_a_corrected_issue_with_all_it_shows_keeps_to_the_queries_of_a_public_page(
    issue: Bulletin, editor: User, client: Client
) -> None:
    corrected(issue, editor)
    page = address("issue", "ar", **PARTS)
    client.get(page)
    BoardTally.objects.create(month=issue.month, posted=15, places=22)
    with CaptureQueriesContext(connection) as captured:
        assert b"map-pin" in client.get(page).content
    asked = [query["sql"] for query in captured if " FROM " in query["sql"]]
    asked = [sql for sql in asked if "outreach_publicchange" not in sql]
    assert any("outreach_boardtally" in sql for sql in asked)
    assert len(asked) <= 8, "\n".join(asked)


def test_each_edition_stays_at_its_own_address_byte_for_byte(
    issue: Bulletin, editor: User, client: Client
) -> None:
    corrected(issue, editor)
    for number in (1, 2):
        edition = Edition.objects.get(language="ar", number=number)
        status, data = body(client, f"{edition_pdf('ar', number)}?published")
        assert (status, hashlib.sha256(data).hexdigest()) == (200, edition.pdf_sha256)
    assert client.get(edition_pdf("ar", 3)).status_code == 404


def test_the_copy_of_a_replaced_edition_says_so_on_every_page(
    issue: Bulletin, editor: User, client: Client
) -> None:
    corrected(issue, editor)
    first = Edition.objects.get(language="en", number=1)
    before = path_of(first.pdf_name).read_bytes()
    mark_superseded(edition_id=first.pk)
    first.refresh_from_db()
    status, data = body(client, edition_pdf("en", 1))
    assert (status, hashlib.sha256(data).hexdigest()) == (200, first.marked_sha256)
    for page in PdfReader(path_of(first.marked_name)).pages:
        assert "replaced on" in page.extract_text()
    assert path_of(first.pdf_name).read_bytes() == before
    _, second = body(client, edition_pdf("en", 2))
    assert second == path_of("2024-10-en-2.pdf").read_bytes()


def test_words_that_were_not_changed_are_no_correction(issue: Bulletin, editor: User) -> None:
    assert correct(editor) == 422
    assert Edition.objects.count() == 3


def test_each_changed_language_must_say_what_it_corrects(issue: Bulletin, editor: User) -> None:
    make.cover(bulletin=issue, by=editor, headlines=("Tregan",))
    answer = browser_of(editor).post(url("bulletin_correct"), {**NOTES, "ar": " "})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"ar"}
    assert NOTES["en"] in answer.content.decode()
    assert Edition.objects.count() == 3


def test_the_database_publishes_no_correction_without_its_note(
    issue: Bulletin, editor: User
) -> None:
    corrected(issue, editor)
    with pytest.raises(IntegrityError, match="corrects_with_a_note"), transaction.atomic():
        Edition.objects.filter(number=2).update(change_note="")


# Withdrawal ------------------------------------------------------------------------------------


def withdraw(by: User, **fields: str) -> int:
    return browser_of(by).post(url("bulletin_withdraw"), fields).status_code


def entry(client: Client, language: str) -> dict[str, str]:
    """The texts of the only entry of a language's feed."""
    feed = ElementTree.fromstring(client.get(address("bulletin-feed", language)).content)
    (found,) = feed.findall(f"{ATOM}entry")
    return {part.tag.removeprefix(ATOM): part.text or "" for part in found}


def test_a_withdrawn_issue_is_gone_and_says_why_in_the_readers_language(
    issue: Bulletin, editor: User, client: Client
) -> None:
    corrected(issue, editor)
    before = {language: entry(client, language) for language in LANGUAGES}
    assert withdraw(cast.secretary(), what="all", **REASONS) == 302
    for language in LANGUAGES:
        for path in (
            address("issue", language, **PARTS),
            address("issue-pdf", language, **PARTS),
            edition_pdf(language, 1),
            edition_pdf(language, 2),
        ):
            answer = client.get(path)
            assert answer.status_code == 410
            assert REASONS[language] in answer.content.decode()
        # The entry that readers have says it too.
        told = entry(client, language)
        assert told["id"] == before[language]["id"]
        assert told["updated"] > before[language]["updated"]
        assert told["summary"] == REASONS[language]
        assert before[language]["title"] in told["title"] != before[language]["title"]
    assert "2024/10" not in client.get("/sitemap.xml").content.decode()
    assert AuditRecord.objects.filter(verb="edition.withdrawn").count() == 3


def test_an_issue_is_found_by_what_it_says_until_it_is_corrected_or_withdrawn(
    issue: Bulletin, editor: User, client: Client
) -> None:
    def found(words: str) -> bool:
        return address("issue", "sq", **PARTS) in client.get(f"/kerko/?q={words}").content.decode()

    page = address("issue", "sq", **PARTS)
    assert found("gjinar") and found("Tetor") and "Gjinar" in client.get(page).content.decode()
    corrected(issue, editor)
    # What is kept of a page holds no longer than what it shows.
    assert "Tregan" in client.get(page).content.decode()
    assert found("tregan") and not found("gjinar")
    assert client.get(page).status_code == 200
    assert withdraw(cast.secretary(), what="all", **REASONS) == 302
    assert client.get(page).status_code == 410
    assert not found("tregan")


def test_letters_that_wait_for_a_withdrawn_issue_never_go_out(issue: Bulletin) -> None:
    withdraw(cast.secretary(), what="all", **REASONS)
    assert set(Mailing.objects.values_list("state", flat=True)) == {"cancelled"}
    assert set(Delivery.objects.values_list("state", flat=True)) == {"cancelled"}


def inboxes() -> dict[str, list[tuple[int, str]]]:
    """Address → (edition, state) of each letter, in the order of the editions."""
    found: dict[str, list[tuple[int, str]]] = {}
    for row in Delivery.objects.select_related("mailing", "subscriber").order_by(
        "mailing__edition"
    ):
        assert row.subscriber
        found.setdefault(row.subscriber.address, []).append((row.mailing.edition, row.state))
    return found


@pytest.mark.parametrize("state", ["sending", "done"])
def test_a_correction_after_a_withdrawal_reaches_everybody_once(
    issue: Bulletin, editor: User, state: str
) -> None:
    """Who has the wrong letter, whose letter was called off, and who has subscribed since."""
    albanian = Mailing.objects.get(language="sq")
    late = make.subscriber(name="vonuar")
    rows = {"mailing": albanian, "language": "sq", "domain": "example.org", "next_at": make.NOW}
    Delivery.objects.create(subscriber=late, **rows)
    has_it = Delivery.objects.exclude(subscriber=late)
    has_it.update(state=Delivery.State.ACCEPTED, accepted_at=make.NOW)
    Mailing.objects.update(state=state, done_at=make.NOW if state == "done" else None)
    withdraw(cast.secretary(), what="all", **REASONS)
    make.subscriber(name="i-ri")
    make.subscriber(name="pa-konfirmuar", confirmed_at=None)
    corrected(issue, editor)
    assert inboxes() == {
        "lexues@example.org": [(1, "accepted"), (2, "pending")],
        "vonuar@example.org": [(1, "cancelled"), (2, "pending")],
        "i-ri@example.org": [(2, "pending")],
    }
    letter = Mailing.objects.get(language="sq", edition=2)
    for body in (letter.text, letter.html):
        assert NOTES["sq"] in body
    assert letter.subject != albanian.subject
    # Published once more, by a tick that runs twice: nobody is written to again.
    publish_editions(editions=editions_to_publish(make.MONTH), at=LATER)
    assert Delivery.objects.count() == 5


def test_a_correction_without_a_withdrawal_writes_to_nobody(issue: Bulletin, editor: User) -> None:
    corrected(issue, editor)
    assert inboxes() == {"lexues@example.org": [(1, "pending")]}


def test_only_readers_of_the_withdrawn_language_are_written_to(
    issue: Bulletin, editor: User
) -> None:
    reader = make.subscriber(name="arabisht", language="ar")
    assert withdraw(cast.secretary(), what="ar", ar=REASONS["ar"]) == 302
    corrected(issue, editor)
    assert inboxes() == {
        "lexues@example.org": [(1, "pending")],
        reader.address: [(2, "pending")],
    }


def test_one_translation_can_be_withdrawn_and_corrected(
    issue: Bulletin, editor: User, client: Client
) -> None:
    assert withdraw(cast.secretary(), what="ar", ar=REASONS["ar"]) == 302
    assert client.get(address("issue", "ar", **PARTS)).status_code == 410
    assert client.get(address("issue", "sq", **PARTS)).status_code == 200
    assert set(Page.objects.values_list("language", flat=True)) == {"sq", "en"}
    corrected(issue, editor)
    assert client.get(address("issue", "ar", **PARTS)).status_code == 200
    assert client.get(edition_pdf("ar", 1)).status_code == 404


@pytest.mark.parametrize("fields", [{}, {"what": "sq"}, {"what": "all", "sq": "Gabim."}])
def test_a_withdrawal_without_its_reasons_changes_nothing(
    issue: Bulletin, fields: dict[str, str]
) -> None:
    assert withdraw(cast.secretary(), **fields) == 422
    assert not Edition.objects.filter(withdrawn_at__isnull=False).exists()
    with pytest.raises(IntegrityError, match="withdrawn_with_a_reason"), transaction.atomic():
        Edition.objects.update(withdrawn_at=make.NOW)


def test_what_never_was_published_is_not_there_to_withdraw(editor: User, client: Client) -> None:
    studio.month(by=editor)
    assert withdraw(cast.secretary(), what="all", **REASONS) == 302
    assert not AuditRecord.objects.filter(verb="edition.withdrawn").exists()
    assert client.get(address("issue", "sq", **PARTS)).status_code == 404


@pytest.mark.usefixtures("committed")
def test_the_command_publishes_under_the_same_rules(tmp_path: Path, settings: object) -> None:
    from django.core.management import CommandError

    from bulletins.actions.standstill import go_on, stand_still

    settings.PORTAL_VAR = tmp_path  # type: ignore[attr-defined]
    with acting_as(System("test")):
        editor, secretary = cast.editor(), cast.secretary()
        bulletin = studio.month(by=editor)
        studio.ready(bulletin, by=editor)
        stand_still(reason="Një gabim.", by=secretary, at=make.NOW)
    with pytest.raises(CommandError, match="switched off"):
        call_command("publish_bulletin", "2024-10")
    with acting_as(System("test")):
        assert not Edition.objects.filter(published_at__isnull=False).exists()
        go_on(by=secretary, at=make.NOW)
    call_command("publish_bulletin", "2024-10")
    with acting_as(System("test")):
        assert Edition.objects.filter(published_at__isnull=False).count() == 3


def test_a_member_withdraws_and_corrects_nothing(issue: Bulletin) -> None:
    member = cast.member()
    assert withdraw(member, what="all", **REASONS) == 403
    assert correct(member) == 403
    assert not Edition.objects.filter(withdrawn_at__isnull=False).exists()
