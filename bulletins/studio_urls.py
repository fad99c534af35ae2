"""The members' side of the bulletin, below `/workspace/bulletins/`."""

from django.urls import URLPattern, path

from bulletins.views import outputs

EDITING: list[URLPattern] = []

TRANSLATING: list[URLPattern] = []

RELEASE: list[URLPattern] = []

OUTPUTS: list[URLPattern] = [
    path("<year:year>/<month:month>/outputs/", outputs.outputs, name="bulletin_outputs"),
]

urlpatterns = [*EDITING, *TRANSLATING, *RELEASE, *OUTPUTS]
