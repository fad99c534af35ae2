"""The members' side of the bulletin, below `/workspace/bulletins/`."""

from django.urls import URLPattern, path

from bulletins.views import studio, studio_blocks, studio_month, studio_preview, studio_ready

EDITING: list[URLPattern] = [
    path("", studio.studio, name="studio"),
    path("begin/", studio.begin, name="studio_begin"),
    path("<year:year>/<month:month>/", studio_month.month, name="studio_month"),
    path("<year:year>/<month:month>/text/", studio_month.write, name="studio_write"),
    path("<year:year>/<month:month>/settle/", studio_month.settle, name="studio_settle"),
    path("<year:year>/<month:month>/accept/", studio_month.accept, name="studio_accept"),
    path("<year:year>/<month:month>/source/", studio_month.source, name="studio_source"),
    path("<year:year>/<month:month>/blocks/", studio_blocks.blocks, name="studio_blocks"),
    path("<year:year>/<month:month>/gather/", studio_blocks.gather_again, name="studio_gather"),
    path("<year:year>/<month:month>/editing/", studio_blocks.editing, name="studio_editing"),
    path("<year:year>/<month:month>/ready/", studio_ready.ready, name="studio_ready"),
    path("<year:year>/<month:month>/ask/", studio_ready.ask, name="studio_ask"),
    path(
        "<year:year>/<month:month>/preview/<str:language>/",
        studio_preview.preview,
        name="studio_preview",
    ),
    path(
        "<year:year>/<month:month>/preview/<str:language>/page/",
        studio_preview.page,
        name="studio_preview_page",
    ),
    path(
        "<year:year>/<month:month>/preview/<str:language>/letter/",
        studio_preview.letter,
        name="studio_preview_letter",
    ),
    path(
        "<year:year>/<month:month>/preview/<str:language>/make/",
        studio_preview.make,
        name="studio_preview_make",
    ),
    path(
        "<year:year>/<month:month>/preview/<str:language>/document/",
        studio_preview.document,
        name="studio_preview_document",
    ),
]

TRANSLATING: list[URLPattern] = []

RELEASE: list[URLPattern] = []

OUTPUTS: list[URLPattern] = []

urlpatterns = [*EDITING, *TRANSLATING, *RELEASE, *OUTPUTS]
