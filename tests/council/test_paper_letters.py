"""Letters on letterhead: what they say, to whom they may go, how they are worded."""

import io
import re
from typing import Any

import docx
import pytest
from django.conf import settings
from django.test import Client

from council.actions.prepare_letter import NotAmongReaders, letter_document, prepare_letter
from council.actions.word_letters import enter_wordings
from council.models import Correspondence, LetterWording
from council.people import NotAllowed
from council.wordings import SLOTS, fill, unknown_slots
from tests import cast, make
from tests.council.registry import CANARY, browser_of, cleared, reader_of, registry

pytestmark = pytest.mark.usefixtures("acting")


def lines(data: bytes) -> list[str]:
    return [row.text for row in docx.Document(io.BytesIO(data)).paragraphs]


def prepared(about: Any, *, to: str = "municipality") -> Correspondence:
    by = reader_of(cast.secretary())
    return prepare_letter(about=about, to=make.agency(code=to), by=by, at=make.NOW)


def letter(row: Correspondence) -> list[str]:
    return lines(letter_document(letter=row, on=make.TODAY))


# --- What it says


def test_a_letter_about_a_decision_comes_out_on_letterhead() -> None:
    cast.chair()
    decision = make.decision(meeting=make.meeting(), serial=3, institution="education")
    client = browser_of(cast.secretary())
    address = f"/workspace/decisions/{decision.pk}/letter/"
    assert client.get(address).status_code == 200
    to = make.agency(code="education")
    answer = client.post(address, {"to": to.pk})
    row = Correspondence.objects.get()
    assert answer["Location"] == f"/workspace/correspondence/{row.pk}/"
    assert (row.direction, row.kind, row.about) == ("out", "decision", "decision:2024-3")
    assert (row.institution, row.protocol_number, row.closed) == (to, "", False)
    file = client.get(f"/workspace/correspondence/{row.pk}/letter.docx")
    said = lines(file.content)
    city = settings.CITY.names("sq")
    assert said[:3] == [
        "REPUBLIKA E SHQIPËRISË",
        city.authority.upper(),
        city.council_name.upper(),
    ]
    whole = "\n".join(said)
    assert "Nr. __________ Prot." in whole
    assert f"Drejtuar: {to.name_sq.upper()}" in whole
    assert "Lënda: Njoftim për vendimin nr. 2024-3" in whole
    assert decision.open_text in whole
    assert "Afati: 20 dhjetor 2024." in whole
    assert "Bashkëlidhur: vendimi nr. 2024-3." in whole
    assert [line[:4] for line in said[-2:]] == ["____", "(emr"]
    assert whole.count("____\n") == 1, "one place to sign"
    assert said[-3] == cast.chair().title.upper()
    assert not re.search(r"[{}]", whole)


def test_a_letter_about_an_action_names_its_deadline_that_counts() -> None:
    action = make.action(new_due_date="2024-12-24")
    action.refresh_from_db()
    whole = "\n".join(letter(prepared(action)))
    assert "Lënda: Detyra nr. 2024-1" in whole
    assert "Afati: 24 dhjetor 2024." in whole
    assert "30 nëntor" not in whole


def test_a_decision_without_a_deadline_says_so() -> None:
    decision = make.decision(meeting=make.meeting(), due_date=None)
    assert "Afati: pa afat." in "\n".join(letter(prepared(decision)))


def test_the_letter_carries_the_number_that_it_has_by_now() -> None:
    row = prepared(make.action())
    row.protocol_number, row.protocol_date = "127/1", make.TODAY
    row.save()
    whole = "\n".join(letter(row))
    assert "Nr. 127/1 Prot." in whole
    assert "më 04.11.2024" in whole


def test_the_same_letter_is_the_same_bytes() -> None:
    row = prepared(make.action())
    first, second = (letter_document(letter=row, on=make.TODAY) for _ in range(2))
    assert first == second


def test_a_letter_that_waits_for_its_number_is_not_entered_twice() -> None:
    action = make.action()
    first, again = prepared(action), prepared(action)
    assert first.pk == again.pk
    first.protocol_number, first.protocol_date = "1", make.TODAY
    first.save()
    assert prepared(action).pk != first.pk


def test_braces_and_odd_letters_of_a_text_are_only_text() -> None:
    action = make.action(open_text="Rruga {deadline} \x0b & <b>{x}</b>")
    assert "Rruga {deadline}  & <b>{x}</b>" in letter(prepared(action))


# --- To whom


def test_an_open_letter_holds_the_open_text_alone() -> None:
    made = registry()
    for about in (made.open_decision, made.open_action):
        for to in ("municipality", "education", "local_media"):
            assert CANARY not in "\n".join(letter(prepared(about, to=to)))


@pytest.mark.parametrize("kind", ["decision", "action"])
def test_a_closed_letter_goes_to_its_readers_alone(kind: str) -> None:
    made = registry()
    about = getattr(made, f"closed_{kind}")
    for to in ("social_services", "education"):
        row = prepared(about, to=to)
        assert row.closed
        assert CANARY in "\n".join(letter(row))
    for to in ("local_media", "public_health", "municipality"):
        with pytest.raises(NotAmongReaders):
            prepared(about, to=to)


def test_the_refusal_stands_at_the_field() -> None:
    made = registry()
    to = make.agency(code="local_media")
    client = browser_of(cast.secretary())
    answer = client.post(f"/workspace/decisions/{made.closed_decision.pk}/letter/", {"to": to.pk})
    assert answer.status_code == 422
    assert 'href="#id_to"' in answer.content.decode()
    assert not Correspondence.objects.exists()


def test_who_is_no_longer_a_reader_gets_no_letter() -> None:
    made = registry()
    row = prepared(made.closed_decision, to="education")
    made.closed_item.shared_with.clear()
    client = browser_of(cast.secretary())
    assert client.get(f"/workspace/correspondence/{row.pk}/letter.docx").status_code == 403


def test_a_closed_letter_is_seen_by_the_secretary_and_the_chair_alone() -> None:
    made = registry()
    row = prepared(made.closed_decision, to="education")
    pages = (
        f"/workspace/correspondence/{row.pk}/",
        f"/workspace/correspondence/{row.pk}/letter.docx",
    )
    for user in (cast.secretary(), cast.chair()):
        assert [browser_of(user).get(page).status_code for page in pages] == [200, 200]
    coordinator = cast.person(role=cast.Role.COORDINATOR)
    for user in (coordinator, cleared("education"), cast.observer(), cast.editor()):
        assert [browser_of(user).get(page).status_code for page in pages] == [404, 404]


def test_letters_are_the_secretarys_to_prepare() -> None:
    made = registry()
    with pytest.raises(NotAllowed):
        prepare_letter(
            about=made.open_action, to=make.agency(), by=reader_of(cast.chair()), at=make.NOW
        )
    for path in (f"decisions/{made.open_decision.pk}", f"actions/{made.open_action.pk}"):
        for user, status in ((cast.chair(), 403), (cast.observer(), 403), (cast.editor(), 404)):
            assert browser_of(user).post(f"/workspace/{path}/letter/").status_code == status


def test_who_has_no_accounts_is_written_to_on_paper() -> None:
    action = make.action(institution="court")
    client = browser_of(cast.secretary())
    page = client.get(f"/workspace/actions/{action.pk}/?language=en").content.decode()
    assert "nobody there has an account" in page
    assert f"/workspace/actions/{action.pk}/letter/" in page
    cast.person(role=cast.Role.MEMBER, agency="court")
    page = client.get(f"/workspace/actions/{action.pk}/?language=en").content.decode()
    assert "nobody there has an account" not in page


# --- How it is worded


def worded(client: Client, kind: str, **given: str) -> Any:
    now = {"subject": "Detyra {number}", "body": "Afati: {deadline}"}
    return client.post(f"/workspace/letters/{kind}/", {**now, **given})


def test_the_secretary_words_letters() -> None:
    client = browser_of(cast.secretary())
    page = client.get("/workspace/letters/").content.decode()
    for kind in Correspondence.Kind.values:
        assert f"/workspace/letters/{kind}/" in page
    assert worded(client, "action", body="Kujtesë për {number}.").status_code == 302
    assert "Kujtesë për 2024-1." in letter(prepared(make.action()))
    assert LetterWording.objects.get(kind="decision").body.startswith("Ju njoftojmë")


@pytest.mark.parametrize(
    ("field", "text"),
    [("body", "Afati: {dedline}"), ("subject", "{text"), ("body", "{}"), ("body", "x } y")],
)
def test_an_unknown_slot_is_named_at_its_field(field: str, text: str) -> None:
    before = LetterWording.objects.get(kind="action").body
    answer = worded(browser_of(cast.secretary()), "action", **{field: text})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#id_{field}"' in page
    assert text in page
    assert LetterWording.objects.get(kind="action").body == before


def test_each_kind_has_a_wording_whose_slots_are_all_known() -> None:
    for row in LetterWording.objects.all():
        assert unknown_slots(row.subject + row.body, row.kind) == []
    assert {row.kind for row in LetterWording.objects.all()} == set(SLOTS)


def test_set_up_leaves_a_wording_that_was_changed() -> None:
    LetterWording.objects.filter(kind="action").update(body="E imja")
    enter_wordings()
    assert LetterWording.objects.get(kind="action").body == "E imja"


def test_a_slot_is_filled_once() -> None:
    assert fill("{a} {b}", {"a": "{b}", "b": "x"}) == "{b} x"


def test_the_wordings_are_the_secretarys() -> None:
    for user in (cast.chair(), cast.member(), cast.observer(), cast.editor()):
        client = browser_of(user)
        assert client.get("/workspace/letters/").status_code == 403
        assert worded(client, "action").status_code == 403
    assert browser_of(cast.secretary()).get("/workspace/letters/nope/").status_code == 404
