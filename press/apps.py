"""The press as a Django app: it has template tags and no tables."""

from django.apps import AppConfig


class PressConfig(AppConfig):
    name = "press"
    label = "press"
    verbose_name = "Press"
