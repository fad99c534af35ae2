from languages.addresses import page
from outreach.views.meeting import meeting
from outreach.views.stop import stop

urlpatterns = [
    *page("stop", stop, sq="ndalo/<str:token>/", foreign="stop/<str:token>/"),
    *page(
        "council-meeting",
        meeting,
        sq="keshilli/mbledhjet/<str:number>/",
        foreign="council/meetings/<str:number>/",
    ),
]
