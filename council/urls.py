from django.urls import URLPattern, path
from django.views.generic import RedirectView

from council.views import (
    account,
    appointments,
    delegations,
    documents,
    handover,
    invitation,
    members,
    people,
    people_import,
    renewal,
)

ACCOUNTS = [
    path("account/", account.account, name="account"),
    # Where allauth leads back to after a change.
    path("account/factors/", RedirectView.as_view(pattern_name="account"), name="mfa_index"),
    path("account/language/", account.choose_language, name="account_language"),
    path("account/sessions/end/", account.end_other_sessions, name="account_end_sessions"),
    path("account/sessions/<slug:handle>/end/", account.end_session, name="account_end_session"),
    path("renewal/<str:token>/", renewal.renewal, name="renewal"),
    path("invitation/<str:token>/", invitation.invitation, name="invitation"),
    path("members/", members.members, name="members"),
    path("members/invite/", members.invite, name="invite"),
    path("members/invitations/<uuid:invitation_id>/revoke/", members.revoke, name="revoke"),
    path("members/<uuid:user_id>/deactivate/", members.deactivate, name="deactivate"),
    path("members/<uuid:user_id>/renewal/", renewal.send_renewal, name="renewal_send"),
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
PEOPLE = [
    path("people/", people.people, name="people"),
    path("people/seats.xlsx", people.export, name="people_export"),
    path("people/seats/<slug:code>/", people.seat, name="seat"),
    path("people/appoint/", appointments.appoint, name="appoint"),
    path("people/import/", people_import.people_import, name="people_import"),
    path("people/import/rest.csv", people_import.rest, name="people_import_rest"),
    path("people/appointments/<uuid:key>/substitute/", appointments.substitute, name="substitute"),
    path("people/appointments/<uuid:key>/dates/", appointments.dates, name="appointment_dates"),
    path("people/appointments/<uuid:key>/end/", appointments.end, name="appointment_end"),
    path(
        "people/appointments/<uuid:key>/withdraw/",
        appointments.withdraw,
        name="appointment_withdraw",
    ),
    path(
        "people/appointments/<uuid:key>/confirm/",
        appointments.confirm,
        name="appointment_confirm",
    ),
    path("people/<uuid:user_id>/handover/", handover.handover, name="handover"),
    path("delegations/", delegations.delegations, name="delegations"),
    path("delegations/<uuid:delegation_id>/revoke/", delegations.revoke, name="delegation_revoke"),
]

# Meetings: plan, convene, calendars.
PLANNING: list[URLPattern] = []

# Meetings: hold – attendance, votes, minutes as they are written.
HOLDING: list[URLPattern] = []

# Meetings: minutes circulated, approved, published; the notice of the same day.
MINUTES: list[URLPattern] = []

# Decisions, actions, letters, correspondence.
REGISTERS: list[URLPattern] = []

# The audit trail.
AUDIT: list[URLPattern] = []

urlpatterns = [*ACCOUNTS, *DOCUMENTS, *PEOPLE, *PLANNING, *HOLDING, *MINUTES, *REGISTERS, *AUDIT]
