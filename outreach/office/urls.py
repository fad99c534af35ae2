"""The secretary's side of subscribers and letters, below `/workspace/`."""

from django.urls import URLPattern, path

from outreach.views.office import (
    deliverability,
    entering,
    export,
    importing,
    person,
    returned,
    subscribers,
)

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

MAILINGS: list[URLPattern] = []

DELIVERABILITY: list[URLPattern] = [
    path("letters/returned/", returned.returned, name="letters_returned"),
    path("letters/deliverability/", deliverability.deliverability, name="deliverability"),
    path("letters/deliverability/ask/", deliverability.ask, name="deliverability_ask"),
]

urlpatterns = [*SUBSCRIBERS, *MAILINGS, *DELIVERABILITY]
