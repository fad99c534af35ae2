"""The members' side of the bulletin, below `/workspace/bulletins/`."""

from django.urls import URLPattern, path

from bulletins.views import agency_checks, approval, release, revising

EDITING: list[URLPattern] = []

TRANSLATING: list[URLPattern] = []

_MONTH = "<year:year>/<month:month>/"
RELEASE: list[URLPattern] = [
    path(f"{_MONTH}approve/", approval.approve, name="bulletin_approve"),
    path(f"{_MONTH}return/", approval.send_back, name="bulletin_return"),
    path(f"{_MONTH}release/", release.release, name="bulletin_release"),
    path(f"{_MONTH}send/", release.ask_approval, name="bulletin_ask_approval"),
    path(f"{_MONTH}schedule/", release.schedule, name="bulletin_schedule"),
    path(f"{_MONTH}stop/", release.stop, name="bulletin_stop"),
    path(f"{_MONTH}hold-back/", release.hold_back, name="bulletin_hold_back"),
    path(f"{_MONTH}correct/", revising.correction, name="bulletin_correct"),
    path(f"{_MONTH}withdraw/", revising.withdrawal, name="bulletin_withdraw"),
    path(f"{_MONTH}institutions/", agency_checks.month_checks, name="bulletin_checks"),
    path("checks/", agency_checks.checks, name="agency_checks"),
    path("checks/<uuid:check_id>/", agency_checks.check, name="agency_check"),
    path("checks/<uuid:check_id>/take/", agency_checks.take, name="agency_check_take"),
    path("standstill/", release.standstill, name="standstill"),
]

OUTPUTS: list[URLPattern] = []

urlpatterns = [*EDITING, *TRANSLATING, *RELEASE, *OUTPUTS]
