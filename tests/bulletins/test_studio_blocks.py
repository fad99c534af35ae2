"""The blocks of a month: begun, arranged, left out, added, shown before anybody sends them."""

import datetime
import io
from pathlib import Path
from typing import Any

import pypdf
import pytest
from django.http import HttpResponse
from django.test import Client

from bulletins.actions.gather import write_prose
from bulletins.actions.preview import make_previews
from bulletins.composition import compose
from bulletins.models import Block, BlockText, Bulletin, Edition, Preview, StudioEditing
from bulletins.sources import withdrawn
from council.people import Role, User
from outreach.models import Activity
from tests import cast, make
from tests.bulletins import october
from tests.council.browsers import browser_of, in_english

pytestmark = pytest.mark.usefixtures("acting")
HTMX = {"HX-Request": "true"}
STUDIO = "/workspace/bulletins/"
MONTH = "/workspace/bulletins/2024/10/"


@pytest.fixture
def editor() -> User:
    return cast.editor()


@pytest.fixture
def client(editor: User) -> Client:
    return in_english(editor)


@pytest.fixture
def bulletin(editor: User) -> Bulletin:
    """A cover, a story, and contacts."""
    bulletin = make.bulletin()
    make.cover(bulletin=bulletin, by=editor)
    for kind, facts, fields in (
        ("story", {"paragraphs": 1, "advice": 0}, ("headline", "paragraph:0")),
        ("corrections", {}, ("text",)),
        ("contacts", {"next_issue_on": "2024-12-02"}, ("paper", "privacy")),
    ):
        write_prose(
            bulletin=bulletin,
            kind=Block.Kind(kind),
            facts=facts,
            texts={name: make.words("Gjinar") for name in fields},
            by=editor,
            at=make.NOW,
        )
    return bulletin


def block(kind: str) -> Block:
    return Block.objects.get(kind=kind, bulletin__month=make.MONTH)


def kinds(bulletin: Bulletin) -> list[str]:
    return list(bulletin.blocks.filter(removed_at=None).values_list("kind", flat=True))


def act(client: Client, way: str, kind: str, **more: Any) -> HttpResponse:
    form = {"way": way, "block": block(kind).pk, **more}
    return client.post(f"{MONTH}blocks/", form)


def body(response: HttpResponse) -> str:
    return response.content.decode()


def printed(bulletin: Bulletin) -> list[dict[str, Any]]:
    made = compose(bulletin=bulletin, language="sq", edition=1, on=make.TODAY)
    blocks: list[dict[str, Any]] = made["blocks"]
    return blocks


# A month ---------------------------------------------------------------------------------------


def test_a_month_is_begun_with_what_was_public_and_what_stands_in_every_issue(
    client: Client, bulletin: Bulletin, editor: User
) -> None:
    october.meeting(by=editor)
    answer = client.post(f"{STUDIO}begin/", {"month": "2024-11"})
    assert answer["Location"] == f"{STUDIO}2024/11/"
    november = Bulletin.objects.get(month=datetime.date(2024, 11, 1))
    assert kinds(november) == ["cover", "summary", "meeting", "contacts"]
    contacts = november.blocks.get(kind="contacts")
    assert contacts.facts == {"next_issue_on": "2025-01-02"}
    assert contacts.texts.filter(reviewed_at__isnull=False).count() == 6
    assert not november.blocks.get(kind="cover").texts.exists()
    assert body(client.get(f"{STUDIO}2024/11/")).count("studio__cell ") > 15


def test_a_month_is_begun_once_and_not_before_its_time(client: Client, bulletin: Bulletin) -> None:
    before = list(BlockText.objects.values())
    assert client.post(f"{STUDIO}begin/", {"month": "2024-10"})["Location"] == MONTH
    assert client.post(f"{STUDIO}begin/", {"month": "2199-01"})["Location"] == STUDIO
    assert client.post(f"{STUDIO}begin/", {"month": "soon"})["Location"] == STUDIO
    assert list(BlockText.objects.values()) == before
    assert Bulletin.objects.count() == 1


def test_the_list_says_where_each_language_stands(client: Client, bulletin: Bulletin) -> None:
    page = body(client.get(STUDIO))
    assert MONTH in page
    assert page.count("tag--late") == 3


# Order -----------------------------------------------------------------------------------------


def test_a_block_moves_and_the_cover_stays_first_and_the_contacts_last(
    client: Client, bulletin: Bulletin
) -> None:
    act(client, "down", "story")
    assert kinds(bulletin) == ["cover", "corrections", "story", "contacts"]
    act(client, "down", "story")
    act(client, "to", "corrections", place="1")
    assert kinds(bulletin) == ["cover", "corrections", "story", "contacts"]
    for kind in ("cover", "contacts"):
        act(client, "to", kind, place="2")
    assert kinds(bulletin) == ["cover", "corrections", "story", "contacts"]
    assert [each["kind"] for each in printed(bulletin)] == kinds(bulletin)


def test_gathering_again_leaves_the_order_to_who_made_it(
    client: Client, bulletin: Bulletin, editor: User
) -> None:
    make.activity(by=editor)
    client.post(f"{MONTH}gather/")
    assert kinds(bulletin) == ["cover", "story", "activities", "corrections", "contacts"]
    act(client, "to", "activities", place="2")
    make.event(by=editor)
    client.post(f"{MONTH}gather/")
    assert kinds(bulletin)[:3] == ["cover", "activities", "story"]
    assert kinds(bulletin)[-1] == "contacts"


def test_with_htmx_the_list_comes_back_with_the_same_controls(
    client: Client, bulletin: Bulletin
) -> None:
    form = {"way": "down", "block": block("story").pk}
    page = body(client.post(f"{MONTH}blocks/", form, headers=HTMX))
    assert f'id="down-{block("story").pk}"' in page
    assert 'role="status"' in page


# In and out ------------------------------------------------------------------------------------


def test_a_block_that_is_left_out_is_kept_and_in_no_edition(
    client: Client, bulletin: Bulletin
) -> None:
    act(client, "leave_out", "story")
    assert "story" not in [each["kind"] for each in printed(bulletin)]
    assert block("story").texts.exists()
    act(client, "take_back", "story")
    assert "story" in [each["kind"] for each in printed(bulletin)]


def test_a_written_block_is_added_taken_away_and_brought_back(
    client: Client, bulletin: Bulletin
) -> None:
    client.post(f"{MONTH}blocks/", {"way": "add", "kind": "text"})
    assert kinds(bulletin) == ["cover", "story", "text", "corrections", "contacts"]
    act(client, "remove", "text")
    assert "text" not in kinds(bulletin)
    assert "bring_back" in body(client.get(MONTH))
    act(client, "bring_back", "text")
    assert kinds(bulletin) == ["cover", "story", "text", "corrections", "contacts"]


def test_a_second_story_has_an_anchor_of_its_own(client: Client, bulletin: Bulletin) -> None:
    client.post(f"{MONTH}blocks/", {"way": "add", "kind": "story"})
    second = bulletin.blocks.filter(kind="story").last()
    assert second
    for name in ("headline", "paragraph:0"):
        second.texts.create(
            field=name,
            language="sq",
            text=make.words("Tregan")["sq"],
            reviewed_by=cast.editor(),
            reviewed_at=make.NOW,
        )
    assert [each["key"] for each in printed(bulletin)][1:3] == ["story", "story-2"]


def test_what_was_gathered_is_left_out_not_taken_away(client: Client, bulletin: Bulletin) -> None:
    act(client, "remove", "corrections")
    assert block("corrections").removed_at is None
    assert client.post(f"{MONTH}blocks/", {"way": "add", "kind": "figures"}).status_code == 404


def test_lines_are_added_and_the_empty_last_one_is_taken_away(
    client: Client, bulletin: Bulletin
) -> None:
    act(client, "line", "story", part="paragraph")
    assert block("story").facts["paragraphs"] == 2
    act(client, "line_away", "story", part="paragraph")
    act(client, "line_away", "story", part="paragraph")
    assert block("story").facts["paragraphs"] == 1
    act(client, "line", "story", part="quotation")
    assert block("story").facts["quotation"] is True
    assert act(client, "line", "cover", part="paragraph").status_code == 404


def test_the_day_of_the_next_issue_is_set_and_a_day_that_is_none_is_refused(
    client: Client, bulletin: Bulletin
) -> None:
    act(client, "next_issue", "contacts", day="2025-01-07")
    act(client, "next_issue", "contacts", day="31.02.2025")
    assert block("contacts").facts["next_issue_on"] == "2025-01-07"


def test_a_withdrawn_source_blocks_its_block_until_it_is_left_out(
    client: Client, bulletin: Bulletin, editor: User
) -> None:
    make.activity(by=editor)
    client.post(f"{MONTH}gather/")
    calm = body(client.get(MONTH))
    Activity.objects.update(withdrawn_at=make.NOW)
    assert "callout--danger" not in calm
    assert "callout--danger" in body(client.get(MONTH))
    assert withdrawn(bulletin.printed())
    act(client, "leave_out", "activities")
    assert not withdrawn(bulletin.printed())


def test_who_else_writes_is_said(client: Client, bulletin: Bulletin) -> None:
    assert body(client.post(f"{MONTH}editing/")).strip() == ""
    secretary = cast.secretary()
    assert "Editor" in body(browser_of(secretary).post(f"{MONTH}editing/"))
    StudioEditing.objects.update(seen_at=make.NOW)
    assert body(client.post(f"{MONTH}editing/")).strip() == ""


# Free text -------------------------------------------------------------------------------------


def free_text(client: Client, html: str, language: str = "sq", field: str = "body") -> HttpResponse:
    if not Block.objects.filter(kind="text").exists():
        client.post(f"{MONTH}blocks/", {"way": "add", "kind": "text"})
    form = {"block": block("text").pk, "field": field, "language": language, "text": html}
    row = BlockText.objects.filter(block=block("text"), field=field, language=language).first()
    form["version"] = row.version if row else 0
    return client.post(f"{MONTH}text/", {**form, "then": "review"}, headers=HTMX)


def test_free_text_is_cleaned_and_printed_with_its_headings_and_links(
    client: Client, bulletin: Bulletin
) -> None:
    free_text(client, "Lajme", field="headline")
    html = (
        '<h3 style="color:red">Rruga</h3><p onclick="x()">Këshilli vendosi.</p>'
        '<script>alert(1)</script><ul><li><a href="https://example.org/">Lexoni</a></li></ul>'
        '<p><a href="javascript:x()">keq</a></p>'
    )
    assert free_text(client, html).status_code == 200
    stored = BlockText.objects.get(field="body").text
    assert stored == (
        "<h3>Rruga</h3><p>Këshilli vendosi.</p>"
        '<ul><li><a href="https://example.org/">Lexoni</a></li></ul><p><a>keq</a></p>'
    )
    (found,) = [each for each in printed(bulletin) if each["kind"] == "text"]
    assert (found["title"], found["html"]) == ("Lajme", stored)
    for part in ("page", "letter"):
        shown = body(client.get(f"{MONTH}preview/sq/{part}/"))
        assert "Rruga</h3>" in shown
        assert 'href="https://example.org/"' in shown


def test_two_megabytes_of_word_are_cleaned_and_it_is_said(
    client: Client, bulletin: Bulletin
) -> None:
    noise = "<style>" + "p.MsoNormal{margin:0cm;font-family:Calibri}" * 45_000 + "</style>"
    html = (
        f'<html xmlns:o="x"><head>{noise}</head><p class="MsoNormal">Këshilli vendosi.</p></html>'
    )
    answer = free_text(client, html)
    assert answer.status_code == 200
    assert BlockText.objects.get(field="body").text == "<p>Këshilli vendosi.</p>"
    assert "Word" in body(answer)


def test_text_without_any_markup_becomes_paragraphs(client: Client, bulletin: Bulletin) -> None:
    free_text(client, "E para & e dyta.\r\nRresht.\r\n\r\nE treta.")
    stored = BlockText.objects.get(field="body").text
    assert stored == "<p>E para &amp; e dyta.<br>Rresht.</p><p>E treta.</p>"
    free_text(client, "<p>E para.<br><br>E <strong>dyta.<br><br>E</strong> treta.</p>")
    stored = BlockText.objects.get(field="body").text
    assert stored.count("<p>") == 3


def test_the_checks_read_the_words_of_free_text(client: Client, bulletin: Bulletin) -> None:
    free_text(client, "<p>Këshilli ndriçoi <strong>6</strong> vende.</p>")
    answer = free_text(client, "<p>The Council lit <em>7</em> places.</p>", "en")
    assert answer.status_code == 422
    assert "The source says 6, the translation says 7." in body(answer)


def test_only_the_editor_of_free_text_brings_styles_and_they_are_named(
    client: Client, bulletin: Bulletin
) -> None:
    without = client.get(MONTH)
    client.post(f"{MONTH}blocks/", {"way": "add", "kind": "text"})
    with_it = client.get(MONTH)
    assert "portal/trix" not in body(without)
    assert "portal/trix" in body(with_it)
    assert "'nonce-" in with_it["Content-Security-Policy"]
    for answer in (without, with_it):
        assert "unsafe" not in answer["Content-Security-Policy"]


# Before it is sent -----------------------------------------------------------------------------


def test_what_is_missing_leads_to_the_very_field(client: Client, bulletin: Bulletin) -> None:
    BlockText.objects.filter(field="headline:0", language="ar").delete()
    page = body(client.get(f"{MONTH}ready/"))
    assert f"{MONTH}?show=ar#t{block('cover').pk}-headline-0-ar" in page
    assert page.count("tag--done") == 2


def test_a_language_that_waits_for_its_translation_goes_to_the_chair_as_a_digest(
    client: Client, bulletin: Bulletin
) -> None:
    BlockText.objects.filter(field="headline:0", language="ar").delete()
    assert "a digest of sentences" in body(client.get(f"{MONTH}ready/"))
    client.post(f"{MONTH}send/")
    forms = dict(Edition.objects.values_list("language", "form"))
    assert forms == {"sq": "full", "en": "full", "ar": "digest"}


def test_page_and_letter_are_shown_in_frames_of_this_portal_alone(
    client: Client, bulletin: Bulletin
) -> None:
    outer = client.get(f"{MONTH}preview/ar/")
    assert "frame-src 'self'" in outer["Content-Security-Policy"]
    for part in ("page", "letter"):
        inner = client.get(f"{MONTH}preview/ar/{part}/")
        assert inner["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in inner["Content-Security-Policy"]
        assert 'dir="rtl"' in body(inner)
        assert make.words("Gjinar")["ar"].split()[0] in body(inner)
    assert client.get(f"{MONTH}preview/de/").status_code == 404


def test_the_document_is_made_by_a_worker_and_is_theirs_alone(
    client: Client, bulletin: Bulletin, documents: Path
) -> None:
    assert client.get(f"{MONTH}preview/sq/document/").status_code == 404
    client.post(f"{MONTH}preview/sq/make/")
    assert Preview.objects.get().made_at is None
    make_previews()
    answer = client.get(f"{MONTH}preview/sq/document/")
    made = pypdf.PdfReader(io.BytesIO(answer.getvalue()))
    assert Preview.objects.get().pages == len(made.pages)
    assert make.words("Gjinar")["sq"] in " ".join(made.pages[0].extract_text().split())
    other = browser_of(cast.secretary())
    assert other.get(f"{MONTH}preview/sq/document/").status_code == 404
    client.post(f"{MONTH}preview/sq/make/")
    assert Preview.objects.get().made_at is None
    assert not list(documents.parent.glob("previews/*.pdf"))


# Nobody else -----------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.MEMBER, Role.CHAIR, Role.TRANSLATOR])
def test_who_writes_no_bulletin_changes_nothing(bulletin: Bulletin, role: Role) -> None:
    other = browser_of(cast.person(role=role))
    before = kinds(bulletin)
    for page in (STUDIO, f"{MONTH}ready/", f"{MONTH}preview/sq/", f"{MONTH}preview/sq/letter/"):
        assert other.get(page).status_code == 403
    for page in ("blocks/", "gather/", "editing/", "settle/", "accept/", "source/"):
        assert other.post(f"{MONTH}{page}", {"way": "remove"}).status_code == 403
    assert other.post(f"{STUDIO}begin/", {"month": "2024-11"}).status_code == 403
    assert kinds(bulletin) == before
    assert Client().get(STUDIO)["Location"] == f"/workspace/login/?next={STUDIO}"


def test_a_block_of_another_month_is_not_found(client: Client, bulletin: Bulletin) -> None:
    make.bulletin(month=datetime.date(2024, 9, 1))
    form = {"way": "leave_out", "block": block("story").pk}
    assert client.post("/workspace/bulletins/2024/09/blocks/", form).status_code == 404
    assert not block("story").left_out
