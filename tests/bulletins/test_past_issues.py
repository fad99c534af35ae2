"""Bulletins from before the portal: brought in bulk, looked at, published by a second person."""

import io
from pathlib import Path

import docx
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from bulletins import tasks
from bulletins.documents import path_of
from bulletins.models import ArchivedIssue
from council.models import AuditRecord
from council.people import Public, Role, User, acting_as
from outreach.models import Page
from press.files import MOST_BYTES
from tests import cast, make

LIST = "/workspace/bulletins/archive/"


@pytest.fixture
def editor(acting: None, documents: Path, monkeypatch: pytest.MonkeyPatch) -> User:
    monkeypatch.setattr(tasks, "wake_reader", lambda: None)  # a worker would have a Redis
    return cast.editor()


@pytest.fixture
def second(acting: None) -> User:
    """Another editor: the chair and the secretary log in with a second factor."""
    return cast.person(role=Role.EDITOR, agency="local_media")


def sheet(text: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def locked() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(make.paper("Një"))) as made:
        made.save(out, encryption=pikepdf.Encryption(user="a", owner="b"))
    return out.getvalue()


def bring(client: Client, files: dict[str, bytes], **fields: str) -> tuple[int, str]:
    uploads = [SimpleUploadedFile(name, data) for name, data in files.items()]
    given = {"brought": uploads, "month": "", "language": "sq", "title": "", **fields}
    response = client.post(LIST, given, follow=True)
    return response.status_code, response.content.decode()


def one() -> ArchivedIssue:
    return ArchivedIssue.objects.get()


def act(client: Client, issue: ArchivedIssue, what: str, **fields: str) -> int:
    return client.post(f"{LIST}{issue.pk}/{what}/", fields).status_code


def publish(client: Client, issue: ArchivedIssue, by: User) -> None:
    """As if it were a while ago: the public reads what was public before it asked."""
    client.force_login(by)
    assert act(client, issue, "publish", seen="on") == 302
    assert ArchivedIssue.objects.filter(pk=issue.pk).update(published_at=make.NOW)


def test_a_bulk_is_brought_by_its_names(client: Client, editor: User) -> None:
    client.force_login(editor)
    status, html = bring(
        client,
        {
            "2024-05.pdf": make.paper("Maj"),
            "Buletini 2024-06.pdf": make.paper("Qershor"),
            "2024-05-en.docx": sheet("May"),
        },
    )
    assert status == 200
    there = {(f"{row.month:%Y-%m}", row.language, row.title) for row in ArchivedIssue.objects.all()}
    assert there == {
        ("2024-05", "sq", "Buletini mujor – maj 2024"),
        ("2024-06", "sq", "Buletini mujor – qershor 2024"),
        ("2024-05", "en", "Monthly bulletin – May 2024"),
    }
    assert "2024-05-en.docx" in html


def test_a_bad_file_costs_the_others_nothing(client: Client, editor: User) -> None:
    client.force_login(editor)
    status, html = bring(
        client,
        {
            "2024-01.pdf": make.paper("Janar"),
            "2024-02.pdf": locked(),
            "2024-03.pdf": b"%PDF-1.7 and then nothing",
            "2024-04.odt": b"PK another kind",
            "2024-05.docx": make.paper("A PDF with another name"),
            "2024-06.pdf": bytes(MOST_BYTES + 1),
            "maj.pdf": make.paper("Maj"),
            "2024-07.pdf": make.paper("Janar"),
            "2024-01.docx": sheet("Edhe janari"),
            "2034-01.pdf": make.paper("E ardhmja"),
        },
        title="Titulli mbetet",
    )
    assert status == 422 and one().file_name == "2024-01.pdf"
    for name in ("02.pdf", "03.pdf", "04.odt", "05.docx", "06.pdf", "07.pdf", "01.docx"):
        assert f"2024-{name}: " in html
    assert "maj.pdf: " in html and "2034-01.pdf: " in html
    assert "Titulli mbetet" in html


def test_one_file_takes_month_language_and_title_from_the_form(
    client: Client, editor: User
) -> None:
    client.force_login(editor)
    bring(client, {"skanim.pdf": make.paper("A")}, month="2023-11", language="en", title="Old one")
    assert (f"{one().month:%Y-%m}", one().language, one().title) == ("2023-11", "en", "Old one")
    assert bring(client, {"b.pdf": make.paper("B")}, month="2023-13")[0] == 422
    assert client.post(LIST, {"language": "sq"}).status_code == 422


def test_a_second_person_sees_what_is_personal_and_publishes(
    client: Client, editor: User, second: User
) -> None:
    client.force_login(editor)
    bring(
        client, {"2024-05.pdf": make.paper("Takimi me z. Agim Testi, tel. 069 223 3445, u mbajt")}
    )
    issue = one()
    assert client.get("/buletini/2024/05/").status_code == 404
    client.force_login(second)
    act(client, issue, "publish", seen="on")
    assert one().published_at is None, "nobody has read its text yet"
    tasks.read_waiting()
    html = client.get(f"{LIST}{issue.pk}/").content.decode()
    assert "<mark>z. Agim Testi</mark>" in html and "<mark>069 223 3445</mark>" in html
    assert act(client, issue, "publish") == 422, "who has not said that they read it"
    client.force_login(editor)
    assert act(client, issue, "publish", seen="on") == 403
    publish(client, issue, second)
    client.logout()
    page = client.get("/buletini/2024/05/").content.decode()
    assert "Buletini mujor – maj 2024" in page and 'href="/buletini/2024/05.pdf"' in page
    file = b"".join(client.get("/buletini/2024/05.pdf"))  # type: ignore[arg-type]
    assert file == path_of(one().name).read_bytes()
    assert "/buletini/2024/05/" in client.get("/buletini/").content.decode()
    assert "u mbajt" in Page.objects.get(address="/buletini/2024/05/").text
    assert 'lang="sq"' in client.get("/en/bulletin/").content.decode()
    assert "noindex" in client.get("/en/bulletin/2024/05/").content.decode()
    verbs = set(AuditRecord.objects.values_list("verb", flat=True))
    assert {"archived.added", "archived.published"} <= verbs


def test_a_word_document_is_found_and_served_as_one(
    client: Client, editor: User, second: User
) -> None:
    client.force_login(editor)
    bring(client, {"2024-05.docx": sheet("Dritat u ndezën.")})
    tasks.read_waiting()
    publish(client, one(), second)
    assert Page.objects.get(address="/buletini/2024/05/").text == "Dritat u ndezën."
    assert client.get("/buletini/2024/05.pdf").status_code == 404
    response = client.get("/buletini/2024/05.docx")
    assert response["Content-Type"].endswith("wordprocessingml.document")
    b"".join(response)  # type: ignore[arg-type]


def test_a_scan_without_text_says_so(client: Client, editor: User, second: User) -> None:
    client.force_login(editor)
    bring(client, {"2024-05.pdf": make.paper("")})
    tasks.read_waiting()
    assert one().read_at and one().text == ""
    client.force_login(second)
    assert "callout--warning" in client.get(f"{LIST}{one().pk}/").content.decode()
    assert act(client, one(), "publish", seen="on") == 302
    assert one().published_at


def test_the_portals_own_issue_goes_before_the_archive(
    client: Client, editor: User, second: User
) -> None:
    make.published(by=editor, approved_by=cast.chair(), languages=("sq",))
    client.force_login(editor)
    assert bring(client, {"2024-10.pdf": make.paper("Tetor")})[0] == 422
    assert not ArchivedIssue.objects.exists()


def test_what_was_published_is_withdrawn_with_a_reason(
    client: Client,
    editor: User,
    second: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    client.force_login(editor)
    bring(client, {"2024-05.pdf": make.paper("Maj"), "2024-06.pdf": make.paper("Qershor")})
    tasks.read_waiting()
    june, may = ArchivedIssue.objects.all()
    publish(client, may, second)
    with acting_as(Public()):
        assert [row.pk for row in ArchivedIssue.objects.all()] == [may.pk]
    client.force_login(editor)
    act(client, may, "discard")
    assert ArchivedIssue.objects.filter(pk=may.pk).exists(), "it was public"
    assert act(client, may, "withdraw", reason="") == 422
    assert act(client, may, "withdraw", reason="Ka një emër.") == 302
    for address in ("/buletini/2024/05/", "/buletini/2024/05.pdf", "/buletini/2024/05.docx"):
        gone = client.get(address)
        assert gone.status_code == 410
        assert "Ka një emër." in gone.content.decode()
    assert client.get("/en/bulletin/2024/05/").status_code == 404
    assert "Maj" not in client.get("/buletini/").content.decode()
    assert not Page.objects.filter(address="/buletini/2024/05/").exists()
    with acting_as(Public()):
        assert [row.text for row in ArchivedIssue.objects.all()] == [""], "its words are gone"
    may.refresh_from_db()
    assert path_of(may.name).exists(), "members can still open it"
    with django_capture_on_commit_callbacks(execute=True):
        act(client, june, "discard")
    assert not path_of(june.name).exists()
    assert not ArchivedIssue.objects.filter(pk=june.pk).exists()


def test_what_is_brought_again_takes_the_place_of_what_was_withdrawn(
    client: Client, editor: User, second: User
) -> None:
    client.force_login(editor)
    bring(client, {"2024-05.pdf": make.paper("Maj")})
    tasks.read_waiting()
    publish(client, one(), second)
    act(client, one(), "withdraw", reason="Ka një emër.")
    client.force_login(editor)
    bring(client, {"2024-05.pdf": make.paper("Maj pa emra")})
    assert client.get("/buletini/2024/05/").status_code == 410, "nobody has published it yet"
    tasks.read_waiting()
    publish(client, ArchivedIssue.objects.get(withdrawn_at=None), second)
    assert client.get("/buletini/2024/05/").status_code == 200
    document = client.get("/buletini/2024/05.pdf")
    assert document.status_code == 200
    document.close()


def test_others_find_no_door(client: Client, editor: User) -> None:
    client.force_login(cast.member())
    assert client.get(LIST).status_code == 403
    assert client.post(LIST).status_code == 403
