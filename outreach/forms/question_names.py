"""How residents and the office call where a question came from and what it is about."""

from django.utils.translation import gettext_lazy as _

from outreach.models import Question

CHANNELS = {
    Question.Channel.PAPER: _("Asked on a paper slip"),
    Question.Channel.TELEPHONE: _("Asked by telephone"),
    Question.Channel.UNIT_HEAD: _("Asked through the administrator of the unit"),
    Question.Channel.MEDIATOR: _("Asked through the community liaison"),
    Question.Channel.YOUTH_COUNCIL: _("Asked through the youth council"),
}
TOPICS = {
    Question.Topic.ROADS: _("Roads and transport"),
    Question.Topic.LIGHT: _("Street lighting"),
    Question.Topic.SCHOOLS: _("Schools and children"),
    Question.Topic.ONLINE: _("Internet and fraud"),
    Question.Topic.FAMILY: _("Family and home"),
    Question.Topic.ORDER: _("Public order"),
    Question.Topic.EMERGENCIES: _("Fire, snow, flood"),
    Question.Topic.OTHER: _("Something else"),
}
