"""From publication to the notice board: the sheets of the newest issue, once, and never of an old one."""

import datetime
import io
from collections.abc import Mapping
from pathlib import Path

import pypdf
import pytest
from django.test import Client
from django.utils import timezone

from bulletins import tasks
from bulletins.actions import render_files as files
from bulletins.actions.publish import publish_editions
from bulletins.actions.withdraw import withdraw
from bulletins.models import Edition
from council.people import User
from outreach.actions.take_counts import take_counts
from outreach.letters import message_of
from outreach.models import NoticeBoard, Pack, ReachCount, ResidentLetter
from tests import cast, make
from tests.council.browsers import in_english
from tests.press.paper_codes import code_on

MOST = 300_000
REASON = {"sq": "Numri i telefonit ishte i gabuar."}


@pytest.fixture
def editor(acting: None, documents: Path) -> User:
    return cast.editor()


@pytest.fixture
def board(editor: User) -> NoticeBoard:
    return NoticeBoard.objects.create(
        name="Biblioteka",
        kind="library",
        unit="gjinar",
        contact="Bibliotekarja",
        address="biblioteka@example.org",
        way="mail",
        large_print=True,
        entered_at=timezone.now(),
    )


def _drawn(issue: object, identifier: str) -> files.Made:
    return files.Made(make.paper(identifier[:9]), 1)


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> Mapping[str, object]:
    """Files of our own, so that nothing is drawn."""
    made = dict.fromkeys(files.MAKERS, _drawn)
    monkeypatch.setattr(files, "MAKERS", made)
    return made


def published(editor: User, *, ago: int = 0, **fields: object) -> list[Edition]:
    at = timezone.now() - datetime.timedelta(days=ago)
    return make.published(by=editor, approved_by=cast.chair(), languages=("sq",), at=at, **fields)  # type: ignore[arg-type]


def kinds() -> list[str]:
    return sorted(ResidentLetter.objects.values_list("kind", flat=True))


def test_the_tick_that_makes_the_sheets_sends_them_once(board: NoticeBoard, editor: User) -> None:
    """The real sheets: what hangs on the wall is what came with the letter."""
    published(editor, ago=1)
    assert not Pack.objects.exists(), "before there is a sheet nobody is written to"
    tasks.render_sheets_and_cards()
    tasks.render_sheets_and_cards()
    (letter,) = ResidentLetter.objects.all()
    message = message_of(letter)
    assert message.document
    for document in (message.document, *message.more_documents):
        assert len(document.data) <= MOST
        text = pypdf.PdfReader(io.BytesIO(document.data)).pages[0].extract_text()
        assert "Gjinar" in " ".join(text.split())
    assert len(message.more_documents) == 1
    own = f"{letter.posting.pack.web_address}?k=p&v={board.code}"
    assert all(code_on(each.data, own) for each in (message.document, *message.more_documents))
    assert message_of(letter).document == message.document, "however often it is made"
    who_follows_it_is_counted_at_its_place(own, board)
    spoken = letter.posting.pack.spoken
    assert "Gjinar" in spoken and not any(sign.isdigit() for sign in spoken)
    assert " ".join(spoken.split()) in " ".join(message.text.split())
    assert len(letter.posting.pack.message) <= 560


def who_follows_it_is_counted_at_its_place(link: str, board: NoticeBoard) -> None:
    for _each in range(6):
        answer = Client(headers={"User-Agent": "Mozilla/5.0 (Android 9)"}).get(link)
        assert answer.status_code == 200
    take_counts(at=timezone.now())
    counted = ReachCount.objects.get(place=board.code)
    assert (counted.unit, counted.channel, counted.n) == ("gjinar", "paper", 6)
    secretary = in_english(cast.secretary())
    place = " ".join(secretary.get(f"/workspace/boards/{board.pk}/").content.decode().split())
    assert '<td class="num">6</td>' in place
    ReachCount.objects.update(n=4)
    place = secretary.get(f"/workspace/boards/{board.pk}/").content.decode()
    assert "fewer than 5" in place and '<td class="num">4</td>' not in place
    for name in ("sheet", "large-print"):
        answer = secretary.get(f"/workspace/boards/{board.pk}/{name}.pdf")
        assert answer["Content-Type"] == "application/pdf" and code_on(answer.content, link)


def test_a_correction_is_handed_out_with_its_note(
    board: NoticeBoard, editor: User, cheap: object
) -> None:
    (first,) = published(editor)
    tasks.render_sheets_and_cards()
    ResidentLetter.objects.update(state="accepted")
    make.cover(bulletin=first.bulletin, by=editor, headlines=("Tregan",))
    second = make.edition(
        bulletin=first.bulletin, language="sq", by=editor, approved_by=cast.chair()
    )
    make.document(edition=second)
    publish_editions(editions=[second], at=timezone.now())
    tasks.render_sheets_and_cards()
    assert kinds() == ["pack", "pack_corrected"]
    letter = message_of(ResidentLetter.objects.get(kind="pack_corrected"))
    assert second.change_note in " ".join(letter.text.split())


def test_a_withdrawal_reaches_the_wall(board: NoticeBoard, editor: User, cheap: object) -> None:
    (edition,) = published(editor)
    tasks.render_sheets_and_cards()
    ResidentLetter.objects.update(state="accepted")
    withdraw(bulletin=edition.bulletin, reasons=REASON, by=cast.secretary(), at=timezone.now())
    tasks.render_sheets_and_cards()
    assert kinds() == ["pack", "pack_withdrawn"]
    letter = message_of(ResidentLetter.objects.get(kind="pack_withdrawn"))
    assert REASON["sq"] in letter.text and letter.document is None


def test_an_old_issue_and_one_from_before_the_portal_go_to_nobody(
    board: NoticeBoard, editor: User, cheap: object
) -> None:
    published(editor, ago=40)
    published(editor, month=make.MONTH.replace(month=9), origin="archive")
    tasks.render_sheets_and_cards()
    assert kinds() == []


def test_the_dashboard_says_how_many_places_have_answered(
    client: Client, board: NoticeBoard, editor: User, cheap: object
) -> None:
    published(editor)
    tasks.render_sheets_and_cards()
    page = in_english(cast.secretary()).get("/workspace/").content.decode()
    assert "0 of 1 notice boards have answered" in page
    chair = in_english(cast.chair()).get("/workspace/").content.decode()
    assert "notice boards have answered" not in chair
