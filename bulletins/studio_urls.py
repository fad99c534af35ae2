"""The members' side of the bulletin, below `/workspace/bulletins/`."""

from django.urls import URLPattern, path

from bulletins.views import outputs, past_issues

EDITING: list[URLPattern] = []

TRANSLATING: list[URLPattern] = []

RELEASE: list[URLPattern] = []

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

urlpatterns = [*EDITING, *TRANSLATING, *RELEASE, *OUTPUTS]
