"""The secretary's side of subscribers and letters, below `/workspace/`."""

import datetime

from django.urls import URLPattern, path, register_converter

from outreach.newsroom.kinds import Kind
from outreach.views.office import (
    deliverability,
    doubts,
    entering,
    export,
    failed,
    importing,
    letters,
    pace,
    person,
    returned,
    seeds,
    steering,
    subscribers,
)
from outreach.views.office.newsroom import deciding, election, item, lists, shaping, texts
from outreach.views.office.newsroom.door import KindPath


class Month:
    """`2026/10`, as the first day of the month."""

    regex = "20[0-9]{2}/(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> datetime.date:
        return datetime.date.fromisoformat(f"{value.replace('/', '-')}-01")

    def to_url(self, value: datetime.date) -> str:
        return f"{value:%Y/%m}"


register_converter(Month, "mailed_month")
register_converter(KindPath, "newsroom")

_LIST = "subscribers/import/<uuid:import_id>/"

SUBSCRIBERS: list[URLPattern] = [
    path("subscribers/", subscribers.subscribers, name="subscribers"),
    path("subscribers/search/", subscribers.seek, name="subscriber_seek"),
    path("subscribers/list/", subscribers.subscriber_list, name="subscriber_list"),
    path("subscribers/list.<slug:kind>", export.subscriber_export, name="subscriber_export"),
    path("subscribers/enter/", entering.enter, name="subscriber_enter"),
    path("subscribers/import/", importing.subscriber_import, name="subscriber_import"),
    path(_LIST, importing.subscriber_list_brought, name="subscriber_list_brought"),
    path(f"{_LIST}columns/", importing.subscriber_list_check, name="subscriber_list_check"),
    path(f"{_LIST}again/", importing.subscriber_list_again, name="subscriber_list_again"),
    path(f"{_LIST}enter/", importing.subscriber_list_enter, name="subscriber_list_enter"),
    path(f"{_LIST}erase/", importing.subscriber_list_erase, name="subscriber_list_erase"),
    path(f"{_LIST}rest.csv", importing.subscriber_list_rest, name="subscriber_list_rest"),
    path("subscribers/<uuid:subscriber_id>/", person.subscriber, name="subscriber"),
    path(
        "subscribers/<uuid:subscriber_id>/data.json", person.subscriber_data, name="subscriber_data"
    ),
    path(
        "subscribers/<uuid:subscriber_id>/erase/", person.subscriber_erase, name="subscriber_erase"
    ),
]

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

DELIVERABILITY: list[URLPattern] = [
    path("letters/returned/", returned.returned, name="letters_returned"),
    path("letters/deliverability/", deliverability.deliverability, name="deliverability"),
    path("letters/deliverability/ask/", deliverability.ask, name="deliverability_ask"),
]

_ITEM = "<newsroom:kind>/<uuid:pk>/"

NEWSROOM: list[URLPattern] = [
    path("news/", lists.listing, {"kind": Kind.NEWS}, name="newsroom"),
    path("news/election/", election.election, name="newsroom_election"),
    path("news/election/commission.xlsx", election.commission, name="newsroom_commission"),
    path("<newsroom:kind>/", lists.listing, name="newsroom_list"),
    path("<newsroom:kind>/new/", lists.new, name="newsroom_new"),
    path(_ITEM, item.item, name="newsroom_item"),
    path(f"{_ITEM}text/", texts.write, name="newsroom_write"),
    path(f"{_ITEM}settle/", texts.settle, name="newsroom_settle"),
    path(f"{_ITEM}accept/", texts.accept, name="newsroom_accept"),
    path(f"{_ITEM}facts/", shaping.facts, name="newsroom_facts"),
    path(f"{_ITEM}picture/", shaping.picture, name="newsroom_picture"),
    path(f"{_ITEM}picture/<news_picture:file_name>", item.picture_file, name="newsroom_photo"),
    path(f"{_ITEM}report/", shaping.report, name="newsroom_report"),
    path(f"{_ITEM}dates/", shaping.dates, name="newsroom_dates"),
    path(f"{_ITEM}step/", deciding.step, name="newsroom_step"),
    path(f"{_ITEM}read/", deciding.read, name="newsroom_read"),
    path(f"{_ITEM}judge/", deciding.judge, name="newsroom_judge"),
    path(f"{_ITEM}withdraw/", deciding.withdraw, name="newsroom_withdraw"),
]

urlpatterns = [*SUBSCRIBERS, *MAILINGS, *DELIVERABILITY, *NEWSROOM]
