from django.urls import URLPattern, path
from django.views.generic import RedirectView

from council.views import account, answers, calendar, convening, documents, invitation, members

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
PLANNING: list[URLPattern] = [
    path("meetings/<uuid:meeting_id>/invite/", convening.invite, name="meeting_invite"),
    path("meetings/<uuid:meeting_id>/convene/", convening.convene, name="meeting_convene"),
    path("meetings/<uuid:meeting_id>/change/", convening.send_change, name="meeting_send_change"),
    path("meetings/<uuid:meeting_id>/remind/", convening.send_reminder, name="meeting_remind"),
    path("meetings/<uuid:meeting_id>/cancel/", convening.cancel, name="meeting_cancel"),
    path("meetings/<uuid:meeting_id>/answer/", answers.own_answer, name="meeting_answer"),
    path("meetings/<uuid:meeting_id>/rsvp/", answers.rsvp, name="meeting_rsvp"),
    path("calendar/", calendar.calendar, name="calendar_feed"),
    path("calendar/make/", calendar.make, name="calendar_feed_make"),
    path("calendar/stop/", calendar.stop, name="calendar_feed_stop"),
    path("calendar/<str:token>.ics", calendar.ics, name="calendar_ics"),
]

# Meetings: hold – attendance, votes, minutes as they are written.
HOLDING: list[URLPattern] = []

# Meetings: minutes circulated, approved, published; the notice of the same day.
MINUTES: list[URLPattern] = []

# Decisions, actions, letters, correspondence.
REGISTERS: list[URLPattern] = []

# The audit trail.
AUDIT: list[URLPattern] = []

urlpatterns = [*ACCOUNTS, *DOCUMENTS, *PEOPLE, *PLANNING, *HOLDING, *MINUTES, *REGISTERS, *AUDIT]
