"""The picture of a block: brought by an editor, described, approved with the words, shown, gone."""

import datetime
import io
import zlib
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone, translation
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from bulletins.actions.assign_texts import assign_texts
from bulletins.actions.begin_month import begin_month
from bulletins.actions.gather import gather, write_prose
from bulletins.actions.preview import make_previews
from bulletins.actions.publish import NotReady, editions_to_publish, publish_editions
from bulletins.actions.set_picture import GRACE, forget_removed
from bulletins.actions.withdraw import withdraw
from bulletins.changes import changes
from bulletins.composition import Incomplete, compose
from bulletins.content import issue_from
from bulletins.models import Assignment, Block, BlockText, Bulletin, Picture, Preview
from bulletins.outputs.rendering import document_html, letter
from bulletins.outputs.speech import passages
from bulletins.states import of
from council.people import Role, User
from press.files import MOST_BYTES
from tests import cast, make
from tests.bulletins import october
from tests.council.browsers import browser_of, in_english
from tests.press.pdf_structure import problems

pytestmark = pytest.mark.usefixtures("acting", "documents")
MONTH = "/workspace/bulletins/2024/10/"
SHOWS = {
    "sq": "Drita të reja mbi një rrugë të qytetit.",
    "en": "New lights above a street of the city.",
    "ar": "أضواء جديدة فوق شارع في المدينة.",
}


@pytest.fixture
def editor() -> User:
    return cast.editor()


@pytest.fixture
def client(editor: User) -> Client:
    return in_english(editor)


@pytest.fixture
def bulletin(editor: User) -> Bulletin:
    """A cover and a story."""
    bulletin = make.bulletin()
    make.cover(bulletin=bulletin, by=editor)
    write_story(bulletin, editor)
    return bulletin


def write_story(bulletin: Bulletin, editor: User, **more: Any) -> None:
    write_prose(
        bulletin=bulletin,
        kind=Block.Kind.STORY,
        facts={"paragraphs": 1, "advice": 0},
        texts={"headline": make.words("Gjinar"), "paragraph:0": make.words("Tregan"), **more},
        by=editor,
        at=make.NOW,
    )


def free_text(bulletin: Bulletin, editor: User, **more: Any) -> Block:
    body = {language: f"<p>{text}</p>" for language, text in SHOWS.items()}
    write_prose(
        bulletin=bulletin,
        kind=Block.Kind.TEXT,
        facts={},
        texts={"headline": make.words("Gjinar"), "body": body, **more},
        by=editor,
        at=make.NOW,
    )
    return bulletin.blocks.get(kind="text")


def story() -> Block:
    return Block.objects.get(kind="story", bulletin__month=make.MONTH)


def file(kind: str = "JPEG", size: tuple[int, int] = (1000, 500), **saving: Any) -> bytes:
    out = io.BytesIO()
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    image.save(out, kind, **saving)
    return out.getvalue()


def bring(
    client: Client, data: bytes | None = None, name: str = "dritat.jpg", **more: str
) -> HttpResponse:
    upload = SimpleUploadedFile(name, file() if data is None else data)
    form = {"way": "put", "block": story().pk, "file": upload, "consent": "on", **more}
    return client.post(f"{MONTH}picture/", form)


def act(client: Client, way: str) -> HttpResponse:
    return client.post(f"{MONTH}picture/", {"way": way, "block": story().pk})


def describe(editor: User, shows: dict[str, str] = SHOWS) -> None:
    """Its words, reviewed."""
    write_story(story().bulletin, editor, **{Picture.ALT: shows})


def composed(bulletin: Bulletin, language: str = "sq", form: str = "full") -> dict[str, Any]:
    made = compose(bulletin=bulletin, language=language, edition=1, on=make.TODAY, form=form)
    (found,) = [block for block in made["blocks"] if block["kind"] == "story"]
    return dict(found)


def body(response: HttpResponse) -> str:
    return response.content.decode()


def status(client: Client, address: str) -> int:
    answer = client.get(address)
    if answer.streaming:
        answer.getvalue()
    return answer.status_code


def published(bulletin: Bulletin, editor: User) -> None:
    editions = [
        make.edition(bulletin=bulletin, language=language, by=editor, approved_by=cast.chair())
        for language in SHOWS
    ]
    for edition in editions:
        make.document(edition=edition)
    publish_editions(editions=editions, at=make.NOW)


# Brought ---------------------------------------------------------------------------------------


def test_a_picture_is_drawn_anew_in_the_sizes_that_pages_need(
    client: Client, bulletin: Bulletin, documents: Path
) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010F] = "Kamera e Gjinarit"
    answer = bring(client, file(size=(1000, 500), exif=exif))
    assert answer["Location"] == f"{MONTH}#picture-{story().pk}"
    picture = Picture.objects.get()
    assert (picture.width, picture.height, picture.widths) == (500, 1000, [320, 500])
    stored = sorted(documents.parent.glob("pictures/*"))
    assert [path.name.rpartition("-")[2] for path in stored] == [
        "320.jpg",
        "320.webp",
        "500.jpg",
        "500.webp",
    ]
    for path in stored:
        assert b"Gjinarit" not in path.read_bytes()
        with Image.open(path) as opened:
            assert (opened.width * 2, len(opened.getexif())) == (opened.height, 0)


@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.png"), ("WEBP", "a.WEBP")])
def test_png_and_webp_are_taken_too(
    client: Client, bulletin: Bulletin, kind: str, name: str
) -> None:
    assert bring(client, file(kind), name).status_code == 302
    assert Picture.objects.get().widths == [320, 640, 960, 1000]


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"\xff\xd8\xff" + bytes(2 * MOST_BYTES), "a.jpg", "The picture is too large"),
        (file("PNG"), "a.jpg", "not the kind of picture that its name says"),
        (make.paper("Gjinar"), "a.jpg", "not the kind of picture that its name says"),
        (file("GIF"), "a.gif", "Only JPEG, PNG and WebP"),
        (file()[:900], "a.jpg", "The picture is broken"),
        (b"", "a.jpg", "The file is empty"),
    ],
    ids=["40 MB", "another kind", "a document", "no picture of ours", "half", "nothing"],
)
def test_what_cannot_be_shown_is_refused_at_its_field_and_the_former_stays(
    client: Client, bulletin: Bulletin, data: bytes, name: str, said: str
) -> None:
    bring(client)
    before = Picture.objects.get().name
    answer = bring(client, data, name)
    page = body(answer)
    assert answer.status_code == 422
    assert page.count(said) == 2, "in the summary and at the field"
    assert f'href="#picture-file-{story().pk}"' in page
    assert f'id="picture-error-{story().pk}"' in page
    assert 'name="consent" required checked' in page
    assert Picture.objects.get().name == before


def test_a_picture_that_would_unpack_to_gigabytes_is_refused(
    client: Client, bulletin: Bulletin
) -> None:
    small = file("PNG", (10, 10))
    side = (50_000).to_bytes(4, "big")
    head = small[12:16] + side + side + small[24:29]
    bomb = small[:12] + head + zlib.crc32(head).to_bytes(4, "big") + small[33:]
    answer = bring(client, bomb, "a.png")
    assert (answer.status_code, "The picture is too large" in body(answer)) == (422, True)


def test_nobody_is_shown_who_has_not_agreed_to_it(client: Client, bulletin: Bulletin) -> None:
    answer = bring(client, consent="")
    assert answer.status_code == 422
    assert body(answer).count("Say that nobody is shown who has not agreed to it.") == 2
    assert not Picture.objects.exists()


def test_a_block_of_figures_has_no_picture(client: Client, bulletin: Bulletin) -> None:
    cover = bulletin.blocks.get(kind="cover")
    assert bring(client, block=str(cover.pk)).status_code == 404


# Its words -------------------------------------------------------------------------------------


def test_its_words_are_texts_like_others(client: Client, bulletin: Bulletin) -> None:
    bring(client)
    page = body(client.get(MONTH))
    assert "What the picture shows" in page
    assert f'src="{MONTH}pictures/{Picture.objects.get().name}-640.webp"' in page
    form = {"block": story().pk, "field": Picture.ALT, "language": "sq", "version": 0}
    answer = client.post(f"{MONTH}text/", {**form, "text": SHOWS["sq"]})
    assert answer.status_code == 302
    assert BlockText.objects.get(field=Picture.ALT).text == SHOWS["sq"]


@pytest.mark.parametrize("language", SHOWS)
def test_without_its_words_no_edition_is_whole(
    client: Client, editor: User, bulletin: Bulletin, language: str
) -> None:
    bring(client)
    describe(editor)
    BlockText.objects.get(field=Picture.ALT, language=language).delete()
    with pytest.raises(Incomplete) as refused:
        composed(bulletin, language)
    assert "A picture has no words" in str(refused.value)
    for other in SHOWS.keys() - {language, "sq"} if language != "sq" else ():
        assert composed(bulletin, other)["picture"]["alt"] == SHOWS[other]


def test_a_file_name_is_no_description(client: Client, editor: User, bulletin: Bulletin) -> None:
    bring(client)
    describe(editor, {**SHOWS, "en": "IMG_2041.jpg"})
    with pytest.raises(Incomplete) as refused:
        composed(bulletin, "en")
    assert "IMG_2041.jpg" in str(refused.value)
    assert "are a file&#x27;s name: IMG_2041.jpg" in body(client.get(MONTH))


def test_what_only_decorates_needs_no_words(
    client: Client, editor: User, bulletin: Bulletin
) -> None:
    bring(client, decorative="on")
    assert composed(bulletin)["picture"]["alt"] == ""
    assert 'alt=""' in document_html(issue(bulletin))
    act(client, "meaning")
    with pytest.raises(Incomplete):
        composed(bulletin)
    act(client, "decorative")
    assert composed(bulletin)["picture"]["alt"] == ""


def issue(bulletin: Bulletin) -> Any:
    return issue_from(compose(bulletin=bulletin, language="sq", edition=1, on=make.TODAY))


def test_another_picture_is_described_anew(
    client: Client, editor: User, bulletin: Bulletin
) -> None:
    bring(client)
    describe(editor)
    bring(client)
    assert composed(bulletin)["picture"]["alt"], "the same picture keeps the review"
    bring(client, file(size=(900, 900)))
    with pytest.raises(Incomplete) as refused:
        composed(bulletin)
    assert "is not reviewed" in str(refused.value)
    assert BlockText.objects.get(field=Picture.ALT, language="ar").text == SHOWS["ar"]


# Approved, shown, gone -------------------------------------------------------------------------


def test_another_picture_voids_the_approval(
    client: Client, editor: User, bulletin: Bulletin
) -> None:
    bring(client)
    describe(editor)
    for language in SHOWS:
        edition = make.edition(
            bulletin=bulletin, language=language, by=editor, approved_by=cast.chair()
        )
        make.document(edition=edition)
    assert len(editions_to_publish(make.MONTH)) == 3
    bring(client, file(size=(900, 900)))
    describe(editor)
    BlockText.objects.update(reviewed_by=editor, reviewed_at=make.NOW)
    with pytest.raises(NotReady) as refused:
        editions_to_publish(make.MONTH)
    assert "the words have changed since they were approved" in str(refused.value)


def test_residents_get_it_with_the_edition_and_no_longer_than_it(
    client: Client, editor: User, bulletin: Bulletin
) -> None:
    bring(client)
    describe(editor)
    name = Picture.objects.get().name
    for_all = f"/en/bulletin/2024/10/picture/{name}-640.webp"
    assert status(Client(), for_all) == 404
    published(bulletin, editor)

    page = body(Client().get("/en/bulletin/2024/10/"))
    assert f'alt="{SHOWS["en"]}"' in page
    assert 'width="1000" height="500"' in page
    assert 'loading="lazy"' in page
    assert f"{for_all} 640w" in page
    shown = Client().get(for_all)
    assert (shown["Content-Type"], shown.getvalue()[8:12]) == ("image/webp", b"WEBP")
    assert Client().get(for_all, headers={"If-None-Match": shown["ETag"]}).status_code == 304
    assert status(Client(), f"/buletini/2024/10/foto/{name}-640.jpg") == 200
    assert status(Client(), for_all.replace("640", "639")) == 404
    assert status(Client(), for_all.replace(name, "0" * 40)) == 404

    reasons = dict.fromkeys(SHOWS, "Prova.")
    withdraw(bulletin=bulletin, reasons=reasons, by=cast.secretary(), at=make.NOW)
    assert status(Client(), for_all) == 404


def test_the_letter_leads_to_it(client: Client, editor: User, bulletin: Bulletin) -> None:
    block = free_text(bulletin, editor, **{Picture.ALT: SHOWS})
    bring(client, block=str(block.pk))
    edition = make.edition(bulletin=bulletin, language="en", by=editor)
    _, text, html = letter(edition)
    assert "<img" not in html
    assert f"Picture: {SHOWS['en']}" in html
    assert "/en/bulletin/2024/10/?k=m#text" in html
    assert f"Picture: {SHOWS['en']}" in " ".join(text.split())


def test_the_document_shows_it_and_its_pages_are_shown_as_pictures(
    client: Client, editor: User, bulletin: Bulletin, documents: Path
) -> None:
    bring(client)
    describe(editor)
    bring(client, decorative="on", block=str(free_text(bulletin, editor).pk))
    at = f"{MONTH}preview/sq/"
    assert status(client, f"{at}pages/1.png") == 404
    client.post(f"{at}make/")
    make_previews()
    data = (documents.parent / "previews" / f"{Preview.objects.get().pk}.pdf").read_bytes()
    assert problems(data) == [], "what only decorates is no content"
    with pikepdf.open(io.BytesIO(data)) as made:
        figures = [part for part in made.objects if is_figure(part)]
        assert [str(figure.Alt) for figure in figures][-1] == SHOWS["sq"]
        pages = len(made.pages)
    assert f'alt="Page 2 of {pages}"' in body(client.get(at))
    first = client.get(f"{at}pages/1.png")
    assert "no-store" in first["Cache-Control"]
    with Image.open(io.BytesIO(first.getvalue())) as picture:
        assert (picture.format, picture.size) == ("PNG", (827, 1170))
    assert status(client, f"{at}pages/{pages + 1}.png") == 404
    assert status(browser_of(cast.secretary()), f"{at}pages/1.png") == 404
    assert status(browser_of(cast.chair()), f"{at}pages/1.png") == 403
    client.post(f"{at}make/")
    assert not list(documents.parent.glob("previews/*"))


def is_figure(part: Any) -> bool:
    return isinstance(part, pikepdf.Dictionary) and part.get("/S") == pikepdf.Name.Figure


def test_gathering_again_leaves_a_picture_and_its_words(editor: User, client: Client) -> None:
    october.everything(by=editor)
    bulletin = make.bulletin()
    gather(bulletin=bulletin, by=editor, at=make.NOW)
    activities = bulletin.blocks.get(kind="activities")
    bring_to = {"way": "put", "block": activities.pk, "consent": "on"}
    client.post(f"{MONTH}picture/", {**bring_to, "file": SimpleUploadedFile("a.jpg", file())})
    BlockText.objects.create(block=activities, field=Picture.ALT, language="sq", text=SHOWS["sq"])
    gather(bulletin=bulletin, by=editor, at=make.NOW)
    assert Picture.objects.get().block == activities
    assert BlockText.objects.filter(field=Picture.ALT).exists()


def test_a_new_month_brings_no_picture_along(
    client: Client, editor: User, bulletin: Bulletin
) -> None:
    bring(client)
    november = make.MONTH.replace(month=11)
    begun = begin_month(month=november, by=editor, at=make.NOW.replace(month=12))
    assert begun.copied_from == make.MONTH
    assert not Picture.objects.filter(block__bulletin=begun.bulletin).exists()


def test_taken_away_it_is_nowhere_and_comes_back_with_its_words(
    client: Client, editor: User, bulletin: Bulletin, documents: Path
) -> None:
    bring(client)
    describe(editor)
    name = Picture.objects.get().name
    assert act(client, "remove").status_code == 302
    assert "picture" not in composed(bulletin)
    assert not [text for text in of(bulletin).texts.values() if text.field == Picture.ALT]
    assert status(client, f"{MONTH}pictures/{name}-640.webp") == 404
    assert act(client, "remove").status_code == 404
    page = body(client.get(MONTH))
    assert "Bring the picture back" in page
    assert "What the picture shows" not in page
    act(client, "bring_back")
    assert composed(bulletin)["picture"]["alt"] == SHOWS["sq"]
    assert "Bring the picture back" not in body(client.get(MONTH))
    assert act(client, "bring_back").status_code == 404


def test_what_nobody_brought_back_is_forgotten_words_and_files(
    client: Client,
    editor: User,
    bulletin: Bulletin,
    documents: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    bring(client)
    describe(editor)
    act(client, "remove")
    removed = Picture.objects.get().removed_at
    assert removed
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_removed(at=removed + GRACE - datetime.timedelta(seconds=1)) == 0
    assert list(documents.parent.glob("pictures/*"))
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_removed(at=removed + GRACE) == 1
    assert not Picture.objects.exists()
    assert not BlockText.objects.filter(field=Picture.ALT).exists()
    assert not list(documents.parent.glob("pictures/*"))


def test_another_picture_takes_the_place_of_one_that_was_taken_away(
    client: Client,
    bulletin: Bulletin,
    documents: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    bring(client)
    act(client, "remove")
    with django_capture_on_commit_callbacks(execute=True):
        bring(client, file(size=(300, 300)))
    picture = Picture.objects.get()
    assert (picture.width, picture.removed_at) == (300, None)
    assert len(list(documents.parent.glob("pictures/*"))) == 2


def test_a_block_that_gathering_takes_away_leaves_no_picture_behind(
    client: Client,
    editor: User,
    documents: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    made = make.activity(by=editor)
    bulletin = make.bulletin()
    gather(bulletin=bulletin, by=editor, at=make.NOW)
    activities = bulletin.blocks.get(kind="activities")
    bring_to = {"way": "put", "block": activities.pk, "consent": "on"}
    client.post(f"{MONTH}picture/", {**bring_to, "file": SimpleUploadedFile("a.jpg", file())})
    assert Picture.objects.exists()
    type(made).objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        told = gather(bulletin=bulletin, by=editor, at=make.NOW)
    assert told.gone_blocks == ["activities"]
    assert not Picture.objects.exists()
    assert not list(documents.parent.glob("pictures/*"))


def test_what_it_shows_is_read_aloud(client: Client, editor: User, bulletin: Bulletin) -> None:
    bring(client)
    describe(editor)
    for language, word in (("sq", "Figura"), ("en", "Picture")):
        made = compose(bulletin=bulletin, language=language, edition=1, on=make.TODAY)
        said = [text for part in passages(issue_from(made)) for text in part.paragraphs]
        (shown,) = [text for text in said if SHOWS[language].rstrip(".") in text]
        assert shown.startswith(f"{word}: ")
    act(client, "decorative")
    made = compose(bulletin=bulletin, language="sq", edition=1, on=make.TODAY)
    assert not [part for part in passages(issue_from(made)) if SHOWS["sq"] in str(part)]


def test_who_translates_its_words_sees_it_and_nobody_else_does(
    client: Client, editor: User, bulletin: Bulletin
) -> None:
    bring(client)
    describe(editor)
    BlockText.objects.filter(field=Picture.ALT, language="en").delete()
    translator = cast.translator()
    given = assign_texts(
        bulletin=bulletin,
        language="en",
        task=Assignment.Task.TRANSLATE,
        person=translator,
        due_date=timezone.localdate(),
        blocks=(),
        by=cast.secretary(),
        at=timezone.now(),
    )
    theirs = browser_of(translator)
    desk = f"/workspace/bulletins/translations/{given.pk}/"
    source = BlockText.objects.get(field=Picture.ALT, language="sq")
    address = f"{desk}texts/{source.pk}/picture.webp"
    assert f'src="{address}"' in body(theirs.get(desk))
    shown = theirs.get(address)
    assert (shown["Content-Type"], shown.getvalue()[8:12]) == ("image/webp", b"WEBP")
    assert "no-store" in shown["Cache-Control"]
    other = BlockText.objects.get(field="paragraph:0", language="sq")
    assert status(theirs, f"{desk}texts/{other.pk}/picture.webp") == 404
    # The secretary, who reviews, sees it too.
    BlockText.objects.create(block=source.block, field=Picture.ALT, language="en", text="x")
    review = browser_of(cast.secretary()).get(f"{MONTH}translations/en/")
    assert f'src="{MONTH}pictures/{Picture.objects.get().name}-640.webp"' in body(review)
    act(client, "remove")
    assert status(theirs, address) == 404
    for other_one in (cast.member(), cast.person(role=Role.TRANSLATOR, agency="local_media")):
        assert status(browser_of(other_one), address) == 404


def test_what_an_edition_shows_stays_stored(
    client: Client,
    editor: User,
    bulletin: Bulletin,
    documents: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    bring(client)
    describe(editor)
    published(bulletin, editor)
    with django_capture_on_commit_callbacks(execute=True):
        act(client, "remove")
    name = next(documents.parent.glob("pictures/*-640.webp")).name
    assert status(Client(), f"/buletini/2024/10/foto/{name}") == 200


def test_who_approves_sees_it_with_the_words(
    client: Client, editor: User, bulletin: Bulletin
) -> None:
    bring(client)
    describe(editor)
    make.edition(bulletin=bulletin, language="sq", by=editor)
    page = body(browser_of(cast.chair()).get(f"{MONTH}approve/"))
    assert f"{MONTH}pictures/{Picture.objects.get().name}-640.webp 640w" in page
    assert f'alt="{SHOWS["sq"]}"' in page


def test_another_picture_stands_among_what_has_changed(
    client: Client, editor: User, bulletin: Bulletin
) -> None:
    bring(client)
    describe(editor)
    before = composed(bulletin)
    bring(client, file(size=(900, 900)))
    describe(editor)
    BlockText.objects.update(reviewed_by=editor, reviewed_at=make.NOW)
    now = composed(bulletin)
    with translation.override("en"):
        (change,) = changes({"blocks": [before]}, {"blocks": [now]})
    assert (change.before, change.now) == tuple(
        f"Picture {block['picture']['name'][:6]}" for block in (before, now)
    )


def test_before_publication_only_who_writes_and_approves_sees_it(
    client: Client, editor: User, bulletin: Bulletin
) -> None:
    bring(client)
    address = f"{MONTH}pictures/{Picture.objects.get().name}-640.webp"
    shown = client.get(address)
    assert (shown["Content-Type"], shown.getvalue()[8:12]) == ("image/webp", b"WEBP")
    assert "no-store" in shown["Cache-Control"]
    assert status(browser_of(cast.chair()), address) == 200
    for role in (Role.MEMBER, Role.TRANSLATOR, Role.LIAISON):
        other = browser_of(cast.person(role=role))
        assert other.get(address).status_code == 403
        assert bring(other).status_code == 403
    assert status(Client(), address) == 302
    make.bulletin(month=make.MONTH.replace(month=9))
    assert client.get(address.replace("/10/", "/09/")).status_code == 404
