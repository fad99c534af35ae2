"""What tests of the secretary's pages of subscribers share."""

import datetime
from collections.abc import Iterable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from outreach import tasks
from outreach.models import SubscriberImport
from tests import cast
from tests.council.browsers import browser_of, in_english

PAGE = "/workspace/subscribers/"
IMPORT = f"{PAGE}import/"
CONSENT = {"way": "paper", "source": "Panairi i majit, dosja 3", "consented_on": "2026-05-09"}


def secretary() -> Client:
    return in_english(cast.secretary())


def others() -> list[Client]:
    return [browser_of(person) for person in (cast.chair(), cast.editor(), cast.member())]


def yesterday() -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=1)


def brought(client: Client, data: str | bytes, name: str = "list.csv") -> HttpResponse:
    raw = data.encode() if isinstance(data, str) else data
    return client.post(IMPORT, {"sheet": SimpleUploadedFile(name, raw)})


def staged() -> SubscriberImport:
    return SubscriberImport.objects.latest("brought_at")


def address(act: str = "") -> str:
    return f"{IMPORT}{staged().pk}/{act}"


def checked(client: Client, data: str | bytes, name: str = "list.csv", **more: str) -> HttpResponse:
    """The page of a list that was brought and checked, with the columns that were guessed."""
    answer = brought(client, data, name)
    assert answer.status_code == 302, answer.content.decode()
    found = {f"in_{column}": str(number) for column, number in staged().columns.items()}
    answer = client.post(address("columns/"), {**found, "language": "sq", **CONSENT, **more})
    assert answer.status_code == 302, answer.content.decode()
    tasks.imports()
    return client.get(address())


def entered(client: Client) -> HttpResponse:
    assert client.post(address("enter/")).status_code == 302
    tasks.imports()
    return client.get(address())


def table(lines: Iterable[str]) -> str:
    return "\n".join(("E-mail;Gjuha;Njësia administrative;PDF;Data e pëlqimit", *lines))


def words(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())
