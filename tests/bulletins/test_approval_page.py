"""The chair's minute: one page, from a letter, and one decision."""

import datetime
import html

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from bulletins.actions import letters
from bulletins.actions.approve import prepare_edition
from bulletins.actions.ask_approval import ask_approval, remind_approvers
from bulletins.actions.gather import gather
from bulletins.changes import changes
from bulletins.models import AcceptedFinding, BlockText, Edition, Returned
from council.actions.delegate import delegate
from council.actions.send_notices import _link
from council.models import AuditRecord, Notice
from council.people import Role, User
from languages import LANGUAGES
from languages.texts import digest
from outreach import mailing
from tests import cast, make
from tests.bulletins import october, studio
from tests.bulletins.studio import browser_of, url
from tests.council.browsers import in_english

DAY = datetime.timedelta(days=1)


@pytest.fixture
def editor(acting: None) -> User:
    return cast.editor()


@pytest.fixture
def chair(acting: None) -> User:
    return cast.chair()


def standing_in() -> User:
    """A cleared member to whom the chair has delegated approval today."""
    person, now = cast.informed("social_services"), timezone.now()
    today = timezone.localdate(now)
    delegate(to=person, from_date=today, to_date=today + DAY, by=cast.chair(), at=now)
    return person


def approved() -> set[str]:
    rows = Edition.objects.filter(approved_at__isnull=False)
    return set(rows.values_list("language", flat=True))


def test_the_secretary_sends_a_month_and_the_letter_opens_the_very_page(
    editor: User, chair: User
) -> None:
    studio.month(by=editor)
    browser_of(cast.secretary()).post(url("bulletin_ask_approval"))
    notice = Notice.objects.get(kind=letters.TO_APPROVE)
    assert (notice.person, notice.about) == (chair, "2024-10")
    assert _link(notice) == url("bulletin_approve")
    page = browser_of(chair).get(_link(notice))
    assert page.status_code == 200
    assert make.words("Gjinar")["sq"] in page.content.decode()


def test_where_the_albanian_is_refused_no_digest_goes_to_the_chair_either(
    editor: User, chair: User
) -> None:
    studio.month(by=editor)
    headline = BlockText.objects.get(field="headline:0", language="sq")
    BlockText.objects.filter(pk=headline.pk).update(reviewed_by=None, reviewed_at=None)
    reply = in_english(cast.secretary()).post(url("bulletin_ask_approval"), follow=True)
    said = html.unescape(reply.content.decode())
    assert "Shqip cannot be sent yet: 1 text keeps it back." in said
    assert "Headline 1: the text is not reviewed" in said
    assert "Nothing was sent to the chair: the other languages come after the Albanian." in said
    assert "Sent to the chair" not in said
    assert not Edition.objects.exists()
    assert not Notice.objects.filter(kind=letters.TO_APPROVE).exists()


def test_the_first_page_says_what_waits_for_the_chair_and_for_nobody_else(
    editor: User, chair: User
) -> None:
    line = "Approve the bulletin of October 2024: 3 languages"
    bulletin = studio.month(by=editor)
    assert line not in in_english(chair).get("/workspace/").content.decode()
    ask_approval(bulletin=bulletin, by=editor, at=make.NOW, on=make.TODAY)
    delegate = standing_in()
    for person in (chair, delegate):
        page = in_english(person).get("/workspace/").content.decode()
        assert line in page
        assert f'href="{url("bulletin_approve")}"' in page
    assert (
        f'href="{url("bulletin_release")}"' in in_english(chair).get("/workspace/").content.decode()
    )
    for person in (editor, cast.secretary(), cast.observer(), cast.liaison()):
        assert line not in in_english(person).get("/workspace/").content.decode()
    browser_of(chair).post(url("bulletin_return"), {"word": "Më shkurt.", "language": "all"})
    assert line not in in_english(chair).get("/workspace/").content.decode(), "its authors have it"


def test_what_changed_is_said_in_words_and_what_is_in_order_is_folded(
    editor: User, chair: User
) -> None:
    october.promise(by=editor)
    bulletin = studio.month(by=editor)
    gather(bulletin=bulletin, by=editor, at=make.NOW)
    prepare_edition(bulletin=bulletin, language="sq", by=editor, at=make.NOW, on=make.TODAY)
    phone = in_english(chair)
    assert "Nothing is late." not in phone.get(url("bulletin_approve")).content.decode()
    block = bulletin.blocks.get(kind="promises")
    row = block.facts["rows"][0]
    assert row["state"] == "late"
    row |= {"state": "on_time", "new_deadline": "2024-12-15"}
    block.save()
    prepare_edition(bulletin=bulletin, language="sq", by=editor, at=make.NOW, on=make.TODAY)
    page = phone.get(url("bulletin_approve")).content.decode()
    assert ">15 dhjetor 2024</ins>" in page
    assert ">30 nëntor 2024</del>" in page
    assert ">late</del>" not in page
    assert "Nothing is late." in page
    assert "<summary>Done: 0. On time: 1.</summary>" in page


def test_of_a_correction_it_is_said_that_nobody_gets_a_second_letter(
    editor: User, chair: User
) -> None:
    make.subscriber()
    bulletin = make.published(by=editor, approved_by=chair)[0].bulletin
    make.cover(bulletin=bulletin, by=editor, headlines=("Tregan",))
    make.edition(bulletin=bulletin, language="sq", by=editor)
    out = "The month's letter is out already"
    page = in_english(chair).get(url("bulletin_approve"))
    assert out in html.unescape(page.content.decode())
    assert page.context["recipients"] == 0
    mailing.call_off(month=make.MONTH, language="sq")
    page = in_english(chair).get(url("bulletin_approve"))
    assert page.context["recipients"] == 1


def test_what_waits_for_two_days_is_reminded_of_once(editor: User, chair: User) -> None:
    studio.waiting(by=editor)
    for days in (1, 2, 3, 4):
        remind_approvers(at=make.NOW + days * DAY)
    assert Notice.objects.filter(kind=letters.TO_APPROVE).count() == 2


def test_the_page_says_what_is_late_who_gets_it_and_what_was_accepted(
    editor: User, chair: User
) -> None:
    october.promise(by=editor)
    bulletin = studio.month(by=editor)
    gather(bulletin=bulletin, by=editor, at=make.NOW)
    make.subscriber()
    text = BlockText.objects.filter(language="sq").earliest("pk")
    AcceptedFinding.objects.create(
        text=text,
        check_name="length",
        excerpt="Gjinar",
        text_digest=digest(text.text),
        reason="Kështu quhet fshati.",
        by=editor,
        at=make.NOW,
    )
    browser_of(editor).post(url("bulletin_ask_approval"))
    page = browser_of(chair).get(url("bulletin_approve"), {"preview": "ar"})
    html = page.content.decode()
    assert make.words("Gracen", 7)["sq"] in html
    assert "tag--late" in html
    assert "Kështu quhet fshati." in html
    assert {row.code: row.recipients for row in page.context["editions"]} == {
        "sq": 1,
        "en": 0,
        "ar": 0,
    }
    assert make.words("Gjinar")["ar"] in html


def test_one_press_approves_every_language(editor: User, chair: User) -> None:
    studio.waiting(by=editor)
    studio.approve(browser_of(chair))
    assert approved() == set(LANGUAGES)
    assert set(Edition.objects.values_list("on_behalf_of", flat=True)) == {""}


def test_one_language_can_be_approved_alone(editor: User, chair: User) -> None:
    studio.waiting(by=editor)
    studio.approve(browser_of(chair), "en")
    assert approved() == {"en"}


def test_words_that_changed_stand_beside_what_the_chair_saw(editor: User, chair: User) -> None:
    bulletin = studio.waiting(by=editor)
    browser = browser_of(chair)
    seen = {f"hash_{e.language}": e.content_hash for e in Edition.objects.all()}
    assert not browser.get(url("bulletin_approve")).context["changed"]
    make.cover(bulletin=bulletin, by=editor, headlines=("Tregan",))
    prepare_edition(bulletin=bulletin, language="sq", by=editor, at=make.NOW, on=make.TODAY)
    browser.post(url("bulletin_approve"), {**seen, "language": "sq"})
    assert approved() == set()
    for _ in range(2):  # opening it again loses nothing
        (row,) = browser.get(url("bulletin_approve")).context["changed"]
        (change,) = row.changes
        assert (change.before, change.now) == (
            make.words("Gjinar")["sq"],
            make.words("Tregan")["sq"],
        )


def test_a_row_is_compared_with_itself_wherever_it_stands() -> None:
    def content(*rows: tuple[str, str]) -> dict[str, object]:
        told = [{"number": number, "text": text} for number, text in rows]
        return {"blocks": [{"kind": "decisions", "title": "Vendime", "rows": told}]}

    found = changes(content(("1", "a"), ("2", "b")), content(("2", "b"), ("3", "c")))
    assert {(change.before, change.now) for change in found} == {
        ("", "3"),
        ("", "c"),
        ("1", ""),
        ("a", ""),
    }


def test_the_chair_returns_it_with_a_word(editor: User, chair: User) -> None:
    studio.waiting(by=editor)
    browser = browser_of(chair)
    studio.approve(browser, "sq")
    assert browser.post(url("bulletin_return"), {"word": " "}).status_code == 422
    browser.post(url("bulletin_return"), {"word": "Titulli i parë nuk kuptohet."})
    assert approved() == set()
    told = set(Notice.objects.filter(kind=letters.RETURNED).values_list("person", flat=True))
    assert told == {editor.pk}
    page = browser_of(editor).get(url("bulletin_release"))
    assert "Titulli i parë nuk kuptohet." in page.content.decode()
    browser_of(editor).post(url("bulletin_ask_approval"))
    assert Returned.objects.get().settled_at is not None
    assert AuditRecord.objects.filter(verb="edition.returned").count() == 1


def test_a_delegate_approves_on_behalf_of_the_chair(editor: User, chair: User) -> None:
    studio.waiting(by=editor)
    person = standing_in()
    browser = browser_of(person)
    assert chair.title in browser.get(url("bulletin_approve")).content.decode()
    studio.approve(browser)
    edition = Edition.objects.get(language="ar")
    assert (edition.approved_by, edition.on_behalf_of) == (person, chair.title)
    assert edition.delegation is not None


def test_a_delegate_who_wrote_in_it_approves_nothing(editor: User, chair: User) -> None:
    studio.waiting(by=editor)
    person = standing_in()
    text = BlockText.objects.earliest("pk")
    text.edited_by = person
    text.save()
    browser = browser_of(person)
    assert not browser.get(url("bulletin_approve")).context["may_approve"]
    sent = {f"hash_{e.language}": e.content_hash for e in Edition.objects.all()}
    assert browser.post(url("bulletin_approve"), {**sent, "language": "all"}).status_code == 403
    assert approved() == set()


def test_the_author_approves_nothing_and_is_told_why(editor: User, chair: User) -> None:
    studio.waiting(by=editor)
    browser = browser_of(editor)
    sent = {f"hash_{e.language}": e.content_hash for e in Edition.objects.all()}
    assert browser.post(url("bulletin_approve"), {**sent, "language": "all"}).status_code == 403
    assert browser.post(url("bulletin_return"), {"word": "Jo."}).status_code == 403
    assert approved() == set()


def test_the_database_knows_no_approval_on_behalf_without_a_delegation(
    editor: User, chair: User
) -> None:
    studio.waiting(by=editor)
    with pytest.raises(IntegrityError, match="on_behalf_by_delegation"), transaction.atomic():
        Edition.objects.update(on_behalf_of="The chair")


@pytest.mark.parametrize("role", [Role.LIAISON, Role.OBSERVER, Role.TRANSLATOR, Role.MEMBER])
def test_others_see_nothing_of_a_month_before_it_is_published(editor: User, role: Role) -> None:
    studio.waiting(by=editor)
    browser = browser_of(cast.person(role=role, agency="state_police"))
    for name in ("bulletin_approve", "bulletin_release", "bulletin_checks", "bulletin_correct"):
        page = browser.get(url(name))
        assert page.status_code in (302, 403)
        assert "Gjinar" not in page.content.decode()
