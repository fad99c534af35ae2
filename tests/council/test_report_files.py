"""Files of a situation: cleaned, sealed on the disk, and handed to nobody whom the marking keeps out."""

import io
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from PIL import Image

from council import access
from council.actions import attach_file
from council.actions.attach_file import Copy, path_of
from council.models import AuditRecord, Marking, Notice, Report, ReportFile
from council.people import Role, User
from press.files import MOST_BYTES
from tests import cast, make
from tests.council.browsers import browser_of
from tests.council.situated import in_english, people

pytestmark = pytest.mark.usefixtures("acting")

MAKER = "Kanarinifotografit"
NAME = "kanarinemriskedarit"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.PRIVATE_FILES = tmp_path / "private"
    return tmp_path


def photograph() -> bytes:
    exif = Image.Exif()
    exif[0x013B] = MAKER
    out = io.BytesIO()
    Image.new("RGB", (20, 10), "white").save(out, "JPEG", exif=exif.tobytes(), comment=MAKER)
    return out.getvalue()


def pdf(*, script: bool = False) -> bytes:
    out = io.BytesIO()
    document = pikepdf.new()
    document.add_blank_page(page_size=(200, 200))
    document.docinfo["/Author"] = MAKER
    if script:
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        document.Root.OpenAction = action
    document.save(out)
    return out.getvalue()


def vast() -> bytes:
    """A picture of 50,000 × 50,000 in a few bytes."""

    def part(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(bytes(1000)))


def archive() -> bytes:
    """A zip that unpacks to a thousand times its size."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("bomb", bytes(10_000_000))
    return out.getvalue()


def bring(
    client: Client,
    report: Report,
    data: bytes | None = None,
    *,
    name: str = f"{NAME}.jpg",
    **more: str,
) -> HttpResponse:
    file = SimpleUploadedFile(name, photograph() if data is None else data)
    return client.post(f"/workspace/reports/{report.pk}/files/", {"file": file, **more})


def address(file: ReportFile, act: str = "") -> str:
    return f"/workspace/reports/{file.report_id}/files/{file.pk}/{act}"


def kept(who: dict[str, User], report: Report, by: str = "police", **more: str) -> ReportFile:
    before = set(ReportFile.objects.values_list("pk", flat=True))
    answer = bring(in_english(who[by]), report, **more)
    assert answer.status_code == 302, answer.content.decode()
    return ReportFile.objects.exclude(pk__in=before).get()


def readers(who: dict[str, User], file: ReportFile) -> set[str]:
    """Who is served it."""
    return {n for n, user in who.items() if browser_of(user).get(address(file)).status_code == 200}


# --- Sealed, and clean


def test_what_is_served_is_the_clean_copy_under_its_own_name() -> None:
    who = people()
    file = kept(who, make.report(author=who["police"]), marking="amber")
    answer = in_english(who["police"]).get(address(file))
    assert answer["Content-Disposition"] == f'attachment; filename="{NAME}.jpg"'
    assert answer["Content-Security-Policy"] == "sandbox"
    assert answer["Content-Type"] == "image/jpeg"
    assert "no-store" in answer["Cache-Control"]
    assert MAKER.encode() not in answer.content
    assert not Image.open(io.BytesIO(answer.content)).getexif()
    assert len(answer.content) == file.size


def test_nothing_of_a_file_lies_in_clear_on_the_disk(folder: Path) -> None:
    who = people()
    file = kept(who, make.report(author=who["police"]))
    paths = [path for path in folder.rglob("*") if path.is_file()]
    assert {path_of(file, copy) for copy in Copy} == set(paths)
    for path in paths:
        data = path.read_bytes()
        assert NAME not in str(path)
        assert not any(clear in data for clear in (MAKER.encode(), b"\xff\xd8\xff", b"JFIF"))
        assert path.stat().st_mode & 0o777 == 0o600


def test_nothing_of_a_file_lies_in_clear_in_the_database() -> None:
    who = people()
    kept(who, make.report(author=who["police"]))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema='public'"
        )
        for (table,) in cursor.fetchall():
            with transaction.atomic():
                cursor.execute(f'SELECT count(*) FROM "{table}" AS row WHERE row::text ILIKE %s',
                               [f"%{NAME}%"])  # fmt: skip
                assert cursor.fetchone() == (0,), table


def test_the_original_is_kept_as_it_was_and_opens_only_in_its_place() -> None:
    from council.sealing import CannotBeOpened, envelope_of

    who = people()
    data = photograph()
    file = kept(who, make.report(author=who["police"]), data=data)
    sealed = path_of(file, Copy.ORIGINAL).read_bytes()
    envelope = envelope_of(file.report)
    assert envelope.open_file(sealed, place=f"{file.pk}:original") == data
    with pytest.raises(CannotBeOpened):
        envelope.open_file(sealed, place=f"{file.pk}:clean")


def test_a_large_file_never_touches_the_disk_on_its_way(settings: Any) -> None:
    who = people()
    report = make.report(author=who["police"])
    settings.FILE_UPLOAD_TEMP_DIR = "/nowhere/to/write"
    noise = io.BytesIO()
    Image.effect_noise((2000, 2000), 90).save(noise, "PNG")
    assert len(noise.getvalue()) > 3_000_000
    kept(who, report, data=noise.getvalue(), name="a.png")
    answer = bring(in_english(who["police"]), report, bytes(MOST_BYTES + 100_000), name="a.pdf")
    assert answer.status_code == 422
    assert "The file is too large" in answer.content.decode()


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (pdf(), "a.jpg", "not what its name says"),
        (photograph(), "a.pdf", "not what its name says"),
        (b"<script>alert(1)</script>", "a.png", "not what its name says"),
        (vast(), "a.png", "too large"),
        (archive(), "a.pdf", "not what its name says"),
        (archive(), "a.zip", "Only PDF, JPEG and PNG"),
        (photograph()[:300], "a.jpg", "broken"),
        (b"", "a.jpg", "empty"),
        (b"MZ", "a.exe", "Only PDF, JPEG and PNG"),
    ],
)
def test_what_is_no_honest_file_is_refused_with_a_sentence(
    data: bytes, name: str, said: str, folder: Path
) -> None:
    who = people()
    answer = bring(in_english(who["police"]), make.report(author=who["police"]), data, name=name)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page.replace("&#x27;", "'")
    assert 'role="alert"' in page
    assert not ReportFile.objects.exists()
    assert not [path for path in folder.rglob("*") if path.is_file()]


def test_of_a_picture_that_is_an_archive_too_only_the_picture_is_served() -> None:
    who = people()
    file = kept(who, make.report(author=who["police"]), data=photograph() + archive())
    served = in_english(who["police"]).get(address(file)).content
    assert b"PK\x03\x04" not in served
    assert b"bomb" not in served


def test_a_script_is_taken_out_of_a_pdf() -> None:
    who = people()
    file = kept(who, make.report(author=who["police"]), data=pdf(script=True), name="a.pdf")
    served = in_english(who["police"]).get(address(file)).content
    assert served.startswith(b"%PDF")
    assert b"JavaScript" not in served
    assert b"alert" not in served
    assert MAKER.encode() not in served


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.jpg", "a; b'=1.jpg", "ë ç – ط.jpg", "a" * 240 + ".jpg", ".jpg.jpg"]
)  # fmt: skip
def test_no_name_leaves_its_folder_or_its_header(name: str, folder: Path) -> None:
    who = people()
    file = kept(who, make.report(author=who["police"]), name=name)
    answer = in_english(who["police"]).get(address(file))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert "/" not in answer["Content-Disposition"].replace("UTF-8''", "")
    assert all(path.is_relative_to(folder / "private" / "reports")
               for path in folder.rglob("*") if path.is_file())  # fmt: skip


# --- Whose it is


@pytest.mark.parametrize(
    ("report", "file", "expected"),
    [
        ("green", "green", {"police", "liaison", "social_services", "education", "coordinator", "secretary"}),
        ("green", "amber", {"police", "liaison", "education", "coordinator"}),
        ("green", "amber_strict", {"police", "liaison"}),
        ("amber", "amber", {"police", "liaison", "education", "coordinator"}),
        ("amber", "amber_strict", {"police", "liaison"}),
        ("amber_strict", "amber_strict", {"police", "liaison"}),
    ],
)  # fmt: skip
def test_a_stricter_file_stays_hidden_though_its_report_is_visible(
    report: str, file: str, expected: set[str]
) -> None:
    who = people()
    made = make.report(author=who["police"], marking=report)
    make.share(made, agency="education", by=who["police"])
    assert readers(who, kept(who, made, marking=file)) == expected


def test_who_reads_for_a_referral_sees_files_only_where_it_names_them() -> None:
    who = people()
    report = make.report(author=who["police"])
    file = kept(who, report, marking="amber")
    referral = make.referral(report, agency="education", by=who["police"], parts=["observed"])
    assert "education" not in readers(who, file)
    referral.parts = ["observed", "files"]
    referral.save()
    assert "education" in readers(who, file)
    page = in_english(who["education"]).get(f"/workspace/reports/{report.pk}/").content.decode()
    assert NAME in page
    referral.state, referral.ended_at = "done", timezone.now()
    referral.save()
    assert "education" not in readers(who, file)


def test_where_no_marking_is_given_it_is_the_strictest() -> None:
    who = people()
    file = kept(who, make.report(author=who["police"], marking="green"))
    assert file.marking == Marking.AMBER_STRICT
    assert readers(who, file) == {"police", "liaison"}


@pytest.mark.parametrize("marking", ["green", "clear", "red", "x"])
def test_a_file_is_never_marked_wider_than_its_report(marking: str) -> None:
    who = people()
    report = make.report(author=who["police"], marking="amber")
    answer = bring(in_english(who["police"]), report, marking=marking)
    assert answer.status_code == 422
    assert "Choose one of the markings that are offered." in answer.content.decode()
    assert not ReportFile.objects.exists()


def test_the_coordinator_marks_nothing_so_that_they_could_not_read_it() -> None:
    who = people()
    report = make.report(author=who["police"])
    client = in_english(who["coordinator"])
    assert bring(client, report, marking="amber_strict").status_code == 422
    assert bring(client, report).status_code == 422
    assert bring(client, report, marking="amber").status_code == 302


def test_a_foreign_file_looks_like_none_at_all() -> None:
    who = people()
    report = make.report(author=who["police"])
    other = make.report(author=who["police"], marking="green")
    strict = kept(who, report, marking="amber_strict")
    nobody = "00000000-0000-4000-8000-000000000000"
    for name in ("coordinator", "education", "secretary"):
        client = browser_of(who[name])
        foreign, missing = (
            client.get(f"/workspace/reports/{report.pk}/files/{key}/")
            for key in (strict.pk, nobody)
        )
        assert foreign.status_code == missing.status_code == 404
        assert foreign.content == missing.content
        for act in ("", "remove/"):
            path = f"/workspace/reports/{report.pk}/files/{strict.pk}/{act}"
            assert client.post(path).status_code in (404, 405)
    own = in_english(who["police"])
    assert own.get(f"/workspace/reports/{other.pk}/files/{strict.pk}/").status_code == 404


def test_bringing_a_file_to_what_one_does_not_see_is_bringing_it_nowhere() -> None:
    who = people()
    strict = make.report(author=who["police"], marking="amber_strict")
    draft = make.report(author=who["police"], state="draft")
    for report in (strict, draft):
        assert bring(in_english(who["coordinator"]), report).status_code == 404
    assert bring(in_english(who["police"]), draft).status_code == 403
    closed = make.report(author=who["police"], state="closed")
    assert bring(in_english(who["police"]), closed).status_code == 403
    green = make.report(author=who["police"], marking="green")
    assert bring(in_english(who["secretary"]), green).status_code == 403
    assert not ReportFile.objects.exists()


# --- Taken away again


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("police", 302),
        ("liaison", 302),
        ("coordinator", 302),
        ("education", 403),
        ("secretary", 403),
    ],
)
def test_its_institution_and_the_coordinator_remove_a_file(
    name: str, status: int, django_capture_on_commit_callbacks: Any
) -> None:
    who = people()
    file = kept(who, make.report(author=who["police"], marking="green"), marking="green")
    with django_capture_on_commit_callbacks(execute=True):
        assert in_english(who[name]).post(address(file, "remove/")).status_code == status
    file.refresh_from_db()
    gone = status == 302
    assert (file.removed_at is not None) == (file.words_sealed is None) == gone
    assert all(path_of(file, copy).exists() != gone for copy in Copy)
    assert (readers(who, file) == set()) == gone
    assert AuditRecord.objects.filter(verb="report.file_removed").exists() == gone


def test_the_files_of_a_report_are_destroyed_when_the_transaction_holds(
    django_capture_on_commit_callbacks: Any,
) -> None:
    who = people()
    report, other = make.report(author=who["police"]), make.report(author=who["police"])
    files, spared = [kept(who, report) for _ in range(2)], kept(who, other)
    with django_capture_on_commit_callbacks(execute=True):
        attach_file.destroy_files(report)
        report.delete()
        assert path_of(files[0], Copy.CLEAN).exists()
    assert not any(path_of(file, copy).exists() for file in files for copy in Copy)
    assert path_of(spared, Copy.CLEAN).exists()


# --- What cannot be opened


@pytest.mark.parametrize("harm", ["moved", "lost", "key"])
def test_a_file_that_cannot_be_opened_says_so_and_alerts(harm: str) -> None:
    who = people()
    cast.person(role=Role.ADMINISTRATOR)
    report = make.report(author=who["police"])
    file, other = kept(who, report), kept(who, report)
    if harm == "moved":
        path_of(file, Copy.CLEAN).write_bytes(path_of(other, Copy.CLEAN).read_bytes())
    elif harm == "lost":
        path_of(file, Copy.CLEAN).unlink()
    else:
        report.data_key.delete()
    client = in_english(who["police"])
    answer = client.get(address(file))
    assert answer["Location"] == f"/workspace/reports/{report.pk}/#files"
    page = client.get(f"/workspace/reports/{report.pk}/")
    assert page.status_code == 200
    assert "cannot be opened" in page.content.decode()
    assert AuditRecord.objects.filter(verb="report.cannot_be_opened").exists()
    assert Notice.objects.filter(kind=Notice.Kind.REPORT_UNREADABLE).exists()
    if harm == "key":
        answer = bring(client, report)
        assert answer.status_code == 422
        assert "nothing can be added" in answer.content.decode()


def test_reading_a_file_leaves_its_trace_without_its_name() -> None:
    who = people()
    file = kept(who, make.report(author=who["police"]))
    in_english(who["police"]).get(address(file))
    keys = AuditRecord.objects.filter(verb__startswith="report.file").values_list(
        "verb", "object_key"
    )
    key = f"report:{file.report_id}:file:{file.pk}"
    assert sorted(keys) == [("report.file_added", key), ("report.file_read", key)]


@pytest.mark.parametrize(
    "role", [Role.OBSERVER, Role.EDITOR, Role.AUDITOR, Role.ADMINISTRATOR, Role.MEMBER]
)
def test_others_see_no_file_at_all(role: Role) -> None:  # fmt: skip
    who = people()
    report = make.report(author=who["police"], marking="green")
    file = kept(who, report, marking="green")
    client = browser_of(cast.person(role=role, agency="public_health"))
    assert client.get(address(file)).status_code == 404
    assert client.post(address(file, "remove/")).status_code == 404
    assert bring(client, report).status_code == 404
    reader = access.reader(cast.person(role=role, agency="public_health"), on=timezone.localdate())
    assert not access.visible_files(reader).exists()
