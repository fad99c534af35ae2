"""The members' side of the bulletin, below `/workspace/bulletins/`."""

from django.urls import URLPattern, path

from bulletins.views.translating import assigning, desk, tables

EDITING: list[URLPattern] = []

TRANSLATING: list[URLPattern] = [
    path("translations/", desk.translations, name="translations"),
    path("translations/<uuid:assignment_id>/", desk.translation, name="translation"),
    path(
        "translations/<uuid:assignment_id>/texts/<int:source_id>/",
        desk.translation_text,
        name="translation_text",
    ),
    path(
        "translations/<uuid:assignment_id>/texts/<int:source_id>/suggestion/",
        desk.translation_suggestion,
        name="translation_suggestion",
    ),
    path("translations/<uuid:assignment_id>/done/", desk.translation_done, name="translation_done"),
    path("translations/<uuid:assignment_id>/end/", assigning.assignment_end, name="assignment_end"),
    path(
        "translations/<uuid:assignment_id>/table.docx",
        tables.assignment_table,
        name="assignment_table",
    ),
    path(
        "translations/<uuid:assignment_id>/import/",
        tables.assignment_import,
        name="assignment_import",
    ),
    path("texts/<int:text_id>/review/", assigning.text_review, name="translation_review"),
    path("texts/<int:text_id>/keep/", assigning.text_keep, name="translation_keep"),
    path(
        "<year:year>/<month:month>/translations/",
        assigning.month_translations,
        name="month_translations",
    ),
    path(
        "<year:year>/<month:month>/translations/<str:language>/",
        assigning.translations_review,
        name="translations_review",
    ),
    path(
        "<year:year>/<month:month>/translations/<str:language>/table.docx",
        tables.language_table,
        name="language_table",
    ),
    path(
        "<year:year>/<month:month>/translations/<str:language>/import/",
        tables.language_import,
        name="language_import",
    ),
]

RELEASE: list[URLPattern] = []

OUTPUTS: list[URLPattern] = []

urlpatterns = [*EDITING, *TRANSLATING, *RELEASE, *OUTPUTS]
