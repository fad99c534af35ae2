from django.urls import path

from languages.addresses import page
from outreach.views.confirm import confirm
from outreach.views.council.about import council
from outreach.views.council.data import decisions_csv, decisions_json, decisions_schema
from outreach.views.council.decisions import decision, decisions
from outreach.views.council.standing import accessibility, privacy, site_map
from outreach.views.meeting import meeting
from outreach.views.preferences import preferences
from outreach.views.stop import stop
from outreach.views.subscribe import subscribe

urlpatterns = [
    *page("subscribe", subscribe, sq="abonohu/", foreign="subscribe/"),
    *page("confirm", confirm, sq="konfirmo/<str:token>/", foreign="confirm/<str:token>/"),
    *page(
        "preferences",
        preferences,
        sq="preferencat/<str:token>/",
        foreign="preferences/<str:token>/",
    ),
    *page("stop", stop, sq="ndalo/<str:token>/", foreign="stop/<str:token>/"),
    *page(
        "council-meeting",
        meeting,
        sq="keshilli/mbledhjet/<str:number>/",
        foreign="council/meetings/<str:number>/",
    ),
    # The council and its decisions
    *page("council", council, sq="keshilli/", foreign="council/"),
    *page("decisions", decisions, sq="keshilli/vendimet/", foreign="council/decisions/"),
    *page(
        "decisions-csv",
        decisions_csv,
        sq="keshilli/vendimet.csv",
        foreign="council/decisions.csv",
    ),
    *page(
        "decisions-json",
        decisions_json,
        sq="keshilli/vendimet.json",
        foreign="council/decisions.json",
    ),
    path("keshilli/vendimet.schema.json", decisions_schema, name="decisions-schema"),
    *page(
        "decision",
        decision,
        sq="keshilli/vendimet/<str:number>/",
        foreign="council/decisions/<str:number>/",
    ),
    *page("accessibility", accessibility, sq="aksesueshmeria/", foreign="accessibility/"),
    *page("privacy", privacy, sq="privatesia/", foreign="privacy/"),
    *page("site-map", site_map, sq="harta/", foreign="sitemap/"),
    # End of the council and its decisions
]
