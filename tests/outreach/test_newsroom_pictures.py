"""The picture of a news item: cleaned, consented to, described, and public only with its news."""

import datetime
import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import Settings

from outreach.models import Manuscript, News
from outreach.pictures import path_of
from tests import cast
from tests.council.browsers import in_english
from tests.outreach.newsroom import begun, page, published, ready, step, words, write

pytestmark = pytest.mark.usefixtures("acting")
SHOWS = "Drita mbi një rrugë të qytetit."


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> None:
    settings.PORTAL_VAR = tmp_path


@pytest.fixture
def editor() -> Client:
    return in_english(cast.editor())


@pytest.fixture
def secretary() -> Client:
    return in_english(cast.secretary())


@pytest.fixture
def chair() -> Client:
    return in_english(cast.chair())


def photograph() -> bytes:
    """With a camera's notes: where it was taken."""
    out = io.BytesIO()
    notes = Image.Exif()
    notes[0x010F] = "Camera of the visitor"
    Image.new("RGB", (800, 500), "tan").save(out, "JPEG", exif=notes)
    return out.getvalue()


def bring(client: Client, it: Manuscript, data: bytes | None = None, **more: str) -> HttpResponse:
    file = SimpleUploadedFile("rruga.jpg", photograph() if data is None else data)
    sent = {"way": "put", "file": file, "consent": "on", **more}
    answer = client.post(page(it, "picture/"), sent)
    it.refresh_from_db()
    return answer


def test_a_picture_loses_the_notes_of_its_camera_and_comes_in_sizes(editor: Client) -> None:
    it = begun(editor)
    assert bring(editor, it).status_code == 302
    assert it.picture
    assert it.picture["widths"] == [320, 640, 800]
    for width in (320, 640, 800):
        for ending in ("webp", "jpg"):
            data = path_of(f"{it.picture['name']}-{width}.{ending}").read_bytes()
            assert b"Camera of the visitor" not in data
            assert not Image.open(io.BytesIO(data)).getexif()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<script>alert(1)</script>", "The file is not the kind of picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "The file is not the kind of picture"),
        (b"", "The file is empty."),
    ],
)
def test_what_is_no_picture_is_refused_at_its_field(editor: Client, data: bytes, said: str) -> None:
    it = begun(editor)
    answer = bring(editor, it, data)
    assert answer.status_code == 422
    assert words(answer).count(said) == 2
    assert it.picture is None


def test_without_consent_no_picture_comes_in(editor: Client) -> None:
    it = begun(editor)
    answer = bring(editor, it, consent="")
    assert answer.status_code == 422
    assert "Say that nobody is shown who has not agreed to it." in words(answer)
    assert it.picture is None


def test_what_it_shows_is_said_before_it_is_published(editor: Client, secretary: Client) -> None:
    it = ready(editor, begun(editor), secretary, ("sq",))
    bring(editor, it)
    assert "The Albanian text is missing: What the picture shows." in words(
        step(editor, it, "submit")
    )
    file_name = write(editor, it, "picture:alt", "sq", "IMG_2041.jpg", then="review")
    assert "are a file&#x27;s name" in words(file_name)
    assert write(editor, it, "picture:alt", "sq", SHOWS, then="review").status_code == 302
    assert step(editor, it, "submit").status_code == 302


def test_another_picture_needs_its_words_read_again(editor: Client) -> None:
    it = begun(editor)
    bring(editor, it)
    write(editor, it, "picture:alt", "sq", SHOWS, then="review")
    bring(editor, it)
    assert it.texts.get(field="picture:alt").is_reviewed
    other = io.BytesIO()
    Image.new("RGB", (700, 500), "olive").save(other, "JPEG")
    bring(editor, it, other.getvalue())
    assert not it.texts.get(field="picture:alt").is_reviewed


def test_one_that_only_decorates_needs_no_words(
    editor: Client, secretary: Client, chair: Client
) -> None:
    it = ready(editor, begun(editor), secretary, ("sq",))
    bring(editor, it, decorative="on")
    published(editor, it, chair)
    shown = News.objects.get(slug=it.slug).picture
    assert shown and shown["decorative"]


def test_residents_get_its_files_as_long_as_its_news_is_public(
    editor: Client, secretary: Client, chair: Client
) -> None:
    it = ready(editor, begun(editor), secretary, ("sq",))
    bring(editor, it, decorative="on")
    assert it.picture
    name = f"{it.picture['name']}-640.webp"
    public = f"/lajme/foto/{name}"
    assert Client().get(public).status_code == 404
    before = editor.get(page(it, f"picture/{name}"))
    assert before.getvalue() == path_of(name).read_bytes()
    assert in_english(cast.member()).get(page(it, f"picture/{name}")).status_code == 403
    published(editor, it, chair)
    # The database knows what was public before this transaction began.
    News.objects.update(published_at=timezone.now() - datetime.timedelta(hours=1))
    answer = Client().get(public)
    assert answer.getvalue() == path_of(name).read_bytes()
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/webp")
    again = Client().get(f"/ar/news/picture/{name}", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    reasons = {"sq": "Gabim.", "en": "A mistake.", "ar": "خطأ."}
    editor.post(page(it, "withdraw/"), reasons)
    assert Client().get(public).status_code == 404
