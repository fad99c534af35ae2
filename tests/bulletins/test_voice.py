"""A recording of an issue: brought, listened to by another person, heard by everybody."""

import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bulletins import documents, recordings
from bulletins.models import Edition, Recording
from council.models import AuditRecord
from council.people import Public, acting_as
from elbasan_council.demonstration import bring_recordings
from elbasan_council.demonstration.sound import tones
from press import sound
from press.files import FileRefused, Trouble
from tests import cast, make
from tests.bulletins.studio import PARTS, url
from tests.council.browsers import in_english

pytestmark = pytest.mark.usefixtures("acting", "documents")
PAGES = {"sq": "/buletini/2024/10/", "en": "/en/bulletin/2024/10/", "ar": "/ar/bulletin/2024/10/"}
FILES = {
    "sq": "/buletini/2024/10/zeri.mp3",
    "en": "/en/bulletin/2024/10/voice.mp3",
    "ar": "/ar/bulletin/2024/10/voice.mp3",
}
# MPEG 1, layer III, 32 kbit/s, 32 kHz, mono: 144 bytes, 36 milliseconds.
FRAME = b"\xff\xfb\x18\xc0" + bytes(140)
MP3 = FRAME * 100
ID3 = b"ID3\x04\x00\x00\x00\x00\x00\x14" + b"TPE1 Agim Krasniqi".ljust(20, b"x")


@pytest.fixture
def issue() -> list[Edition]:
    return make.published(by=cast.editor(), approved_by=cast.chair())


def given(data: bytes = MP3, name: str = "zeri.mp3", **fields: object) -> dict[str, object]:
    words = {
        "spoken": "sq",
        "speaker": "radio",
        "transcript": "Këshilli ndriçoi gjashtë vende.",
        "consent": "on",
    }
    return {**words, "file": SimpleUploadedFile(name, data, "audio/mpeg"), **fields}


def bring(**fields: object) -> Recording:
    answer = in_english(cast.editor()).post(url("voice"), given(**fields))
    assert answer.status_code == 302, answer.content.decode()
    return Recording.objects.latest("added_at")


def act(name: str, recording: Recording, client: Client, **form: str) -> int:
    address = reverse(name, kwargs={"recording_id": recording.pk})
    return int(client.post(address, form).status_code)


def made_public(**fields: object) -> Recording:
    recording = bring(**fields)
    assert act("review_recording", recording, in_english(cast.secretary()), heard="on") == 302
    return recording


def page(language: str = "sq") -> str:
    return html.unescape(Client().get(PAGES[language]).content.decode())


def test_the_demonstration_has_a_signal_and_says_that_it_is_nobodys_voice(issue: object) -> None:
    cast.secretary()
    for _twice in range(2):
        bring_recordings(month=make.MONTH)
    for language in ("sq", "ar"):
        told = page(language)
        assert "<audio" in told and FILES[language] in told
    assert "Ky është një sinjal prove" in page("sq") and "هذه إشارة تجريبية" in page("ar")
    assert "<audio" not in page("en")
    made = sound.clean(tones(), "signal.mp3")
    assert made.seconds > 3 and Client().get(FILES["sq"]).getvalue() == made.data
    assert Recording.objects.count() == 2


# For listeners ---------------------------------------------------------------------------------


def test_a_recording_is_played_downloaded_and_read_on_its_issues_page(issue: object) -> None:
    made_public()
    told = page()
    assert f'src="{FILES["sq"]}"' in told
    assert "preload=none" in told.replace('"', "")
    assert "autoplay" not in told
    assert "Këshilli ndriçoi gjashtë vende." in told
    with acting_as(Public()):
        answer = Client().get(FILES["sq"])
    assert answer["Content-Type"] == "audio/mpeg"
    assert answer.getvalue() == MP3
    assert not answer.cookies
    again = Client().get(FILES["sq"], headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def etag() -> str:
    answer = Client().get(FILES["sq"])
    answer.getvalue()
    return str(answer["ETag"])


def part(asked: str, **headers: str) -> object:
    return Client().get(FILES["sq"], headers={"Range": asked, **headers})


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-", 0, 14_399),
        ("bytes=0-1", 0, 1),
        ("bytes=7200-", 7200, 14_399),
        ("bytes=14399-14399", 14_399, 14_399),
        ("bytes=14000-99999999", 14_000, 14_399),
        ("bytes=-400", 14_000, 14_399),
        ("bytes=-99999999", 0, 14_399),
        ("BYTES=10-19", 10, 19),
    ],
)
def test_a_telephone_seeks_in_a_recording(issue: object, asked: str, first: int, last: int) -> None:
    data = FRAME * 99 + b"\xff\xfb\x18\xc0" + bytes(range(140))
    made_public(data=data)
    answer = part(asked)
    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {first}-{last}/14400"
    assert answer.content == data[first : last + 1]
    assert answer["Content-Length"] == str(last + 1 - first)
    assert answer["Content-Type"] == "audio/mpeg" and answer["Accept-Ranges"] == "bytes"
    assert answer["ETag"] == etag()


@pytest.mark.parametrize(
    "asked",
    [
        *("bytes=", "bytes=-", "bytes=5-2", "bytes=a-b", "bytes=0-1,5-9", "seconds=1-2", "0-1"),
        *("bytes=" + "9" * 5000 + "-", "bytes=--1", "bytes=1-2-3", "bytes=٣-٤", "\x00"),
    ],
)
def test_what_is_no_range_gets_the_whole_recording(issue: object, asked: str) -> None:
    made_public()
    answer = part(asked)
    assert answer.status_code == 200 and answer.getvalue() == MP3
    assert answer["Accept-Ranges"] == "bytes" and "Content-Range" not in answer


@pytest.mark.parametrize("asked", ["bytes=14400-", "bytes=99999-100000", "bytes=-0"])
def test_behind_the_end_there_is_nothing(issue: object, asked: str) -> None:
    made_public()
    answer = part(asked)
    assert answer.status_code == 416 and answer["Content-Range"] == "bytes */14400"
    assert answer.content == b""


def test_a_part_is_given_only_of_the_file_that_the_reader_has(issue: object) -> None:
    made_public()
    former = etag()
    assert part("bytes=9-", **{"If-Range": former}).status_code == 206
    for other in (f"W/{former}", '"another"', "Mon, 01 Jan 2024 00:00:00 GMT", ""):
        whole = part("bytes=9-", **{"If-Range": other})
        assert whole.status_code == 200 and whole.getvalue() == MP3
    made_public(data=MP3 * 2)
    assert part("bytes=9-", **{"If-Range": former}).getvalue() == MP3 * 2
    assert part("bytes=9-", **{"If-None-Match": etag()}).status_code == 304
    head = Client().head(FILES["sq"], headers={"Range": "bytes=9-"})
    assert head.status_code == 200 and head["Content-Length"] == str(2 * len(MP3))
    assert head.getvalue() == b""


def test_who_listens_first_seeks_too_and_is_noted_once(issue: object) -> None:
    recording = bring()
    address = reverse("recording_file", kwargs={"recording_id": recording.pk})
    secretary = in_english(cast.secretary())
    for asked in ("bytes=0-", "bytes=144-287", "bytes=288-"):
        assert secretary.get(address, headers={"Range": asked}).status_code == 206
    assert AuditRecord.objects.filter(verb="recording.heard").count() == 1


def test_only_a_page_with_a_recording_may_play_sound(issue: object) -> None:
    assert "media-src" not in Client().get(PAGES["sq"])["Content-Security-Policy"]
    made_public()
    assert "media-src 'self'" in Client().get(PAGES["sq"])["Content-Security-Policy"]
    assert "media-src" not in Client().get(PAGES["en"])["Content-Security-Policy"]
    assert "media-src" not in Client().get("/")["Content-Security-Policy"]


def test_romani_stands_beside_albanian_and_arabic_on_its_own_page(issue: object) -> None:
    made_public()
    made_public(spoken="rom", data=MP3 * 2, transcript="O Kher dikhla e droma.")
    made_public(spoken="ar", data=MP3 * 3, transcript="أنار المجلس ستة مواضع.")
    told = page()
    assert told.index("zeri.mp3") < told.index("zeri.mp3?gjuha=rom")
    assert 'lang="rom" dir="ltr"' in told
    assert len(Client().get(f"{FILES['sq']}?gjuha=rom").getvalue()) == 2 * len(MP3)
    assert len(Client().get(FILES["ar"]).getvalue()) == 3 * len(MP3)
    assert 'id="voice"' not in page("en")


@pytest.mark.parametrize("asked", ["?gjuha=rom", "?gjuha=en", "?gjuha=%00", "?gjuha=" + "x" * 999])
def test_there_is_no_recording_in_a_language_that_nobody_spoke(issue: object, asked: str) -> None:
    made_public()
    assert Client().get(FILES["sq"] + asked).status_code == 404
    assert Client().get(FILES["en"]).status_code == 404
    assert Client().get("/buletini/2017/01/zeri.mp3").status_code == 404


def test_when_the_text_changes_the_recording_says_that_it_is_older(issue: list[Edition]) -> None:
    made_public()
    assert "callout--warning" not in page()
    (edition,) = (one for one in issue if one.language == "sq")
    content = {**edition.content, "title": "Një titull tjetër"}
    Edition.objects.filter(pk=edition.pk).update(content=content)
    assert "callout--warning" in page()
    assert "Outdated" in in_english(cast.editor()).get(url("voice")).content.decode()


def test_a_withdrawn_issue_takes_its_recording_with_it(issue: object) -> None:
    made_public()
    Edition.objects.filter(language="sq").update(
        withdrawn_at=timezone.now(), withdrawn_reason="Gabim në datë."
    )
    assert Client().get(FILES["sq"]).status_code == 404


# Bringing and listening ------------------------------------------------------------------------


def test_nothing_is_heard_before_another_person_has_listened(issue: object) -> None:
    recording = bring()
    assert Client().get(FILES["sq"]).status_code == 404
    assert 'id="voice"' not in page()
    with acting_as(Public()):
        assert not Recording.objects.exists()
    assert act("review_recording", recording, in_english(cast.editor()), heard="on") == 403
    assert act("review_recording", recording, in_english(cast.secretary())) == 422
    assert Client().get(FILES["sq"]).status_code == 404
    assert act("review_recording", recording, in_english(cast.chair()), heard="on") == 302
    assert Client().get(FILES["sq"]).getvalue() == MP3
    verbs = set(AuditRecord.objects.values_list("verb", flat=True))
    assert {"recording.added", "recording.reviewed"} <= verbs


def test_a_newer_recording_takes_the_former_ones_place_once_it_was_listened_to(
    issue: object,
) -> None:
    former = made_public()
    newer = bring(data=MP3 * 2)
    assert Client().get(FILES["sq"]).getvalue() == MP3
    act("review_recording", newer, in_english(cast.secretary()), heard="on")
    assert Client().get(FILES["sq"]).getvalue() == MP3 * 2
    former.refresh_from_db()
    assert former.removed_at


def test_one_that_is_taken_away_is_heard_no_more(issue: object) -> None:
    recording = made_public()
    assert act("remove_recording", recording, in_english(cast.chair())) == 403
    assert act("remove_recording", recording, in_english(cast.secretary())) == 302
    assert Client().get(FILES["sq"]).status_code == 404
    assert act("remove_recording", recording, in_english(cast.secretary())) == 404


def test_the_form_begins_with_the_text_for_reading_aloud(issue: object) -> None:
    told = html.unescape(in_english(cast.editor()).get(url("voice")).content.decode())
    assert recordings.words_of(make.MONTH, "sq").splitlines()[1] in told


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "zeri.mp3", "The file is empty."),
        (b"#!/bin/sh\necho\n" * 400, "zeri.mp3", "The file is no MP3"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt " + bytes(9000), "zeri.mp3", "The file is no MP3"),
        (b"<script>alert(1)</script>", "zeri.mp3", "The file is no MP3"),
        (MP3, "zeri.wav", "Only MP3 can be played everywhere"),
        (FRAME * 10, "zeri.mp3", "broken or shorter than a second"),
        (MP3 + b"PK\x03\x04" * 2000, "zeri.mp3", "broken or shorter than a second"),
        (FRAME * 10_500, "zeri.mp3", "too large: at most 1.5 MB"),
    ],
)
def test_a_recording_that_is_none_is_refused_and_nothing_typed_is_lost(
    issue: object, data: bytes, name: str, said: str
) -> None:
    words = "Këshilli ndriçoi shtatë vende."
    answer = in_english(cast.editor()).post(url("voice"), given(data, name, transcript=words))
    told = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert told.count(said) == 2  # above the form, and at the field
    assert words in told
    assert not Recording.objects.exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"consent": ""}, "Say that the speaker has agreed."),
        ({"transcript": ""}, "Write what is said."),
        ({"transcript": "K\u00ebshilli ndriçoi \u202e vende."}, ""),
        ({"spoken": "xx"}, ""),
        ({"speaker": "Agim"}, ""),
    ],
)
def test_what_is_missing_or_wrong_is_said(
    issue: object, fields: dict[str, object], said: str
) -> None:
    answer = in_english(cast.editor()).post(url("voice"), given(**fields))  # type: ignore[arg-type]
    assert answer.status_code == 422
    assert said in html.unescape(answer.content.decode())
    assert not Recording.objects.exists()


def test_there_is_no_recording_of_an_issue_that_is_not_public() -> None:
    make.bulletin()
    assert in_english(cast.editor()).get(url("voice")).status_code == 404
    assert in_english(cast.editor()).post(url("voice"), given()).status_code == 404


def test_a_language_in_which_the_issue_is_not_public_is_refused() -> None:
    make.published(by=cast.editor(), approved_by=cast.chair(), languages=("sq",))
    answer = in_english(cast.editor()).post(url("voice"), given(spoken="ar", transcript="نص."))
    assert answer.status_code == 422
    assert "not public in this language" in answer.content.decode()


def test_what_a_file_says_of_itself_is_taken_out(issue: object) -> None:
    told_of_itself = FRAME[:36] + b"Info" + FRAME[40:]
    old = b"TAG" + b"Agim Krasniqi".ljust(125, b"\x00")
    recording = made_public(data=ID3 + told_of_itself + MP3 + old)
    assert documents.path_of(recording.name).read_bytes() == MP3
    assert recording.seconds == 4


def test_who_may_not_write_bulletins_brings_and_hears_nothing(issue: object) -> None:
    recording = bring()
    file = reverse("recording_file", kwargs={"recording_id": recording.pk})
    for user in (cast.translator(), cast.observer()):
        client = in_english(user)
        assert client.get(url("voice")).status_code == 403
        assert client.post(url("voice"), given()).status_code == 403
        assert client.get(file).status_code == 403
        assert act("review_recording", recording, client, heard="on") == 403
        assert act("remove_recording", recording, client) == 403
    assert Client().get(file).status_code == 302
    assert in_english(cast.chair()).get(file).getvalue() == MP3
    assert PARTS == {"year": 2024, "month": 10}


# Frames ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "size", "samples"),
    [
        (b"\xff\xfb\x90\x64", 417, 1152 / 44100),
        (b"\xff\xfb\x92\x64", 418, 1152 / 44100),
        (b"\xff\xf3\x40\xc4", 104, 576 / 22050),
        (b"\xff\xe3\x44\xc4", 192, 576 / 12000),
    ],
)
def test_each_kind_of_layer_three_is_read(header: bytes, size: int, samples: float) -> None:
    data = (header + bytes(size - 4)) * 120
    read = sound.clean(data, "a.mp3")
    assert read.data == data
    assert read.seconds == pytest.approx(120 * samples)


@pytest.mark.parametrize("cut", range(0, 150, 7))
def test_a_file_that_is_cut_off_anywhere_is_read_or_refused(cut: int) -> None:
    for data in ((ID3 + MP3)[:cut], (ID3 + MP3)[: len(ID3 + MP3) - cut]):
        try:
            assert len(sound.clean(data, "a.mp3").data) % len(FRAME) == 0
        except FileRefused as refused:
            assert refused.trouble in Trouble


def test_tags_that_lie_about_their_length_are_survived() -> None:
    for data in (
        b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f" + MP3,
        MP3 + b"APETAGEX" + b"\xff" * 24,
        b"ID3",
    ):
        try:
            sound.clean(data, "a.mp3")
        except FileRefused as refused:
            assert refused.trouble in Trouble
