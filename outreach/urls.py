from django.urls import register_converter

from languages.addresses import page
from outreach.views.confirm import confirm
from outreach.views.meeting import meeting
from outreach.views.news_picture import NewsPictureFile, news_picture
from outreach.views.preferences import preferences
from outreach.views.stop import stop
from outreach.views.subscribe import subscribe

register_converter(NewsPictureFile, "news_picture")

urlpatterns = [
    *page(
        "news-picture",
        news_picture,
        sq="lajme/foto/<news_picture:file_name>",
        foreign="news/picture/<news_picture:file_name>",
    ),
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
]
