"""Short names of registers in three languages (django-modeltranslation)."""

from modeltranslation.translator import TranslationOptions, register

from council.models import Agency, Category, Seat, Unit


class _Name(TranslationOptions):
    fields = ("name",)
    required_languages = ("sq",)


@register(Agency)
class AgencyTranslation(_Name):
    pass


@register(Category)
class CategoryTranslation(_Name):
    pass


@register(Seat)
class SeatTranslation(_Name):
    pass


@register(Unit)
class UnitTranslation(_Name):
    pass
