from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "elbasan_council"
    verbose_name = "Portal"
