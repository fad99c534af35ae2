from django.urls import URLPattern, path
from django.views.generic import RedirectView

from council.views import account, agenda, documents, invitation, meetings, members, printables

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
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/plan/", meetings.plan, name="meeting_plan"),
    path("meetings/<uuid:meeting_id>/", meetings.meeting, name="meeting"),
    path("meetings/<uuid:meeting_id>/copy/", meetings.copy, name="meeting_copy"),
    path("meetings/<uuid:meeting_id>/edit/", meetings.edit, name="meeting_edit"),
    path("meetings/<uuid:meeting_id>/delete/", meetings.take_away, name="meeting_delete"),
    path("meetings/<uuid:meeting_id>/items/add/", agenda.add, name="item_add"),
    path(
        "meetings/<uuid:meeting_id>/documents/add/",
        agenda.add_meeting_document,
        name="meeting_document_add",
    ),
    path(
        "meetings/<uuid:meeting_id>/print/invitation/",
        printables.invitation,
        name="meeting_invitation_print",
    ),
    path(
        "meetings/<uuid:meeting_id>/print/sign-in/",
        printables.sign_in_sheet,
        name="meeting_signin_print",
    ),
    path("meetings/<uuid:meeting_id>/print/brief/", printables.brief, name="meeting_brief"),
    path("agenda/<uuid:item_key>/edit/", agenda.edit, name="item_edit"),
    path("agenda/<uuid:item_key>/move/", agenda.move, name="item_move"),
    path("agenda/<uuid:item_key>/remove/", agenda.remove, name="item_remove"),
    path(
        "agenda/<uuid:item_key>/documents/add/",
        agenda.add_item_document,
        name="item_document_add",
    ),
    path("documents/<uuid:document_id>/remove/", agenda.remove_document, name="document_remove"),
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
