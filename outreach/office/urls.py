"""The secretary's side of subscribers and letters, below `/workspace/`."""

import datetime

from django.urls import URLPattern, path, register_converter

from outreach.views.office import doubts, failed, letters, pace, seeds, steering


class Month:
    """`2026/10`, as the first day of the month."""

    regex = "20[0-9]{2}/(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> datetime.date:
        return datetime.date.fromisoformat(f"{value.replace('/', '-')}-01")

    def to_url(self, value: datetime.date) -> str:
        return f"{value:%Y/%m}"


register_converter(Month, "mailed_month")

SUBSCRIBERS: list[URLPattern] = []

MAILINGS: list[URLPattern] = [
    path("mailings/", letters.letters, name="letters"),
    path("mailings/pace/", pace.pace, name="letters_pace"),
    path("mailings/test/", seeds.seeds, name="letters_seeds"),
    path("mailings/<mailed_month:month>/", letters.month, name="letters_month"),
    path("mailings/<mailed_month:month>/now/", letters.now, name="letters_now"),
    path("mailings/<mailed_month:month>/steer/", steering.steer, name="letters_steer"),
    path("mailings/<mailed_month:month>/call-off/", steering.call_off, name="letters_call_off"),
    path("mailings/<mailed_month:month>/failed/", failed.failed, name="letters_failed"),
    path("mailings/<mailed_month:month>/uncertain/", doubts.doubts, name="letters_doubts"),
]

DELIVERABILITY: list[URLPattern] = []

urlpatterns = [*SUBSCRIBERS, *MAILINGS, *DELIVERABILITY]
