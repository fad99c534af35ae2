"""Notice boards: the month's pack goes to each place once, and its contact says what became of it."""

import io
import re
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pypdf
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from bulletins.outputs import sheets as issue_sheets
from council.people import NotAllowed, Public, acting_as
from outreach import boards, reach, tasks
from outreach.actions.boards import hand_out as acts
from outreach.actions.boards.answer import (
    Answer,
    carry_out_answers,
    enter_by_telephone,
    say,
)
from outreach.actions.send_letters import send_resident_letters
from outreach.models import (
    BoardTally,
    NoticeBoard,
    Posting,
    PostingAnswer,
    PublicChange,
    ResidentLetter,
)
from outreach.tokens import posted_token, sheet_token
from press import pdf
from tests import cast, make
from tests.bulletins import outlets
from tests.council.browsers import browser_of, in_english
from tests.outreach.ledger import TEST
from tests.outreach.test_resident_letters import body, files

PAGE = "/workspace/boards/"
OCTOBER = make.MONTH
NOVEMBER = OCTOBER.replace(month=11)
LINK = re.compile(r"/afishimi/([\w.-]+)/")
State = ResidentLetter.State


@pytest.fixture
def var(settings: Settings, tmp_path: Path) -> Path:
    settings.PORTAL_VAR = tmp_path
    return tmp_path


def board(name: str = "Biblioteka e qytetit", **fields: object) -> NoticeBoard:
    told = {
        "kind": "library",
        "unit": "gjinar",
        "contact": "Bibliotekarja",
        "address": "biblioteka@example.org",
        "way": "mail",
        "entered_at": timezone.now(),
    }
    return NoticeBoard.objects.create(name=name, **{**told, **fields})


def handed(month: object = OCTOBER, edition: int = 1, **fields: object) -> None:
    folder = Path(settings.PORTAL_VAR) / "documents"
    folder.mkdir(exist_ok=True)
    for name in ("sheet", "large"):
        (folder / f"{month}-{name}.pdf").write_bytes(make.paper(f"{name} {month} {edition}"))
    told = {
        "title": "Buletini",
        "spoken": "Këshilli vendosi.\nTelefononi njëqind e dymbëdhjetë.",
        "message": "*Buletini*\n• Këshilli vendosi drita të reja.",
        "change_note": "",
        "web_address": "http://localhost:8000/buletini/2024/10/",
        "read_address": "http://localhost:8000/buletini/2024/10/lexo/",
        "sheet": folder / f"{month}-sheet.pdf",
        "large_print": folder / f"{month}-large.pdf",
    }
    pack = boards.Handed(month=month, edition=edition, **{**told, **fields})  # type: ignore[arg-type]
    boards.hand_over(pack=pack, at=timezone.now())


def sheets(letter: EmailMessage) -> dict[str, str]:
    """The text of each PDF that came with a letter, by its name."""
    return {
        part.get_filename() or "": pypdf.PdfReader(io.BytesIO(part.get_content()))
        .pages[0]
        .extract_text()
        for part in letter.iter_attachments()
    }


def address_of(letter: EmailMessage) -> str:
    found = LINK.search(body(letter, "plain"))
    assert found
    return found.group()


# Letters ---------------------------------------------------------------------------------------


def test_each_place_by_mail_gets_one_letter_with_the_sheets_it_wants(
    committed: None, outbox: Path, var: Path
) -> None:
    with acting_as(TEST):
        board()
        board("Shkolla", address="shkolla@example.org", large_print=True)
        board("Zyra", address="", way="printed")
        board("E mbyllur", address="mbyllur@example.org", retired_at=timezone.now())
        handed()
    assert send_resident_letters() == 2
    with acting_as(TEST):
        handed()
    tasks.boards()
    assert send_resident_letters() == 0
    letters = {letter["To"]: letter for letter in files(outbox)}
    assert sorted(letters) == ["biblioteka@example.org", "shkolla@example.org"]
    assert sheets(letters["biblioteka@example.org"]) == {"afishe-2024-10.pdf": "sheet 2024-10-01 1"}
    assert sorted(sheets(letters["shkolla@example.org"])) == [
        "afishe-2024-10.pdf",
        "shkronja-te-medha-2024-10.pdf",
    ]
    for letter in letters.values():
        assert letter["Content-Language"] == "sq"
        for part in ("plain", "html"):
            assert "Telefononi njëqind e dymbëdhjetë." in body(letter, part)
            assert LINK.search(body(letter, part))
    assert address_of(letters["biblioteka@example.org"]) != address_of(
        letters["shkolla@example.org"]
    )


def test_a_place_entered_later_gets_the_months_sheet_too(
    committed: None, outbox: Path, var: Path
) -> None:
    with acting_as(TEST):
        handed()
        board()
    tasks.boards()
    tasks.boards()
    assert send_resident_letters() == 1


def test_a_sender_killed_in_the_middle_doubles_and_loses_no_letter(
    committed: None, outbox: Path, var: Path
) -> None:
    with acting_as(TEST):
        for number in range(3):
            board(f"Shkolla {number}", address=f"shkolla-{number}@example.org")
        handed()
        first, second, _third = ResidentLetter.objects.all()
    assert send_resident_letters() == 3
    with acting_as(TEST):
        # As a sender leaves them that dies after one file was written, and before the other.
        ResidentLetter.objects.filter(pk=first.pk).update(state="handing_off", lease_owner=1)
        (outbox / f"resident-{second.pk}.eml").unlink()
        ResidentLetter.objects.filter(pk=second.pk).update(state="leased", lease_owner=1)
    assert send_resident_letters() == 1
    assert len(files(outbox)) == 3
    with acting_as(TEST):
        assert set(ResidentLetter.objects.values_list("state", flat=True)) == {"accepted"}


def test_a_sheet_that_was_lost_keeps_its_letter_back_and_no_other(
    committed: None, outbox: Path, var: Path
) -> None:
    with acting_as(TEST):
        board()
        handed()
        ResidentLetter.objects.create(
            kind="welcome",
            subscriber=make.subscriber(),
            language="sq",
            written_at=timezone.now(),
            next_at=timezone.now(),
        )
    lost = var / "documents" / f"{OCTOBER}-sheet.pdf"
    data = lost.read_bytes()
    lost.unlink()
    assert send_resident_letters() == 1
    lost.write_bytes(data)
    with acting_as(TEST):
        ResidentLetter.objects.filter(state="pending").update(next_at=timezone.now())
    assert send_resident_letters() == 1


def test_a_correction_goes_to_everybody_and_says_what_changed(
    committed: None, outbox: Path, var: Path
) -> None:
    with acting_as(TEST):
        board()
        handed()
    send_resident_letters()
    with acting_as(TEST):
        late = board("Shkolla", address="shkolla@example.org")
        handed(edition=2, change_note="Ora e takimit u ndryshua.")
    send_resident_letters()
    mine = [letter for letter in files(outbox) if letter["To"] == "biblioteka@example.org"]
    corrected = [letter for letter in mine if "Ora e takimit" in body(letter, "plain")]
    assert len(mine) == 2 and len(corrected) == 1
    assert "2" in sheets(corrected[0])["afishe-2024-10.pdf"]
    with acting_as(TEST):
        # Whoever never had the first sheet gets the sheet, and no talk of a correction.
        assert late.postings.get().letters.get().kind == "pack"


def test_a_letter_that_waits_is_called_off_by_what_comes_after(
    committed: None, outbox: Path, var: Path
) -> None:
    with acting_as(TEST):
        board()
        handed()
        handed(edition=2, change_note="Ora u ndryshua.")
    assert send_resident_letters() == 1
    (letter,) = files(outbox)
    assert "Ora u ndryshua." not in body(letter, "plain"), "nobody had the first sheet"


def test_after_a_withdrawal_who_had_the_sheet_is_asked_to_take_it_down(
    committed: None, outbox: Path, var: Path
) -> None:
    with acting_as(TEST):
        board()
        handed()
    send_resident_letters()
    with acting_as(TEST):
        waits = board("Shkolla", address="shkolla@example.org")
        acts.hand_out(at=timezone.now())
        boards.withdraw(month=OCTOBER, reason="Një numër ishte i gabuar.", at=timezone.now())
        boards.withdraw(month=OCTOBER, reason="Një numër ishte i gabuar.", at=timezone.now())
        assert [letter.state for letter in waits.postings.get().letters.all()] == ["cancelled"]
    tasks.boards()
    assert send_resident_letters() == 1
    (letter,) = (one for one in files(outbox) if "Një numër" in body(one, "plain"))
    assert letter["To"] == "biblioteka@example.org" and sheets(letter) == {}


def test_who_has_not_answered_is_reminded_once(committed: None, outbox: Path, var: Path) -> None:
    with acting_as(TEST):
        board()
        said = board("Shkolla", address="shkolla@example.org")
        handed()
        Posting.objects.filter(board=said).update(
            outcome="posted", answered_at=timezone.now(), answered_by="telephone"
        )
    send_resident_letters()
    tasks.boards()
    assert send_resident_letters() == 0
    with acting_as(TEST):
        Posting.objects.update(made_at=timezone.now() - timedelta(days=8))
    tasks.boards()
    tasks.boards()
    assert send_resident_letters() == 1
    with acting_as(TEST):
        assert ResidentLetter.objects.get(kind="pack_reminder").posting.board != said


# The contact's own page ------------------------------------------------------------------------


@pytest.fixture
def posting(acting: None, var: Path) -> Posting:
    place = board(name_en="City library", name_ar="مكتبة المدينة")
    handed()
    return place.postings.get()


def page(posting: Posting, language: str = "sq") -> str:
    door = {"sq": "/afishimi", "en": "/en/posted", "ar": "/ar/posted"}[language]
    return f"{door}/{posted_token(posting.pk)}/"


def words(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("language", "place"),
    [("sq", "Biblioteka e qytetit"), ("en", "City library"), ("ar", "مكتبة المدينة")],
)
def test_the_page_is_small_and_speaks_three_languages(
    client: Client, posting: Posting, language: str, place: str
) -> None:
    answer = client.get(page(posting, language))
    assert answer.status_code == 200 and place in words(answer)
    style = Path(settings.BASE_DIR) / "elbasan_council/static/portal/posted.css"
    assert len(answer.content) + style.stat().st_size <= 14_000
    assert b"<script" not in answer.content
    assert not answer.cookies


def test_a_look_changes_nothing_and_one_answer_is_carried_into_the_register(
    client: Client, posting: Posting
) -> None:
    client.get(page(posting))
    assert not PostingAnswer.objects.exists()
    answer = client.post(page(posting, "en"), {"outcome": "posted", "heard": "٢٥"})
    assert answer.status_code == 200
    assert "The sheet is posted" in words(answer) and "25" in words(answer)
    assert "25" in words(client.get(page(posting, "en"))), "before any worker came by"
    tasks.wishes()
    posting.refresh_from_db()
    assert (posting.outcome, posting.heard, posting.answered_by) == ("posted", 25, "link")
    assert not PostingAnswer.objects.exists()


def test_the_last_answer_counts_until_the_next_issue(client: Client, posting: Posting) -> None:
    client.post(page(posting), {"outcome": "posted"})
    client.post(page(posting), {"outcome": "could_not", "reason": "closed", "heard": "7"})
    tasks.wishes()
    posting.refresh_from_db()
    assert (posting.outcome, posting.reason, posting.heard) == ("could_not", "closed", None)
    handed(NOVEMBER)
    for method in (client.get, client.post):
        answer = method(page(posting, "en"), {"outcome": "posted"})
        assert answer.status_code == 410
        assert "Use the link in the newest letter" in words(answer)
    assert not PostingAnswer.objects.exists()


def test_a_sheet_that_was_replaced_or_withdrawn_takes_no_answer(
    client: Client, posting: Posting
) -> None:
    handed(edition=2, change_note="Ora u ndryshua.")
    newer = Posting.objects.get(pack__edition=2)
    assert client.get(page(posting)).status_code == 410
    assert client.get(page(newer)).status_code == 200
    boards.withdraw(month=OCTOBER, reason="Gabim.", at=timezone.now())
    answer = client.get(page(newer, "en"))
    assert answer.status_code == 410 and "take the sheet down" in words(answer)


def test_an_altered_link_is_told_from_an_old_one(client: Client, posting: Posting) -> None:
    token = posted_token(posting.pk)
    for wrong in (f"{token[:-1]}{'A' if token[-1] != 'A' else 'B'}", token[:20], "x", "a.b.c"):
        answer = client.get(f"/en/posted/{wrong}/")
        assert answer.status_code == 404 and "not whole" in words(answer)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "Choose what became of the sheet."),
        ({"outcome": "eaten"}, "Choose what became of the sheet."),
        ({"outcome": "read"}, "Write how many people listened."),
        ({"outcome": "posted", "heard": "-3"}, "Write the number of people in digits"),
        ({"outcome": "posted", "heard": "many"}, "Write the number of people in digits"),
        ({"outcome": "posted", "heard": "99999999999"}, "Write the number of people in digits"),
        ({"outcome": "could_not"}, "Choose a reason from the list."),
        (
            {"outcome": "posted", "note": "Pyesni z. Agron Hoxha, 069 123 4567"},
            "Leave out names, telephone numbers",
        ),
    ],
)
def test_what_does_not_fit_is_said_at_its_field_and_kept(
    client: Client, posting: Posting, said: dict[str, str], sentence: str
) -> None:
    answer = client.post(page(posting, "en"), said)
    assert answer.status_code == 422
    assert words(answer).count(sentence) == 2, "in the summary and at the field"
    assert said.get("note", "") in answer.content.decode()
    assert not PostingAnswer.objects.exists()


def test_another_sites_page_cannot_answer(client: Client, posting: Posting) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(page(posting), {"outcome": "posted"}, headers=headers).status_code == 403


def test_the_public_role_reads_no_place_and_no_answer(acting: None, posting: Posting) -> None:
    for table in ("noticeboard", "pack", "posting", "postinganswer"):
        refused = pytest.raises(DatabaseError)
        with refused, transaction.atomic(), acting_as(Public()), connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM outreach_{table}")


# The secretary's pages -------------------------------------------------------------------------

TOLD = {
    "name": "Shkolla e mesme",
    "kind": "school",
    "unit": "gjinar",
    "contact": "Drejtoria e shkollës",
    "address": "shkolla@example.org",
    "way": "mail",
    "sheets": "2",
}


@pytest.fixture
def secretary(acting: None, var: Path) -> Iterator[Client]:
    yield in_english(cast.secretary())


def test_a_place_is_entered_changed_retired_and_taken_up_again(secretary: Client) -> None:
    handed()
    answer = secretary.post(f"{PAGE}enter/", TOLD)
    assert answer.status_code == 302
    place = NoticeBoard.objects.get()
    assert place.postings.get().letters.get().kind == "pack"
    secretary.post(f"{PAGE}{place.pk}/", {**TOLD, "large_print": "on", "sheets": "5"})
    place.refresh_from_db()
    assert (place.sheets, place.large_print) == (5, True)
    secretary.post(f"{PAGE}{place.pk}/retire/")
    place.refresh_from_db()
    assert place.retired_at and place.postings.get().letters.get().state == State.CANCELLED
    secretary.post(f"{PAGE}{place.pk}/take-up/")
    place.refresh_from_db()
    assert place.retired_at is None


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"address": ""}, "A letter by e-mail needs an e-mail address."),
        ({"way": "whatsapp"}, "WhatsApp needs a telephone number."),
        ({"contact": "z. Agron Hoxha"}, "Write the role only"),
        ({"name": "BIBLIOTEKA e qytetit"}, "There is a place of this name in this unit already."),
    ],
)
def test_what_a_place_lacks_is_said_at_its_field(
    secretary: Client, change: dict[str, str], sentence: str
) -> None:
    board()
    answer = secretary.post(f"{PAGE}enter/", {**TOLD, **change})
    assert answer.status_code == 422 and words(answer).count(sentence) == 2
    assert NoticeBoard.objects.count() == 1


def test_the_list_says_by_unit_how_the_month_stands(secretary: Client) -> None:
    board()
    board("Zyra", address="", way="printed", unit="paper")
    handed()
    Posting.objects.filter(board__name="Zyra").update(
        outcome="posted", heard=12, answered_at=timezone.now(), answered_by="telephone"
    )
    answer = words(secretary.get(PAGE))
    assert "Posted at 1 of 2 places." in answer and "Read aloud to 12 people." in answer
    assert "1 place has not answered" in answer
    only = words(secretary.get(f"{PAGE}?silent"))
    assert "Biblioteka e qytetit" in only and "Zyra" not in only
    assert "biblioteka@example.org" not in answer


@pytest.mark.parametrize("door", [PAGE, f"{PAGE}round/"])
def test_a_list_asks_as_often_for_thirty_places_as_for_three(secretary: Client, door: str) -> None:
    def asked(count: int) -> int:
        for number in range(NoticeBoard.objects.count(), count):
            board(f"Vendi {number}", telephone="+355 69 000", way=("mail", "whatsapp")[number % 2])
        acts.hand_out(at=timezone.now())
        with CaptureQueriesContext(connection) as captured:
            answer = secretary.get(door)
        assert "Vendi 1" in words(answer)
        return len(captured)

    handed()
    asked(3)
    assert asked(4) == asked(30)


def test_an_answer_by_telephone_is_written_down_and_counts(secretary: Client) -> None:
    place = board("Zyra", address="", way="printed")
    handed()
    secretary.post(f"{PAGE}{place.pk}/answer/", {"outcome": "read", "heard": "30"})
    found = boards.round_of(OCTOBER, unit="gjinar")
    assert found and (found.posted, found.read, found.heard, found.silent) == (0, 1, 30, 0)
    assert "by telephone" in words(secretary.get(f"{PAGE}{place.pk}/"))
    assert secretary.post(f"{PAGE}{place.pk}/answer/", {}).status_code == 422


def test_what_was_said_last_stays_whenever_it_is_carried_in(acting: None, posting: Posting) -> None:
    earlier = timezone.now() - timedelta(hours=1)
    say(posting_id=posting.pk, answer=Answer(outcome="posted"), at=earlier)
    by, now = cast.secretary(), timezone.now()
    enter_by_telephone(posting=posting, answer=Answer(outcome="read", heard=30), by=by, at=now)
    assert carry_out_answers() == 1
    posting.refresh_from_db()
    assert (posting.outcome, posting.heard, posting.answered_by) == ("read", 30, "telephone")


def test_only_the_secretary_writes_down_what_was_said(acting: None, posting: Posting) -> None:
    answer = Answer(outcome="posted")
    for person in (cast.editor(), cast.chair(), cast.member()):
        with pytest.raises(NotAllowed):
            enter_by_telephone(posting=posting, answer=answer, by=person, at=timezone.now())
    assert not Posting.objects.exclude(outcome="").exists()


def test_two_places_of_a_unit_never_bear_one_name(secretary: Client) -> None:
    board()
    other = board("Shkolla")
    answer = secretary.post(f"{PAGE}{other.pk}/", {**TOLD, "name": "biblioteka e QYTETIT"})
    assert answer.status_code == 422
    assert "There is a place of this name in this unit already." in words(answer)
    other.refresh_from_db()
    assert other.name == "Shkolla"


def test_what_is_not_known_is_not_counted_as_nothing(acting: None, var: Path) -> None:
    assert boards.round_of(OCTOBER) is None
    board()
    handed()
    found = boards.round_of(OCTOBER)
    assert found and found.heard is None and found.silent == 1
    assert boards.told_of(OCTOBER) is None


def hung(of: int, *, in_places: int) -> tuple[int, int] | None:
    """What residents are told once so many contacts have said that it hangs."""
    waiting = [board(f"Vendi {number}", way="printed") for number in range(in_places)]
    handed()
    for place in waiting[:of]:
        said(place.postings.get(), "posted")
    told = boards.told_of(OCTOBER)
    return (told.posted, told.places) if told else None


def said(posting: Posting, outcome: str) -> None:
    answer = Answer(outcome=outcome, reason="closed" if outcome == "could_not" else "")
    say(posting_id=posting.pk, answer=answer, at=timezone.now())
    carry_out_answers()


@pytest.mark.parametrize(
    ("of", "told"), [(0, None), (9, None), (10, (10, 16)), (14, (10, 16)), (15, (15, 16))]
)
def test_residents_are_told_of_ten_places_or_more_in_steps_of_five(
    acting: None, var: Path, of: int, told: tuple[int, int] | None
) -> None:
    assert hung(of, in_places=16) == told


def test_what_residents_are_told_follows_the_last_answer_and_the_places(
    secretary: Client,
) -> None:
    assert hung(10, in_places=10) == (10, 10)
    secretary.post(f"{PAGE}enter/", TOLD)
    told = boards.told_of(OCTOBER)
    assert told and (told.posted, told.places) == (10, 11)
    place = NoticeBoard.objects.get(name="Vendi 3")
    answer = {"outcome": "could_not", "reason": "closed"}
    assert secretary.post(f"{PAGE}{place.pk}/answer/", answer).status_code == 302
    assert boards.told_of(OCTOBER) is None


def test_a_corrected_sheet_takes_back_no_place_of_the_former(acting: None, var: Path) -> None:
    assert hung(10, in_places=10) == (10, 10)
    handed(edition=2)
    told = boards.told_of(OCTOBER)
    assert told and (told.posted, told.places) == (10, 10)


def test_an_answer_that_changes_nothing_in_public_renews_no_page(acting: None, var: Path) -> None:
    def changes() -> int:
        return sum(
            PublicChange.objects.filter(table="outreach_boardtally").values_list("n", flat=True)
        )

    hung(10, in_places=12)
    before = changes()
    said(Posting.objects.get(board__name="Vendi 10"), "posted")
    assert changes() == before
    said(Posting.objects.get(board__name="Vendi 11"), "could_not")
    assert changes() == before


def test_the_database_keeps_no_small_number_for_residents(acting: None) -> None:
    for posted, places in ((9, 20), (12, 20), (15, 10)):
        with pytest.raises(IntegrityError), transaction.atomic():
            BoardTally.objects.create(month=OCTOBER, posted=posted, places=places)


def test_the_text_for_whatsapp_has_the_places_own_link_and_fits(
    secretary: Client, settings: Settings
) -> None:
    place = board("Zyra e njësisë", address="", telephone="+355 69 000 0000", way="whatsapp")
    settings.PORTAL_URL = "https://" + "x" * 60 + ".example.org"
    handed(message="\n".join(f"• Fjalia e gjatë e buletinit numër {n}." for n in range(40)))
    posting = place.postings.get().pk
    for address in (f"{PAGE}round/", f"{PAGE}{place.pk}/"):
        html = secretary.get(address).content.decode()
        found = re.search(r"<textarea[^>]*readonly[^>]*>(.*?)</textarea>", html, re.DOTALL)
        assert found and posted_token(posting) in found[1]
        assert f"/afishe/{sheet_token(posting)}/" in found[1]
        assert len(found[1]) <= 900


def own_sheet(place: NoticeBoard) -> str:
    return f"/afishe/{sheet_token(place.postings.get().pk)}/"


def test_whoever_is_passed_the_address_gets_the_places_own_sheet(acting: None, var: Path) -> None:
    first, second = board(way="whatsapp"), board("Shkolla", way="whatsapp")
    (var / "documents").mkdir()
    document = var / "documents" / "afishe.pdf"
    made = issue_sheets.poster(outlets.sample("sq"), identifier="a" * 64)
    document.write_bytes(made.data)
    handed(sheet=document)
    got = [Client().get(own_sheet(place)) for place in (first, second)]
    web = "http://localhost:8000/buletini/2024/10/"
    for answer, place in zip(got, (first, second), strict=True):
        assert answer.status_code == 200
        assert answer["Content-Type"] == "application/pdf"
        assert not answer.cookies
        link = reach.tagged(web, reach.Channel.PAPER, place=place.code)
        assert answer.content == pdf.with_code(document.read_bytes(), link)
    assert got[0].content != got[1].content


def test_the_sheets_address_answers_for_nobody_and_tells_nothing_of_the_place(
    acting: None, var: Path
) -> None:
    place = board(way="whatsapp")
    handed()
    token = sheet_token(place.postings.get().pk)
    assert Client().get(f"/afishimi/{token}/").status_code == 404
    assert Client().get(f"/afishe/{posted_token(place.postings.get().pk)}/").status_code == 404
    say(
        posting_id=place.postings.get().pk,
        answer=Answer(outcome="read", heard=7, note="shënim"),
        at=timezone.now(),
    )
    boards.withdraw(month=OCTOBER, reason="Gabim.", at=timezone.now())
    answer = Client().get(own_sheet(place))
    assert answer.status_code == 410
    assert "shënim" not in answer.content.decode()
    assert "hiqeni" in answer.content.decode()


def test_places_come_from_a_spreadsheet_all_or_none(secretary: Client) -> None:
    def bring(*lines: str) -> object:
        head = "Emri;Lloji;Njësia administrative;Fshati;Kontakti;E-mail;Telefoni;Fletë"
        data = "\n".join((head, *lines)).encode()
        return secretary.post(f"{PAGE}import/", {"sheet": SimpleUploadedFile("v.csv", data)})

    good = "Shkolla;Shkollë;Gjinar;;Drejtoria;shkolla@example.org;;2"
    answer = bring(good, "Zyra;Zyrë;Nuk ka;;Administratori;;;1")
    assert answer.status_code == 422 and "Row 3" in words(answer)  # type: ignore[attr-defined]
    assert not NoticeBoard.objects.exists()
    answer = bring(good, "Ambulanca;Qendër shëndetësore;Papër;Valas;Infermierja;;+355 69 000;1")
    assert answer.status_code == 302  # type: ignore[attr-defined]
    ways = {row.name: (row.kind, row.way, row.sheets) for row in NoticeBoard.objects.all()}
    assert ways == {
        "Shkolla": ("school", "mail", 2),
        "Ambulanca": ("health_centre", "whatsapp", 1),
    }
    bring(good)
    assert NoticeBoard.objects.count() == 2


def test_an_editor_sees_the_places_and_keeps_none_and_a_member_sees_nothing(
    acting: None, var: Path
) -> None:
    place = board()
    editor = browser_of(cast.editor())
    assert "Biblioteka e qytetit" in words(editor.get(PAGE))
    for door in (f"{PAGE}enter/", f"{PAGE}{place.pk}/", f"{PAGE}import/", f"{PAGE}round/"):
        assert editor.get(door).status_code == 403
    assert browser_of(cast.member()).get(PAGE).status_code == 403
    assert browser_of(cast.chair()).get(PAGE).status_code == 403
