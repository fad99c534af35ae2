"""Short names of registers in three languages (django-modeltranslation)."""

from modeltranslation.translator import TranslationOptions, register

from outreach.models import HelpLine


@register(HelpLine)
class HelpLineTranslation(TranslationOptions):
    fields = ("name", "note", "hours")
    required_languages = {"sq": ("name",)}
