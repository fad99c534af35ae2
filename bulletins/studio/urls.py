"""The members' side of the bulletin, below `/workspace/bulletins/`."""

from django.urls import URLPattern, path

from bulletins.views import (
    agency_checks,
    approval,
    outputs,
    past_issues,
    picture,
    release,
    revising,
    standstill,
    studio,
    studio_blocks,
    studio_month,
    studio_pictures,
    studio_preview,
    studio_ready,
    voice,
)
from bulletins.views.translating import assigning, desk, pictures, tables

EDITING: list[URLPattern] = [
    path("", studio.studio, name="studio"),
    path("begin/", studio.begin, name="studio_begin"),
    path("<year:year>/<month:month>/", studio_month.month, name="studio_month"),
    path("<year:year>/<month:month>/text/", studio_month.write, name="studio_write"),
    path("<year:year>/<month:month>/settle/", studio_month.settle, name="studio_settle"),
    path("<year:year>/<month:month>/accept/", studio_month.accept, name="studio_accept"),
    path("<year:year>/<month:month>/source/", studio_month.source, name="studio_source"),
    path("<year:year>/<month:month>/blocks/", studio_blocks.blocks, name="studio_blocks"),
    path("<year:year>/<month:month>/picture/", studio_pictures.change, name="studio_picture"),
    path(
        "<year:year>/<month:month>/pictures/<picture:file_name>",
        picture.before_publication,
        name="studio_picture_file",
    ),
    path("<year:year>/<month:month>/gather/", studio_blocks.gather_again, name="studio_gather"),
    path("<year:year>/<month:month>/quiet/", studio_blocks.fill_quiet, name="studio_quiet"),
    path("<year:year>/<month:month>/editing/", studio_blocks.editing, name="studio_editing"),
    path("<year:year>/<month:month>/ready/", studio_ready.ready, name="studio_ready"),
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
        "<year:year>/<month:month>/preview/<str:language>/pages/<int:number>.png",
        studio_preview.sheet,
        name="studio_preview_sheet",
    ),
    path(
        "<year:year>/<month:month>/preview/<str:language>/document/",
        studio_preview.document,
        name="studio_preview_document",
    ),
]

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
    path(
        "translations/<uuid:assignment_id>/texts/<int:source_id>/picture.webp",
        pictures.translation_picture,
        name="translation_picture",
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

_MONTH = "<year:year>/<month:month>/"
RELEASE: list[URLPattern] = [
    path(f"{_MONTH}approve/", approval.approve, name="bulletin_approve"),
    path(f"{_MONTH}return/", approval.send_back, name="bulletin_return"),
    path(f"{_MONTH}release/", release.release, name="bulletin_release"),
    path(f"{_MONTH}send/", release.ask_approval, name="bulletin_ask_approval"),
    path(f"{_MONTH}schedule/", release.schedule, name="bulletin_schedule"),
    path(f"{_MONTH}stop/", release.stop, name="bulletin_stop"),
    path(f"{_MONTH}hold-back/", release.hold_back, name="bulletin_hold_back"),
    path(f"{_MONTH}test/", release.send_test, name="bulletin_send_test"),
    path(f"{_MONTH}correct/", revising.correction, name="bulletin_correct"),
    path(f"{_MONTH}withdraw/", revising.withdrawal, name="bulletin_withdraw"),
    path(f"{_MONTH}institutions/", agency_checks.month_checks, name="bulletin_checks"),
    path("checks/", agency_checks.checks, name="agency_checks"),
    path("checks/<uuid:check_id>/", agency_checks.check, name="agency_check"),
    path("checks/<uuid:check_id>/take/", agency_checks.take, name="agency_check_take"),
    path("standstill/", standstill.standstill, name="standstill"),
]

VOICE: list[URLPattern] = [
    path("<year:year>/<month:month>/voice/", voice.voice, name="voice"),
    path("recordings/<uuid:recording_id>/file/", voice.recording_file, name="recording_file"),
    path(
        "recordings/<uuid:recording_id>/review/",
        voice.review_recording,
        name="review_recording",
    ),
    path(
        "recordings/<uuid:recording_id>/remove/",
        voice.remove_recording,
        name="remove_recording",
    ),
]

OUTPUTS: list[URLPattern] = [
    path("<year:year>/<month:month>/outputs/", outputs.outputs, name="bulletin_outputs"),
    path("archive/", past_issues.past_issues, name="past_issues"),
    path("archive/<uuid:issue_id>/", past_issues.past_issue, name="past_issue"),
    path("archive/<uuid:issue_id>/file/", past_issues.past_issue_file, name="past_issue_file"),
    path(
        "archive/<uuid:issue_id>/publish/",
        past_issues.publish_past_issue,
        name="publish_past_issue",
    ),
    path(
        "archive/<uuid:issue_id>/discard/",
        past_issues.discard_past_issue,
        name="discard_past_issue",
    ),
    path(
        "archive/<uuid:issue_id>/withdraw/",
        past_issues.withdraw_past_issue,
        name="withdraw_past_issue",
    ),
]

urlpatterns = [*EDITING, *TRANSLATING, *RELEASE, *OUTPUTS, *VOICE]
