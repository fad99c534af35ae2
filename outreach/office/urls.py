"""The secretary's side of subscribers and letters, below `/workspace/`."""

from django.urls import URLPattern

SUBSCRIBERS: list[URLPattern] = []

MAILINGS: list[URLPattern] = []

DELIVERABILITY: list[URLPattern] = []

urlpatterns = [*SUBSCRIBERS, *MAILINGS, *DELIVERABILITY]
