"""What tests of the newsroom share: texts that pass the checks, and the way to the public."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from outreach.models import Manuscript
from outreach.newsroom.content import digest_of

TEXTS: Mapping[str, Mapping[str, str]] = {
    "title": {
        "sq": "Drita të reja në rrugën e shkollës",
        "en": "New lights on the road to the school",
        "ar": "إنارة جديدة في طريق المدرسة",
    },
    "summary": {
        "sq": "Rruga e shkollës ka drita të reja.",
        "en": "The road to the school has new lights.",
        "ar": "في طريق المدرسة إنارة جديدة.",
    },
    "body": {
        "sq": "Dritat ndizen çdo mbrëmje.",
        "en": "The lights are on every evening.",
        "ar": "تُضاء المصابيح كل مساء.",
    },
    "place": {
        "sq": "Salla e bibliotekës",
        "en": "The hall of the library",
        "ar": "قاعة المكتبة",
    },
    "partner": {
        "sq": "Shkolla e lagjes",
        "en": "The school of the neighbourhood",
        "ar": "مدرسة الحي",
    },
    "text": {
        "sq": "Nxënësit mësuan rregullat e rrugës.",
        "en": "Pupils learned the rules of the road.",
        "ar": "تعلّم التلاميذ قواعد الطريق.",
    },
}
REQUIRED = {
    "news": ("title", "summary", "body"),
    "event": ("title", "place"),
    "activity": ("title", "partner", "text"),
}
PATHS = {"news": "news", "event": "events", "activity": "activities"}


def in_days(days: int) -> str:
    return (timezone.localdate() + datetime.timedelta(days=days)).isoformat()


def facts(kind: str, **more: Any) -> dict[str, Any]:
    """As a form sends them."""
    own: dict[str, Any] = {
        "news": {"topic": "roads", "unit": ""},
        "event": {
            "on_date": in_days(10),
            "starts_at": "17:30",
            "ends_at": "19:00",
            "accessible": "on",
            "open_to_all": "on",
        },
        "activity": {"held_on": in_days(-1), "audiences": ["youth", "women"], "participants": 40},
    }[kind]
    return {**own, **more}


def begun(client: Client, kind: str = "news", **more: Any) -> Manuscript:
    """A new one, by the form."""
    title = more.pop("title", TEXTS["title"]["sq"])
    sent = {"title": title, **facts(kind, **more)}
    answer = client.post(f"/workspace/{PATHS[kind]}/new/", sent)
    assert answer.status_code == 302, answer.content.decode()
    return Manuscript.objects.latest("changed_at")


def page(it: Manuscript, act: str = "") -> str:
    return f"/workspace/{PATHS[it.kind]}/{it.pk}/{act}"


def write(
    client: Client,
    it: Manuscript,
    field: str,
    language: str,
    text: str | None = None,
    **more: Any,
) -> HttpResponse:
    row = it.texts.filter(field=field, language=language).first()
    sent = {
        "field": field,
        "language": language,
        "text": TEXTS[field][language] if text is None else text,
        "version": row.version if row else 0,
        **more,
    }
    return client.post(page(it, "text/"), sent)


def ready(
    client: Client, it: Manuscript, reviewer: Client, languages: tuple[str, ...] = ("sq",)
) -> Manuscript:
    """Every required text, reviewed: translations by another than who wrote them."""
    for field in REQUIRED[it.kind]:
        for language in languages:
            assert write(client, it, field, language).status_code == 302
            answer = write(reviewer, it, field, language, then="review")
            assert answer.status_code == 302, answer.content.decode()
    it.refresh_from_db()
    return it


def step(client: Client, it: Manuscript, way: str, **more: Any) -> HttpResponse:
    answer = client.post(page(it, "step/"), {"way": way, **more})
    it.refresh_from_db()
    return answer


def approve(client: Client, it: Manuscript, digest: str = "") -> HttpResponse:
    sent = {"way": "approve", "digest": digest or digest_of(it)}
    answer = client.post(page(it, "judge/"), sent)
    it.refresh_from_db()
    return answer


def approved(client: Client, it: Manuscript, chair: Client) -> Manuscript:
    answer = step(client, it, "submit")
    assert answer.status_code == 302, answer.content.decode()
    answer = approve(chair, it)
    assert answer.status_code == 302, answer.content.decode()
    return it


def published(client: Client, it: Manuscript, chair: Client) -> Manuscript:
    approved(client, it, chair)
    answer = step(client, it, "publish")
    assert answer.status_code == 302, answer.content.decode()
    return it


def words(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())
