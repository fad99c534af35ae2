from django.urls import URLPattern, path
from django.views.generic import RedirectView

from council.views import account, documents, invitation, members, minutes, papers, publish

ACCOUNTS = [
    path("account/", account.account, name="account"),
    # Where allauth leads back to after a change.
    path("account/factors/", RedirectView.as_view(pattern_name="account"), name="mfa_index"),
    path("account/language/", account.choose_language, name="account_language"),
    path("account/sessions/end/", account.end_other_sessions, name="account_end_sessions"),
    path("invitation/<str:token>/", invitation.invitation, name="invitation"),
    path("members/", members.members, name="members"),
    path("members/invite/", members.invite, name="invite"),
    path("members/invitations/<uuid:invitation_id>/revoke/", members.revoke, name="revoke"),
    path("members/<uuid:user_id>/deactivate/", members.deactivate, name="deactivate"),
    path("members/<uuid:user_id>/reopen/", members.reopen, name="reopen"),
    path("members/<uuid:user_id>/factor/ask/", members.ask_factor_reset, name="factor_ask"),
    path(
        "members/<uuid:user_id>/factor/confirm/",
        members.confirm_factor_reset,
        name="factor_confirm",
    ),
]

DOCUMENTS = [
    path("documents/<uuid:document_id>/", documents.document, name="document"),
]

# People: seats, appointments, delegation, import, handover.
PEOPLE: list[URLPattern] = []

# Meetings: plan, convene, calendars.
PLANNING: list[URLPattern] = []

# Meetings: hold – attendance, votes, minutes as they are written.
HOLDING: list[URLPattern] = []

# Meetings: minutes circulated, approved, published; the notice of the same day.
MINUTES: list[URLPattern] = [
    path("meetings/<uuid:meeting_id>/minutes/", minutes.minutes, name="minutes"),
    path("meetings/<uuid:meeting_id>/minutes/finish/", minutes.finish, name="minutes_finish"),
    path(
        "meetings/<uuid:meeting_id>/minutes/circulate/",
        minutes.circulate,
        name="minutes_circulate",
    ),
    path(
        "meetings/<uuid:meeting_id>/minutes/corrections/",
        minutes.ask_correction,
        name="correction_ask",
    ),
    path(
        "meetings/<uuid:meeting_id>/minutes/corrections/<uuid:correction_id>/",
        minutes.settle,
        name="correction_settle",
    ),
    path(
        "meetings/<uuid:meeting_id>/minutes/ask-approval/",
        minutes.ask_approval,
        name="minutes_ask_approval",
    ),
    path("meetings/<uuid:meeting_id>/minutes/approve/", minutes.approve, name="minutes_approve"),
    path("meetings/<uuid:meeting_id>/minutes/addenda/", minutes.add_addendum, name="addendum_add"),
    path("meetings/<uuid:meeting_id>/minutes/signed/", minutes.keep_signed, name="signed_keep"),
    path(
        "meetings/<uuid:meeting_id>/minutes/internal.docx",
        papers.docx,
        {"kind": "internal"},
        name="minutes_docx",
    ),
    path(
        "meetings/<uuid:meeting_id>/minutes/public.docx",
        papers.docx,
        {"kind": "public"},
        name="minutes_public_docx",
    ),
    path("meetings/<uuid:meeting_id>/papers/", papers.papers, name="papers"),
    path("meetings/<uuid:meeting_id>/papers/<slug:kind>/", papers.ask, name="paper_ask"),
    path("meetings/<uuid:meeting_id>/publish/", publish.publish, name="meeting_publish"),
    path("meetings/<uuid:meeting_id>/publish/notice/", publish.release, name="notice_release"),
    path(
        "meetings/<uuid:meeting_id>/publish/notice/approve/",
        publish.approve_notice,
        name="notice_approve",
    ),
    path("meetings/<uuid:meeting_id>/publish/now/", publish.publish_now, name="minutes_publish"),
]

# Decisions, actions, letters, correspondence.
REGISTERS: list[URLPattern] = []

# The audit trail.
AUDIT: list[URLPattern] = []

urlpatterns = [*ACCOUNTS, *DOCUMENTS, *PEOPLE, *PLANNING, *HOLDING, *MINUTES, *REGISTERS, *AUDIT]
