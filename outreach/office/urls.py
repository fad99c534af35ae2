"""The secretary's side of subscribers and letters, below `/workspace/`."""

from django.urls import URLPattern, path

from outreach.views.office import deliverability, returned

SUBSCRIBERS: list[URLPattern] = []

MAILINGS: list[URLPattern] = []

DELIVERABILITY: list[URLPattern] = [
    path("letters/returned/", returned.returned, name="letters_returned"),
    path("letters/deliverability/", deliverability.deliverability, name="deliverability"),
    path("letters/deliverability/ask/", deliverability.ask, name="deliverability_ask"),
]

urlpatterns = [*SUBSCRIBERS, *MAILINGS, *DELIVERABILITY]
