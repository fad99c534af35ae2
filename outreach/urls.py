from languages.addresses import page
from outreach.views.confirm import confirm
from outreach.views.meeting import meeting
from outreach.views.preferences import preferences
from outreach.views.search import look
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
    *page("search", look, sq="kerko/", foreign="search/"),
]
