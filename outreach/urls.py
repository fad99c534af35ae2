from django.urls import path, register_converter

from languages.addresses import page
from outreach.views.codes import Code
from outreach.views.confirm import confirm
from outreach.views.contact import contact
from outreach.views.council.about import council
from outreach.views.council.data import decisions_csv, decisions_json, decisions_schema
from outreach.views.council.decisions import decision, decisions
from outreach.views.council.standing import accessibility, privacy, site_map
from outreach.views.events.calendar import calendar
from outreach.views.events.event import event, event_ics
from outreach.views.events.listing import events
from outreach.views.help import card as help_card
from outreach.views.help import pages as help_pages
from outreach.views.meeting import meeting
from outreach.views.mistake import mistake
from outreach.views.news.article import article
from outreach.views.news.feed import feed as news_feed
from outreach.views.news.listing import news
from outreach.views.news_picture import NewsPictureFile, news_picture
from outreach.views.out import out
from outreach.views.posted import posted, sheet
from outreach.views.preferences import preferences
from outreach.views.questions import questions
from outreach.views.search import look
from outreach.views.stop import stop
from outreach.views.subscribe import subscribe
from outreach.views.survey import feedback, results
from outreach.views.useful import useful

register_converter(Code, "code")

NEWS = [
    *page("news", news, sq="lajme/", foreign="news/"),
    *page("news-feed", news_feed, sq="lajme/feed.xml", foreign="news/feed.xml"),
    *page(
        "news-article",
        article,
        sq="lajme/<code:code>-<slug:slug>/",
        foreign="news/<code:code>-<slug:slug>/",
    ),
]

EVENTS = [
    *page("events", events, sq="takime/", foreign="events/"),
    *page("event-calendar", calendar, sq="takime/kalendari.ics", foreign="events/calendar.ics"),
    *page(
        "event",
        event,
        sq="takime/<code:code>-<slug:slug>/",
        foreign="events/<code:code>-<slug:slug>/",
    ),
    *page(
        "event-ics",
        event_ics,
        sq="takime/<code:code>-<slug:slug>.ics",
        foreign="events/<code:code>-<slug:slug>.ics",
    ),
]

register_converter(NewsPictureFile, "news_picture")

urlpatterns = [
    *NEWS,
    *EVENTS,
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
    *page("mistake", mistake, sq="gabim/", foreign="mistake/"),
    *page("feedback", feedback, sq="mendimi/", foreign="feedback/"),
    *page("feedback-results", results, sq="mendimi/rezultate/", foreign="feedback/results/"),
    *page("posted", posted, sq="afishimi/<str:token>/", foreign="posted/<str:token>/"),
    *page("posted-sheet", sheet, sq="afishe/<str:token>/", foreign="sheet/<str:token>/"),
    *page("questions", questions, sq="pyetje/", foreign="questions/"),
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
    *page("out", out, sq="dil/<slug:link>/", foreign="out/<slug:link>/"),
    *page("useful", useful, sq="e-dobishme/", foreign="useful/"),
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
    *page("search", look, sq="kerko/", foreign="search/"),
]
