from languages.addresses import page
from outreach.views.confirm import confirm
from outreach.views.contact import contact
from outreach.views.help import card as help_card
from outreach.views.help import pages as help_pages
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
    # Help and contact; the card before the topics, whose slugs have no dot
    *page("help", help_pages.index, sq="ndihme/", foreign="help/"),
    *page("help-card", help_card.card, sq="ndihme/karta.pdf", foreign="help/card.pdf"),
    *page("help-topic", help_pages.topic, sq="ndihme/<slug:slug>/", foreign="help/<slug:slug>/"),
    *page("contact", contact, sq="kontakt/", foreign="contact/"),
    # End of help and contact
]
