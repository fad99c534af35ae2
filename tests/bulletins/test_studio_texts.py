"""Texts of a month as they are written: saved, kept, checked, reviewed, never lost."""

import datetime
import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from bulletins.actions.gather import gather
from bulletins.models import AcceptedFinding, Block, BlockText, Bulletin, TextConflict
from council.models import AuditRecord
from council.people import Role, User
from languages.texts import digest
from outreach.models import Text as OutreachText
from tests import cast, make
from tests.council.browsers import BACKEND, browser_of, in_english

pytestmark = pytest.mark.usefixtures("acting")
HTMX = {"HX-Request": "true"}
MONTH = "/workspace/bulletins/2024/10/"


@pytest.fixture
def editor() -> User:
    return cast.editor()


@pytest.fixture
def bulletin(editor: User) -> Bulletin:
    bulletin = make.bulletin()
    make.cover(bulletin=bulletin, by=editor)
    return bulletin


@pytest.fixture
def client(editor: User) -> Client:
    return in_english(editor)


@pytest.fixture
def second() -> Client:
    return in_english(cast.secretary())


def headline(language: str = "sq") -> BlockText:
    return BlockText.objects.get(field="headline:0", language=language)


def given(text: str, language: str = "sq", *, version: int | None = None, **more: Any) -> Any:
    row = BlockText.objects.filter(field="headline:0", language=language).first()
    known = row.version if row else 0
    return {
        "block": Block.objects.get(kind="cover").pk,
        "field": "headline:0",
        "language": language,
        "version": known if version is None else version,
        "text": text,
    } | more


def write(client: Client, text: str, language: str = "sq", **more: Any) -> HttpResponse:
    return client.post(f"{MONTH}text/", given(text, language, **more), headers=HTMX)


def body(response: HttpResponse) -> str:
    return response.content.decode()


# Saving ----------------------------------------------------------------------------------------


def test_changed_words_are_saved_and_lose_their_review(client: Client, bulletin: Bulletin) -> None:
    answer = write(client, "Këshilli ndriçoi 9 vende.")
    row = headline()
    assert answer.status_code == 200
    assert "U ruajt në orën" in body(answer) or "Saved at" in body(answer)
    assert (row.text, row.version, row.is_reviewed) == ("Këshilli ndriçoi 9 vende.", 2, False)
    assert f'value="2" id="v-t{row.block_id}-headline-0-sq"' in body(answer)


def test_the_same_words_keep_their_review_and_their_version(
    client: Client, bulletin: Bulletin
) -> None:
    row = headline()
    write(client, f"{row.text}\r\n")
    assert (headline().version, headline().is_reviewed) == (1, True)


def test_a_changed_albanian_outdates_its_translations(client: Client, bulletin: Bulletin) -> None:
    answer = write(client, "Këshilli ndriçoi 9 vende.")
    assert headline("en").is_outdated(headline().text)
    assert body(answer).count("studio__state") == 3


def test_a_translation_says_which_albanian_it_was_written_to(
    client: Client, bulletin: Bulletin
) -> None:
    write(client, "The Council lit 6 places.", "en")
    row = headline("en")
    assert row.translates_text == headline().text
    assert row.translates_digest == digest(headline().text)


def test_a_text_that_nobody_has_written_yet_is_begun(client: Client, bulletin: Bulletin) -> None:
    BlockText.objects.filter(language="en").delete()
    assert write(client, "The Council lit 6 places.", "en").status_code == 200
    assert headline("en").version == 1


def test_without_javascript_the_button_saves_and_leads_back(
    client: Client, bulletin: Bulletin
) -> None:
    answer = client.post(f"{MONTH}text/", given("The Council lit 9 places.", "en"))
    block = Block.objects.get(kind="cover")
    assert answer["Location"] == f"{MONTH}?show=en#t{block.pk}-headline-0-en"
    page = body(client.get(f"{MONTH}?show=en"))
    assert "The Council lit 9 places." in page
    assert 'id="column-en" value="en" autocomplete="off" checked' in page


def test_a_text_that_would_never_be_printed_is_not_taken(
    client: Client, bulletin: Bulletin
) -> None:
    assert write(client, "x", field="headline:7").status_code == 404
    assert write(client, "x", language="de").status_code == 404
    assert write(client, "x", block="0").status_code == 404


def test_a_writing_leaves_its_trace_without_its_words(client: Client, bulletin: Bulletin) -> None:
    write(client, "Këshilli ndriçoi 9 vende.")
    record = AuditRecord.objects.get(verb="bulletin.text_written")
    assert record.object_key == f"text:{headline().pk}"


# At the same time ------------------------------------------------------------------------------


def test_a_text_that_meets_a_newer_one_is_kept_beside_it(
    client: Client, bulletin: Bulletin
) -> None:
    write(client, "E para.")
    answer = write(browser_of(cast.secretary()), "E dyta.", version=1)
    assert answer.status_code == 409
    assert headline().text == "E para."
    assert TextConflict.objects.get().written == "E dyta."
    page = body(client.get(MONTH))
    assert "E para." in page
    assert "E dyta." in page


def test_who_types_on_into_a_conflict_has_one_text_beside_it_not_ten(
    client: Client, bulletin: Bulletin
) -> None:
    write(client, "E para.")
    other = browser_of(cast.secretary())
    write(other, "E dy", version=1)
    write(other, "E dyta.", version=1)
    assert [row.written for row in TextConflict.objects.all()] == ["E dyta."]


@pytest.mark.parametrize(
    ("use", "text"), [("mine", "E dyta."), ("theirs", "E para."), ("together", "Të dyja.")]
)
def test_a_conflict_is_settled_and_what_it_replaces_is_kept(
    client: Client, bulletin: Bulletin, use: str, text: str
) -> None:
    write(client, "E para.")
    write(browser_of(cast.secretary()), "E dyta.", version=1)
    conflict = TextConflict.objects.get()
    form = {"conflict": conflict.pk, "version": 2, "use": use, "text": "Të dyja."}
    client.post(f"{MONTH}settle/", form)
    assert headline().text == text
    assert not TextConflict.objects.filter(settled_at=None).exists()
    kept = {row.written for row in TextConflict.objects.all()} | {headline().text}
    assert {"E para.", "E dyta."} <= kept


def test_a_conflict_is_not_settled_over_a_text_that_came_meanwhile(
    client: Client, bulletin: Bulletin
) -> None:
    write(client, "E para.")
    write(browser_of(cast.secretary()), "E dyta.", version=1)
    write(client, "E treta.")
    form = {"conflict": TextConflict.objects.get().pk, "version": 2, "use": "mine"}
    assert client.post(f"{MONTH}settle/", form).status_code == 422
    assert headline().text == "E treta."
    assert TextConflict.objects.filter(settled_at=None).exists()


# Too much --------------------------------------------------------------------------------------


def test_a_text_of_50_000_characters_is_refused_and_kept_typed(
    client: Client, bulletin: Bulletin
) -> None:
    text = "fjalë " * 8_400
    before = headline().text
    assert write(client, text).status_code == 422
    answer = client.post(f"{MONTH}text/", given(text))
    assert answer.status_code == 422
    assert text in body(answer)
    assert "20 000" in body(answer).replace("\u00a0", " ") or "20,000" in body(answer)
    assert headline().text == before


def test_what_was_refused_goes_on_from_the_version_that_it_was_typed_over(
    client: Client, bulletin: Bulletin
) -> None:
    """Else the next save would overwrite what somebody else wrote meanwhile."""
    write(browser_of(cast.secretary()), "E para.")
    answer = client.post(f"{MONTH}text/", given("fjalë " * 8_400, version=1))
    block = Block.objects.get(kind="cover")
    assert f'name="version" value="1" id="v-t{block.pk}-headline-0-sq"' in body(answer)
    assert "hx-swap-oob" not in body(write(client, "fjalë " * 8_400, version=1)).split("state-")[0]


# Right -----------------------------------------------------------------------------------------


def test_another_person_says_that_a_translation_is_right(
    client: Client, bulletin: Bulletin, second: Client
) -> None:
    text = "The Council has lit 6 dark places in Gjinar."
    answer = write(client, text, "en", then="review")
    assert (answer.status_code, headline("en").text) == (422, text)
    assert "Another person must review what you wrote." in body(answer)
    assert not headline("en").is_reviewed
    assert 'Mark as reviewed<span class="hidden-visually">: Headline 1, English' not in body(
        client.get(MONTH)
    )
    assert write(second, text, "en", then="review").status_code == 200
    assert headline("en").reviewed_by == cast.secretary()
    write(second, "In Gjinar the Council lit 6 dark places.", "en", then="review")
    assert not headline("en").is_reviewed, "now the words are the second person's"


def test_who_wrote_the_albanian_says_that_it_is_ready(client: Client, bulletin: Bulletin) -> None:
    assert write(client, "Këshilli ndriçoi 9 vende.", then="review").status_code == 200
    assert headline().reviewed_by == headline().edited_by == cast.editor()


def test_a_text_with_an_error_is_saved_and_not_reviewed(client: Client, bulletin: Bulletin) -> None:
    answer = write(client, "The Council lit 7 dark places in Gjinar.", "en", then="review")
    assert answer.status_code == 422
    assert headline("en").text == "The Council lit 7 dark places in Gjinar."
    assert not headline("en").is_reviewed
    assert "The source says 6, the translation says 7." in body(answer)


def test_a_warning_wants_a_reason_that_is_kept_with_these_very_words(
    client: Client, bulletin: Bulletin, second: Client
) -> None:
    text = "The Council lit 6 dark places in Gjinar!"
    write(client, text, "en")
    assert "Not marked as right" in body(write(second, text, "en", then="review"))
    row = headline("en")
    form = {"text_id": row.pk, "check": "style", "excerpt": "laces in Gjinar!"}
    assert client.post(f"{MONTH}accept/", form, headers=HTMX).status_code == 422
    shown = body(client.get(MONTH))
    excerpt = shown.split('name="check" value="style"')[1].split('value="')[1].split('"')[0]
    form |= {"excerpt": excerpt, "reason": "It is a quotation."}
    assert client.post(f"{MONTH}accept/", form).status_code == 302
    assert AcceptedFinding.objects.get().reason == "It is a quotation."
    assert write(second, text, "en", then="review").status_code == 200
    assert headline("en").is_reviewed
    changed = "The Council lit 6 dark places in Gjinar today!"
    write(client, changed, "en")
    assert write(second, changed, "en", then="review").status_code == 422
    assert not headline("en").is_reviewed


def test_an_error_cannot_be_accepted(client: Client, bulletin: Bulletin) -> None:
    write(client, "The Council lit 7 dark places in Gjinar.", "en")
    row = headline("en")
    form = {"text_id": row.pk, "check": "numbers", "excerpt": "7", "reason": "no"}
    assert client.post(f"{MONTH}accept/", form).status_code == 422
    assert not AcceptedFinding.objects.exists()


# Gathering again -------------------------------------------------------------------------------


@pytest.fixture
def activity(editor: User) -> BlockText:
    make.activity(by=editor)
    gather(bulletin=make.bulletin(), by=editor, at=make.NOW)
    return title()


def title() -> BlockText:
    return BlockText.objects.get(field__endswith=":title", language="sq")


def edit(client: Client, row: BlockText, text: str) -> None:
    form = {"block": row.block_id, "field": row.field, "language": "sq", "text": text}
    client.post(f"{MONTH}text/", {**form, "version": row.version})


def test_a_text_that_nobody_changed_follows_its_source(client: Client, activity: BlockText) -> None:
    OutreachText.objects.filter(field="title", language="sq").update(text="Burimi i ri.")
    client.post(f"{MONTH}gather/")
    assert title().text == "Burimi i ri."


def test_a_text_that_was_changed_by_hand_stays_and_both_are_shown(
    client: Client, activity: BlockText
) -> None:
    edit(client, activity, "Fjalët e mia.")
    client.post(f"{MONTH}gather/")
    assert (title().text, title().source_changed_at) == ("Fjalët e mia.", None)
    OutreachText.objects.filter(field="title", language="sq").update(text="Burimi i ri.")
    client.post(f"{MONTH}gather/")
    assert title().text == "Fjalët e mia."
    page = body(client.get(MONTH))
    assert "Burimi i ri." in page
    assert "Fjalët e mia." in page


def test_one_button_takes_the_words_of_the_source(client: Client, activity: BlockText) -> None:
    edit(client, activity, "Fjalët e mia.")
    OutreachText.objects.filter(field="title", language="sq").update(text="Burimi i ri.")
    client.post(f"{MONTH}gather/")
    client.post(f"{MONTH}source/", {"text_id": title().pk, "way": "take"})
    assert (title().text, title().source_changed_at) == ("Burimi i ri.", None)


def test_who_keeps_their_own_words_is_not_asked_again(client: Client, activity: BlockText) -> None:
    edit(client, activity, "Fjalët e mia.")
    OutreachText.objects.filter(field="title", language="sq").update(text="Burimi i ri.")
    client.post(f"{MONTH}gather/")
    client.post(f"{MONTH}source/", {"text_id": title().pk, "way": "keep"})
    client.post(f"{MONTH}gather/")
    assert (title().text, title().source_changed_at) == ("Fjalët e mia.", None)


# Nobody else -----------------------------------------------------------------------------------


def test_a_session_that_ended_while_somebody_typed_says_so(bulletin: Bulletin) -> None:
    answer = Client().post(f"{MONTH}text/", given("x"), headers=HTMX)
    assert answer.status_code == 401
    assert f"?next={MONTH}" in body(answer)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.OBSERVER, Role.TRANSLATOR, Role.LIAISON])
def test_who_writes_no_bulletin_neither_sees_nor_changes_it(bulletin: Bulletin, role: Role) -> None:
    client = browser_of(cast.person(role=role))
    assert client.get(MONTH).status_code == 403
    assert write(client, "x").status_code == 403
    assert headline().version == 1


def test_a_month_that_nobody_began_is_not_found(client: Client) -> None:
    assert client.get(MONTH).status_code == 404
    assert datetime.date(2024, 10, 1) not in Bulletin.objects.values_list("month", flat=True)


# The end of a session --------------------------------------------------------------------------

PASSWORD = "fjalëkalim-i-gjatë-40"


@pytest.fixture
def tired(bulletin: Bulletin, editor: User) -> Client:
    """A browser whose session has just ended."""
    client = in_english(editor)
    ended = timezone.now() - datetime.timedelta(minutes=1)
    Session.objects.filter(pk=client.cookies["session"].value).update(expire_date=ended)
    return client


def signed_in_again(client: Client) -> str:
    editor = cast.person(role=Role.EDITOR, password=PASSWORD)
    login = f"/workspace/login/?next={MONTH}"
    page = client.post(login, {"login": editor.email, "password": PASSWORD}, follow=True)
    assert page.request["PATH_INFO"] == MONTH
    return body(client.get(f"{MONTH}?language=en"))


def test_what_was_typed_without_scripts_is_there_after_signing_in(tired: Client) -> None:
    before = headline().text
    answer = tired.post(f"{MONTH}text/", given("E shkruar në fund."))
    assert (answer.status_code, answer["Location"]) == (302, f"/workspace/login/?next={MONTH}")
    assert headline().text == before
    page = signed_in_again(tired)
    assert "E shkruar në fund.</textarea>" in page
    assert "Your session ended while you were writing." in page
    tired.post(f"{MONTH}text/", given("E shkruar në fund."))
    assert headline().text == "E shkruar në fund."
    assert "Your session ended" not in body(tired.get(MONTH))


def test_what_waited_meets_a_newer_text_and_overwrites_nothing(tired: Client, editor: User) -> None:
    tired.post(f"{MONTH}text/", given("E shkruar në fund."))
    write(in_english(cast.secretary()), "Më e re.")
    page = signed_in_again(tired)
    version = re.search(r'name="version" value="(\d+)" id="v-t\d+-headline-0-sq"', page)
    assert version
    tired.post(f"{MONTH}text/", given("E shkruar në fund.", version=int(version[1])))
    assert headline().text == "Më e re."
    assert TextConflict.objects.get().written == "E shkruar në fund."


def test_what_waited_can_be_thrown_away(tired: Client) -> None:
    before = headline().text
    tired.post(f"{MONTH}text/", given("E shkruar në fund."))
    signed_in_again(tired)
    tired.post(f"{MONTH}text/", given("E shkruar në fund.", then="forget"))
    page = body(tired.get(MONTH))
    assert "E shkruar në fund." not in page
    assert headline().text == before


def test_while_typing_it_is_said_truly_whether_the_text_is_kept(tired: Client) -> None:
    kept = write(tired, "Gjysmë fjalie.")
    assert kept.status_code == 401
    assert "What you typed is not lost" in body(write(in_english_again(tired), "Gjysmë fjalie."))
    too_much = write(in_english_again(tired), "x" * 500_000)
    assert "not lost" not in body(too_much)
    assert "Copy what you typed before you leave this page." in body(too_much)
    assert "Gjysmë fjalie.</textarea>" in signed_in_again(tired)


def in_english_again(client: Client) -> Client:
    session = client.session
    session["language"] = "en"
    session.save()
    return client


def test_of_who_never_logged_in_nothing_waits_and_for_what_is_no_block(tired: Client) -> None:
    Client().post(f"{MONTH}text/", given("E fshehtë."))
    tired.post(f"{MONTH}text/", given("E fshehtë.", block="77777777"))
    tired.post(f"{MONTH}text/", given("E fshehtë.") | {"language": "xx"})
    stored = str([row.get_decoded() for row in Session.objects.all()])
    assert "E fshehtë." not in stored


def test_what_waits_is_shown_to_nobody_who_may_not_write_there(tired: Client) -> None:
    tired.post(f"{MONTH}text/", given("E fshehtë."))
    session = tired.session
    session.pop("_auth_user_id", None)
    session.save()
    tired.force_login(cast.member(), backend=BACKEND)
    answer = tired.get(MONTH)
    assert answer.status_code == 403
    assert "E fshehtë." not in body(answer)
