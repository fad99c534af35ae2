"""Lists of subscribers in and out: every row is seen, the good ones are entered, none is lost."""

import csv
import datetime
import io
import zipfile

import openpyxl
import pytest
from django.http import HttpResponse
from django.utils import timezone, translation

from council.models import AuditRecord
from outreach import tasks
from outreach.actions import work_on_lists
from outreach.actions.subscribers import carry_out_departures, leave
from outreach.actions.suppress import suppress
from outreach.models import (
    ResidentLetter,
    Subscriber,
    SubscriberImport,
    SubscriberImportRow,
)
from press import excel
from tests import make
from tests.council.browsers import confirmed
from tests.outreach.office import (
    CONSENT,
    IMPORT,
    PAGE,
    address,
    brought,
    checked,
    entered,
    others,
    secretary,
    staged,
    table,
    words,
)

pytestmark = pytest.mark.usefixtures("acting")

LINE = "{}@example.org;;;;"


def xlsx(*lines: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def verdicts() -> dict[int, str]:
    return dict(staged().rows.order_by("number").values_list("number", "verdict"))


def faults(page: HttpResponse) -> dict[int, list[str]]:
    with translation.override("en"):
        return {
            row.number: [f"{what}: {why}" for what, why in troubles]
            for row, troubles, _ in page.context["rows"]
        }


# In --------------------------------------------------------------------------------------------


def test_good_rows_are_entered_with_the_proof_of_consent() -> None:
    client = secretary()
    page = checked(
        client,
        table(
            (
                "Nje@example.org;shqip;Bradashesh;po;12.3.2026",
                "dy@example.org;Arabisht;;;",
                ";;;;",
                "tre@example.org;english;;jo;2026-01-31",
            )
        ),
    )
    assert "3 people can be entered" in words(page)
    assert not Subscriber.objects.exists()
    done = entered(client)
    assert "3 people are entered" in words(done)
    one, two, three = (
        Subscriber.objects.get(address=f"{name}@example.org") for name in ("nje", "dy", "tre")
    )
    assert (one.language, one.unit, one.wants_document) == ("sq", "bradashesh", True)
    assert timezone.localdate(one.consented_at) == datetime.date(2026, 3, 12)
    assert (two.language, two.unit, two.wants_document) == ("ar", "", False)
    assert timezone.localdate(two.consented_at) == datetime.date(2026, 5, 9)
    assert three.language == "en"
    assert {reader.consent_way for reader in (one, two, three)} == {"import:paper"}
    assert one.consent_text == CONSENT["source"]
    assert one.confirmed_at and not ResidentLetter.objects.exists()
    assert not SubscriberImportRow.objects.exists()
    record = AuditRecord.objects.get(verb="subscribers.imported")
    assert record.object_key == f"import:{staged().pk}"


def test_each_mistake_is_said_in_its_row_and_the_others_go_on() -> None:
    client = secretary()
    make.subscriber(name="tashme")
    make.subscriber(name="pret", confirmed_at=None)
    gone = make.subscriber(name="iku")
    leave(subscriber_id=gone.pk, way="button", at=timezone.now())
    carry_out_departures(at=timezone.now())
    for name, reason in (("kthim", "bounced"), ("ankes", "complained")):
        reader = make.subscriber(name=name)
        suppress(subscriber_id=reader.pk, reason=reason, at=timezone.now())
        reader.delete()
    page = checked(
        client,
        table(
            (
                "mire@example.org;;;;",
                "MIRE@example.org;;;;",
                "tashme@example.org;;;;",
                "pret@example.org;;;;",
                "iku@example.org;;;;",
                "kthim@example.org;;;;",
                "ankes@example.org;;;;",
                ";sq;;;",
                "kot;fr;atlantis;ndoshta;nesër",
                f"{'a' * 320}@example.org;;;;",
                '"=HYPERLINK(""http://x"")";;;;',
                "+a@example.org;;;;",
                "@example.org;;;;",
                '"b@example.org\r\nBcc: c@example.org";;;;',
                "d@example.org;;;;2031-01-01",
            )
        ),
    )
    assert faults(page) == {
        3: ["E-mail address: This address stands in a row before."],
        4: ["E-mail address: Subscribed already: nothing changes."],
        6: ["E-mail address: They left the bulletin, and this consent is not newer than that."],
        7: ["E-mail address: Letters to this address came back: it is not written to."],
        8: ["E-mail address: They complained about a letter: they are not written to."],
        9: ["E-mail address: The address is missing."],
        10: [
            "E-mail address: Write an e-mail address like name@example.org",
            "Language: Letters are in Albanian, English or Arabic.",
            "Administrative unit: No such administrative unit.",
            "PDF with the letter: Write yes or no.",
            "Day of the consent: Write a day like 9.11.2026.",
        ],
        11: ["E-mail address: The address is longer than 300 letters."],
        12: ["E-mail address: This is a formula and no address."],
        13: ["E-mail address: This is a formula and no address."],
        14: ["E-mail address: This is a formula and no address."],
        15: ["E-mail address: Write an e-mail address like name@example.org"],
        16: ["Day of the consent: The day of the consent is in the future or before 2000."],
    }
    before = set(Subscriber.objects.values_list("address", flat=True))
    entered(client)
    after = set(Subscriber.objects.values_list("address", flat=True))
    assert after - before == {"mire@example.org"}
    assert Subscriber.objects.get(address="pret@example.org").confirmed_at
    file = client.get(address("rest.csv")).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(file), delimiter=";"))
    assert len(rows) == 14 and rows[0][-1] == "What is wrong"
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "windows-1252", "utf-16"])
def test_a_csv_of_any_usual_kind_is_read(delimiter: str, encoding: str) -> None:
    text = "\r\n".join(
        delimiter.join(cells)
        for cells in (("Adresa", "Njësia"), ("nje@example.org", "Elbasan"), ("dy@example.org", ""))
    )
    checked(secretary(), text.encode(encoding))
    assert verdicts() == {2: "good", 3: "good"}


def test_an_excel_table_is_read_and_its_formulas_are_text() -> None:
    data = xlsx(
        ["E-mail", "Data"],
        ["nje@example.org", datetime.date(2026, 3, 12)],
        ['=HYPERLINK("mailto:dy@example.org","dy@example.org")', None],
    )
    page = checked(secretary(), data, "list.xlsx")
    assert faults(page) == {3: ["E-mail address: This is a formula and no address."]}
    assert staged().rows.get(number=2).consented_on == datetime.date(2026, 3, 12)


def test_columns_are_matched_by_hand_where_no_heading_is_known() -> None:
    client = secretary()
    brought(client, "kush;sa\nx;nje@example.org\n")
    page = client.get(address())
    assert "nje@example.org" in words(page)
    told = {"language": "en", **CONSENT}
    for wrong in ({}, {"in_address": "1", "in_unit": "1"}, {"in_address": "7"}):
        assert client.post(address("columns/"), {**told, **wrong}).status_code == 422
    for name in CONSENT:
        lacks = {key: value for key, value in told.items() if key != name}
        assert client.post(address("columns/"), {**lacks, "in_address": "1"}).status_code == 422
    client.post(address("columns/"), {**told, "in_address": "1"})
    tasks.imports()
    assert verdicts() == {2: "good"}
    client.post(address("again/"))
    assert client.get(address()).context["form"]["in_address"].value() == "1"
    assert not SubscriberImportRow.objects.exists()


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "list.csv", "empty"),
        (b"E-mail\n", "list.csv", "There is no row in the file."),
        (b"%PDF-1.7", "list.pdf", "Only .xlsx and .csv can be read."),
        (b"%PDF-1.7", "list.csv", "The file is broken"),
        (b"PK\x03\x04 broken", "list.xlsx", "The file is broken"),
        (b"\xd0\xcf\x11\xe0", "list.xls", "old format .xls"),
        (b"a;" * 40 + b"\nb;" * 40, "list.csv", "more than 30 columns"),
    ],
)
def test_what_is_no_list_is_said_at_the_field(data: bytes, name: str, said: str) -> None:
    answer = brought(secretary(), data, name)
    assert answer.status_code == 422
    assert said in words(answer)
    assert not SubscriberImport.objects.exists()


def bomb() -> bytes:
    """A table that unpacks to half a gigabyte."""
    out = io.BytesIO(xlsx(["E-mail"], ["a@example.org"]))
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as package,
        package.open("xl/more.bin", "w", force_zip64=True) as part,
    ):
        for _ in range(512):
            part.write(bytes(1024 * 1024))
    return out.getvalue()


def test_a_table_that_unpacks_to_half_a_gigabyte_is_refused() -> None:
    assert "The file is too large" in words(brought(secretary(), bomb(), "list.xlsx"))


def test_a_file_whose_trouble_stands_far_below_is_refused_whole() -> None:
    client = secretary()
    lines = [LINE.format(f"a{number}") for number in range(5_000)]
    page = checked(client, table([*lines, "x;" * 40]))
    assert "A row has more than 30 columns" in words(page)
    assert not SubscriberImportRow.objects.exists()
    assert not bytes(staged().data)
    assert client.post(address("enter/"), follow=True).status_code == 200
    assert not Subscriber.objects.exists()


def test_a_list_of_many_batches_is_entered_to_the_last_row() -> None:
    client = secretary()
    count = 2 * work_on_lists.BATCH + 7
    twice = [LINE.format(f"a{count - 1}")]
    page = checked(client, table([LINE.format(f"a{n}") for n in range(count)] + twice))
    assert page.context["good"] == count
    assert faults(page) == {count + 2: ["E-mail address: This address stands in a row before."]}
    entered(client)
    assert Subscriber.objects.count() == staged().entered == count


def test_a_worker_that_was_killed_is_followed_by_another() -> None:
    client = secretary()
    count = work_on_lists.BATCH + 5
    brought(client, table([LINE.format(f"a{n}") for n in range(count)]))
    client.post(address("columns/"), {"in_address": "0", "language": "sq", **CONSENT})
    once = work_on_lists._check_batch
    done = []

    def killed(*parts: object) -> bool:
        if done:
            raise SystemExit
        done.append(1)
        return once(*parts)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(work_on_lists, "_check_batch", killed)
        with pytest.raises(SystemExit):
            tasks.imports()
    assert staged().total == work_on_lists.BATCH
    tasks.imports()
    assert staged().state == "checking", "somebody may be at it still"
    SubscriberImport.objects.update(worked_at=timezone.now() - datetime.timedelta(minutes=2))
    tasks.imports()
    assert (staged().state, staged().total) == ("checked", count)
    assert len(verdicts()) == count


def test_who_left_between_the_look_and_the_button_is_not_entered() -> None:
    client = secretary()
    checked(client, table([LINE.format("nje"), LINE.format("dy")]))
    reader = make.subscriber(name="dy")
    leave(subscriber_id=reader.pk, way="button", at=timezone.now())
    done = entered(client)
    assert "1 person is entered" in words(done)
    assert list(faults(done)) == [3]
    reader.refresh_from_db()
    assert reader.left_at


def test_pressing_twice_or_going_back_changes_nothing() -> None:
    client = secretary()
    checked(client, table([LINE.format("nje")]))
    entered(client)
    for act in ("enter/", "again/"):
        page = client.post(address(act), follow=True)
        assert "The list was further on already." in words(page)
    assert Subscriber.objects.count() == 1


def test_a_list_is_erased_at_once_or_after_a_day() -> None:
    client = secretary()
    checked(client, table([LINE.format("nje"), "kot;;;;"]))
    client.post(address("erase/"))
    assert not SubscriberImport.objects.exists() and not SubscriberImportRow.objects.exists()
    checked(client, table([LINE.format("nje"), "kot;;;;"]))
    SubscriberImport.objects.update(brought_at=timezone.now() - datetime.timedelta(hours=23))
    tasks.imports()
    assert SubscriberImport.objects.exists()
    SubscriberImport.objects.update(brought_at=timezone.now() - datetime.timedelta(hours=25))
    tasks.imports()
    assert not SubscriberImport.objects.exists() and not SubscriberImportRow.objects.exists()


def test_somebody_who_is_erased_is_erased_from_the_lists_too() -> None:
    client = secretary()
    reader = make.subscriber(name="fshij")
    checked(client, table([LINE.format("fshij"), LINE.format("nje")]))
    client.post(f"{PAGE}{reader.pk}/erase/")
    assert verdicts() == {3: "good"}


def test_nobody_else_sees_or_moves_a_list() -> None:
    checked(secretary(), table([LINE.format("fshehur")]))
    for client in others():
        assert client.get(address()).status_code == 403
        assert client.get(address("rest.csv")).status_code == 403
        for act in ("columns/", "again/", "enter/", "erase/"):
            assert client.post(address(act)).status_code == 403
        assert brought(client, table([LINE.format("x")])).status_code == 403
    assert verdicts() == {2: "good"}


# Out -------------------------------------------------------------------------------------------


def test_the_list_goes_out_to_who_confirms_and_no_cell_begins_a_formula() -> None:
    reader = make.subscriber(name="nje")
    Subscriber.objects.filter(pk=reader.pk).update(consent_text='=HYPERLINK("http://x")')
    make.subscriber(name="dy", language="en")
    client = secretary()
    for kind in ("csv", "xlsx"):
        asked = client.get(f"{PAGE}list.{kind}")
        assert asked["Location"].startswith("/workspace/account/confirm/")
    assert not AuditRecord.objects.filter(verb="subscribers.exported").exists()
    client = confirmed(client)
    file = client.get(f"{PAGE}list.csv?letters=sq").content.decode("utf-8-sig")
    heads, row = csv.reader(io.StringIO(file), delimiter=";")
    assert (heads[0], row[0]) == ("E-mail address", "nje@example.org")
    assert row[5] == '\'=HYPERLINK("http://x")'
    answer = client.get(f"{PAGE}list.xlsx")
    assert answer["Content-Type"] == excel.MEDIA_TYPE
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    cells = {cell.value: cell.data_type for line in sheet.iter_rows() for cell in line}
    assert {"nje@example.org", "dy@example.org"} <= set(cells)
    assert cells['=HYPERLINK("http://x")'] == "s"
    keys = AuditRecord.objects.filter(verb="subscribers.exported").values_list("object_key")
    assert [key for (key,) in keys] == ["subscribers:1", "subscribers:2"]
    assert client.get(f"{PAGE}list.pdf").status_code == 404
    assert client.get(f"{PAGE}list.csv?domain=a@b").status_code == 422


def test_what_goes_out_comes_in_again() -> None:
    make.subscriber(name="nje")
    client = confirmed(secretary())
    file = client.get(f"{PAGE}list.csv").content
    Subscriber.objects.all().delete()
    checked(client, file)
    assert verdicts() == {2: "good"}


def test_nobody_else_takes_the_list() -> None:
    make.subscriber(name="fshehur")
    for client in others():
        assert confirmed(client).get(f"{PAGE}list.csv").status_code == 403
        assert client.get(IMPORT).status_code == 403
