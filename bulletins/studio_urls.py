"""The members' side of the bulletin, below `/workspace/bulletins/`."""

from django.urls import URLPattern

EDITING: list[URLPattern] = []

TRANSLATING: list[URLPattern] = []

RELEASE: list[URLPattern] = []

OUTPUTS: list[URLPattern] = []

urlpatterns = [*EDITING, *TRANSLATING, *RELEASE, *OUTPUTS]
