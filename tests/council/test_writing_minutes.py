"""Minutes of an item: saved as they are typed, by several at a time, over the end of a session."""

import datetime
import re
from collections.abc import Mapping

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from council.actions.write_minutes import (
    ClosedAsAWhole,
    Words,
    Written,
    settle,
    show_oneself,
    write_minutes,
)
from council.models import (
    AgendaItem,
    ItemMinutes,
    LockedMinutes,
    Marking,
    Meeting,
    MinutesConflict,
    User,
)
from council.people import Role
from tests import cast, make
from tests.council import table
from tests.council.test_hold_meeting import english

pytestmark = pytest.mark.usefixtures("acting")

HTMX = {"HX-Request": "true"}
PASSWORD = "një fjali që mbahet mend"
SECRET = "kanarinmbyllur"


@pytest.fixture
def item() -> AgendaItem:
    table.seated()
    return table.opened().items.get(order=1)


@pytest.fixture
def secretary() -> Client:
    return table.browser(cast.secretary())


def colleague() -> User:
    """A second secretary, of another post."""
    return cast.person(role=Role.SECRETARY, agency="prefecture")


def typed(open_text: str = "Policia raportoi.", version: int = 0, **more: str) -> dict[str, object]:
    return {"form": "minutes", "open_text": open_text, "closed_text": "", "version": version} | more


def write(item: AgendaItem, text: str, version: int, by: User) -> Written:
    words = Words(text, "")
    return write_minutes(item=item, words=words, version=version, by=by, at=table.AFTER)


def value_of(page: str, name: str) -> str:
    found = re.search(
        rf'name="{name}"[^>]* value="([^"]*)"|value="([^"]*)"[^>]* name="{name}"', page
    )
    assert found
    return found[1] or found[2] or ""


# --- Saving


def test_what_is_typed_is_saved_and_the_page_says_when(secretary: Client, item: AgendaItem) -> None:
    address = f"{table.item_url(item)}?language=en"
    answer = secretary.post(address, typed(closed_text=SECRET), headers=HTMX)
    line = answer.content.decode()
    assert answer.status_code == 200
    assert re.search(r"Saved at \d\d:\d\d", line)
    assert value_of(line, "version") == "1"
    assert "<html" not in line
    stored = ItemMinutes.objects.get()
    assert (stored.open_text, stored.closed_text) == ("Policia raportoi.", SECRET)
    assert stored.edited_by == cast.secretary()


def test_the_button_saves_without_javascript(secretary: Client, item: AgendaItem) -> None:
    answer = secretary.post(f"{table.item_url(item)}", typed("Rreshti 1\r\nRreshti 2"), follow=True)
    assert answer.redirect_chain[-1] == (f"{table.item_url(item)}#minutes", 302)
    assert ItemMinutes.objects.get().open_text == "Rreshti 1\nRreshti 2"
    assert "Rreshti 1\nRreshti 2</textarea>" in answer.content.decode()


def test_the_closed_box_is_kept_from_translators_and_spelling_services(
    secretary: Client, item: AgendaItem
) -> None:
    AgendaItem.objects.filter(pk=item.pk).update(open_title="Ndriçimi")
    page = secretary.get(table.item_url(item)).content.decode()
    (box,) = re.findall(r'<textarea[^>]*id="minutes_closed_text"[^>]*>', page)
    assert 'translate="no"' in box
    assert 'spellcheck="false"' in box
    assert 'autocomplete="off"' in box
    assert "<title>" in page
    assert "Ndriçimi" not in page.split("<title>")[1].split("</title>")[0]


def test_an_item_that_is_closed_as_a_whole_has_only_the_closed_box(
    secretary: Client, item: AgendaItem
) -> None:
    whole = make.item(meeting=item.meeting, order=9, closed_title="Rasti")
    page = secretary.get(table.item_url(whole)).content.decode()
    assert 'id="minutes_open_text"' not in page
    assert 'id="minutes_closed_text"' in page
    words = Words("x", "")
    with pytest.raises(ClosedAsAWhole):
        write_minutes(item=whole, words=words, version=0, by=cast.secretary(), at=table.AFTER)
    secretary.post(table.item_url(whole), {"closed_text": SECRET, "version": 0})
    assert ItemMinutes.objects.get().closed_text == SECRET


def test_minutes_are_written_after_the_meeting_too_until_they_are_approved(
    secretary: Client, item: AgendaItem
) -> None:
    for number, state in enumerate((Meeting.State.HELD, Meeting.State.CIRCULATED)):
        Meeting.objects.update(state=state)
        secretary.post(table.item_url(item), typed(state, version=number))
        assert ItemMinutes.objects.get().open_text == state
    Meeting.objects.update(state=Meeting.State.APPROVED)
    LockedMinutes.objects.create(
        meeting=item.meeting, content="{}", sha256="0" * 64, approved_by=cast.chair(),
        approved_at=make.NOW,
    )  # fmt: skip
    answer = secretary.post(f"{table.item_url(item)}?language=en", typed("x", 2), headers=HTMX)
    assert answer.status_code == 422
    assert "The minutes are approved: nothing changes any more." in answer.content.decode()
    assert secretary.post(table.item_url(item), typed("x", 2)).status_code == 422
    assert ItemMinutes.objects.get().open_text == Meeting.State.CIRCULATED


# --- Two at a time


def test_a_newer_text_is_not_overwritten_and_the_other_is_kept_whole(item: AgendaItem) -> None:
    first = write(item, "Teksti i parë.", 0, cast.secretary())
    second = write(item, "Teksti i dytë.", 0, colleague())
    assert first.conflict is None
    assert second.conflict is not None
    assert ItemMinutes.objects.get().open_text == "Teksti i parë."
    kept = MinutesConflict.objects.get()
    assert (kept.open_text, kept.by, kept.settled_at) == ("Teksti i dytë.", colleague(), None)


def test_the_same_text_twice_is_no_conflict(item: AgendaItem) -> None:
    write(item, "Teksti.", 0, cast.secretary())
    assert write(item, "Teksti.", 0, colleague()).conflict is None
    assert ItemMinutes.objects.get().version == 1


def test_who_goes_on_typing_after_a_conflict_has_one_conflict_with_the_last_text(
    secretary: Client, item: AgendaItem
) -> None:
    write(item, "Teksti i koleges.", 0, colleague())
    answer = secretary.post(table.item_url(item), typed("Im"), headers=HTMX)
    assert answer.status_code == 409
    known = value_of(answer.content.decode(), "conflict")
    more = typed("Imi, më i gjatë.", conflict=known)
    assert secretary.post(table.item_url(item), more, headers=HTMX).status_code == 409
    assert MinutesConflict.objects.get().open_text == "Imi, më i gjatë."
    other_tab = secretary.post(table.item_url(item), typed("Nga skeda tjetër."), headers=HTMX)
    assert other_tab.status_code == 409
    assert MinutesConflict.objects.count() == 2


@pytest.fixture
def conflict(secretary: Client, item: AgendaItem) -> MinutesConflict:
    write(item, "Teksti i ruajtur.", 0, colleague())
    secretary.post(table.item_url(item), typed("Teksti im.", closed_text=SECRET))
    return MinutesConflict.objects.get()


def test_both_texts_stand_side_by_side(
    secretary: Client, item: AgendaItem, conflict: MinutesConflict
) -> None:
    page = english(secretary, table.item_url(item))
    section = page.split('id="conflicts"')[1]
    assert "Teksti i ruajtur." in section
    assert "Teksti im." in section
    assert f'id="merge_{conflict.pk}_open_text"' in section


@pytest.mark.parametrize(
    ("use", "words"),
    [
        ("mine", ("Teksti im.", SECRET)),
        ("theirs", ("Teksti i ruajtur.", "")),
        ("together", ("Teksti i ruajtur. Teksti im.", SECRET)),
    ],
)
def test_a_conflict_is_settled_in_three_ways_and_loses_neither_text(
    secretary: Client, item: AgendaItem, conflict: MinutesConflict, use: str, words: tuple[str, str]
) -> None:
    both = typed("Teksti i ruajtur. Teksti im.", 1, conflict=str(conflict.pk), use=use)
    answer = secretary.post(table.item_url(item, "settle/"), both | {"closed_text": SECRET})
    assert answer.status_code == 302
    stored = ItemMinutes.objects.get()
    assert (stored.open_text, stored.closed_text) == words
    assert not MinutesConflict.objects.filter(settled_at=None).exists()
    everywhere = {stored.open_text, *MinutesConflict.objects.values_list("open_text", flat=True)}
    assert {"Teksti i ruajtur.", "Teksti im."} <= everywhere
    assert 'id="conflicts"' not in english(secretary, table.item_url(item))


def test_what_is_put_together_while_a_third_text_comes_is_kept_too(
    item: AgendaItem, conflict: MinutesConflict
) -> None:
    write(item, "Teksti i tretë.", 1, colleague())
    together = Words("Bashkë.", "")
    settled = settle(
        conflict=conflict, words=together, version=1, by=cast.secretary(), at=table.AFTER
    )
    assert settled.conflict is not None
    assert ItemMinutes.objects.get().open_text == "Teksti i tretë."
    waiting = MinutesConflict.objects.filter(settled_at=None)
    assert set(waiting.values_list("open_text", flat=True)) == {"Teksti im.", "Bashkë."}


def test_two_who_write_see_each_other_and_that_a_newer_text_has_come(
    secretary: Client, item: AgendaItem
) -> None:
    address = f"{table.item_url(item, 'editing/')}?language=en"
    assert secretary.post(address, {"version": 0}, headers=HTMX).content.decode().strip() == ""
    other = colleague()
    User.objects.filter(pk=other.pk).update(title="Koordinatori i Këshillit")
    table.browser(other).post(address, {"version": 0}, headers=HTMX)
    line = secretary.post(address, {"version": 0}, headers=HTMX).content.decode()
    assert "Koordinatori i Këshillit is also writing here." in line
    write(item, "Teksti i ri.", 0, other)
    line = secretary.post(address, {"version": 0}, headers=HTMX).content.decode()
    assert "saved a newer text at" in line
    assert "newer" not in secretary.post(address, {"version": 1}, headers=HTMX).content.decode()


def test_who_has_gone_is_not_shown_as_writing(item: AgendaItem) -> None:
    show_oneself(item=item, by=colleague(), at=table.AFTER)
    later = table.AFTER + datetime.timedelta(seconds=10)
    assert show_oneself(item=item, by=cast.secretary(), at=later) == [colleague()]
    later += datetime.timedelta(seconds=20)
    assert show_oneself(item=item, by=cast.secretary(), at=later) == []


# --- The end of a session


def signed_in_again(client: Client, answer_to: Mapping[str, str]) -> str:
    """The page to which somebody comes who follows the redirect and logs in."""
    secretary = cast.person(role=Role.SECRETARY, password=PASSWORD)
    form = {"login": secretary.email, "password": PASSWORD}
    login = answer_to["Location"]
    page = client.post(login, form, follow=True)
    assert page.status_code == 200
    return page.content.decode()


@pytest.fixture
def tired(item: AgendaItem, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A browser whose session has just ended; the login asks for the password alone."""
    monkeypatch.setattr(
        "elbasan_council.middleware.second_factor.needs_second_factor", lambda *_: False
    )
    Authenticator.objects.all().delete()
    client = Client()
    client.force_login(cast.secretary(), backend=table.BACKEND)
    ended = timezone.now() - datetime.timedelta(minutes=1)
    Session.objects.filter(pk=client.cookies["session"].value).update(expire_date=ended)
    return client


def test_what_was_typed_when_the_session_ended_is_there_after_signing_in(
    tired: Client, item: AgendaItem
) -> None:
    answer = tired.post(table.item_url(item), typed("E shkruar.", closed_text=SECRET))
    assert answer["Location"] == f"/workspace/login/?next={table.item_url(item)}"
    assert not ItemMinutes.objects.exists()
    page = signed_in_again(tired, answer)
    assert "E shkruar.</textarea>" in page
    assert f"{SECRET}</textarea>" in page
    tired.post(table.item_url(item), typed("E shkruar.", closed_text=SECRET))
    assert ItemMinutes.objects.get().closed_text == SECRET
    assert SECRET not in str(dict(tired.session))


def test_a_decision_that_was_being_typed_is_there_too(tired: Client, item: AgendaItem) -> None:
    form = {"form": "decision", "open_text": "Dritat ndizen.", "legal_basis": "neni 5"}
    answer = tired.post(table.item_url(item, "decisions/"), form)
    assert answer["Location"] == f"/workspace/login/?next={table.item_url(item)}"
    page = signed_in_again(tired, answer)
    assert "Dritat ndizen.</textarea>" in page
    assert 'value="neni 5"' in page
    tired.post(table.item_url(item), {"let_go": "decision"})
    assert "Dritat ndizen." not in tired.get(table.item_url(item)).content.decode()


def test_while_typing_a_line_says_it_and_the_text_waits(tired: Client, item: AgendaItem) -> None:
    answer = tired.post(table.item_url(item), typed("Gjysmë fjal"), headers=HTMX)
    assert answer.status_code == 401
    assert f"/workspace/login/?next={table.item_url(item)}" in answer.content.decode()
    again = tired.post(table.item_url(item), typed("Gjysmë fjalie."))
    assert "Gjysmë fjalie.</textarea>" in signed_in_again(tired, again)


def test_what_waits_is_shown_to_nobody_who_may_not_write_there(
    tired: Client, item: AgendaItem
) -> None:
    tired.post(table.item_url(item), typed("E shkruar.", closed_text=SECRET))
    for who in (cast.observer(), cast.chair(), cast.person(role=Role.COORDINATOR)):
        session = tired.session
        session.pop("_auth_user_id", None)
        session.save()
        tired.force_login(who, backend=table.BACKEND)
        assert SECRET not in tired.get(table.item_url(item)).content.decode()


def test_for_an_item_that_does_not_exist_nothing_waits(tired: Client, item: AgendaItem) -> None:
    nowhere = table.item_url(item).replace(str(item.key), "00000000-0000-4000-8000-000000000000")
    tired.post(nowhere, typed(SECRET))
    tired.post(table.item_url(item), typed(SECRET) | {"form": "unknown"})
    tired.post(table.item_url(item), typed("x" * 500_000))
    assert "kept_words" not in stored_sessions()


def stored_sessions() -> str:
    return str([row.get_decoded() for row in Session.objects.all()])


def test_of_who_never_logged_in_or_left_by_themselves_nothing_waits(
    tired: Client, item: AgendaItem
) -> None:
    visitor, forger, left = Client(), Client(), Client()
    forger.cookies["session"] = "0" * 32
    left.force_login(cast.secretary(), backend=table.BACKEND)
    kept = left.cookies["session"].value
    left.post("/workspace/logout/")
    left.cookies["session"] = kept
    for client in (visitor, forger, left):
        answer = client.post(table.item_url(item), typed(SECRET))
        assert answer["Location"] == f"/workspace/login/?next={table.item_url(item)}"
    long_ago = timezone.now() - datetime.timedelta(days=2)
    Session.objects.filter(pk=tired.cookies["session"].value).update(expire_date=long_ago)
    tired.post(table.item_url(item), typed(SECRET))
    assert "kept_words" not in stored_sessions()


def test_what_waits_has_a_limit_over_all_items(tired: Client, item: AgendaItem) -> None:
    tired.post(table.item_url(item), typed("E shkruar."))
    tired.post(table.item_url(item), {"form": "decision", "open_text": "x" * 200_000})
    assert "xxx" in stored_sessions()
    tired.post(table.item_url(item), {"form": "action", "open_text": "y" * 250_000})
    assert "yyy" not in stored_sessions()
    assert "E shkruar." in stored_sessions()


def test_signing_out_forgets_what_waited(tired: Client, item: AgendaItem) -> None:
    signed_in_again(tired, tired.post(table.item_url(item), typed("E shkruar.")))
    tired.post("/workspace/logout/")
    assert dict(tired.session) == {}


# --- Who must see nothing


def test_closed_minutes_and_conflicts_reach_nobody_who_may_not_read_them(
    item: AgendaItem, conflict: MinutesConflict
) -> None:
    AgendaItem.objects.filter(pk=item.pk).update(marking=Marking.AMBER_STRICT)
    ItemMinutes.objects.update(closed_text=SECRET)
    assert SECRET in table.browser(cast.chair()).get(table.item_url(item)).content.decode()
    people = [
        cast.person(role=Role.COORDINATOR),
        cast.observer(),
        cast.person(role=Role.MEMBER, agency="transport"),
        cast.editor(),
    ]
    for who in people:
        page = table.browser(who).get(table.item_url(item))
        assert page.status_code in (200, 403, 404)
        assert SECRET not in page.content.decode()
