"""A pattern and its slots into a sentence."""

from typing import Any

from languages.patterns.catalogue import catalogue, slots_of
from languages.patterns.reviews import NotReviewed, is_reviewed
from languages.patterns.slots import SlotError, read


def say(key: str, language: str, **slots: Any) -> str:
    """The pattern in a language, with the same facts in each.

    Raises UnknownPattern, NotReviewed, and SlotError for a slot that is missing, unknown or holds
    what it may not.
    """
    if not is_reviewed(key, language):
        raise NotReviewed(f"Pattern {key!r} is not reviewed in {language} as it is written now.")
    return rendered(key, language, **slots)


def rendered(key: str, language: str, **slots: Any) -> str:
    """As `say`, reviewed or not: for whoever reviews it."""
    wanted = slots_of(key, language)
    if wanted != slots.keys():
        missing, unknown = wanted - slots.keys(), slots.keys() - wanted
        raise SlotError(f"Pattern {key!r}: missing {sorted(missing)}, unknown {sorted(unknown)}.")
    bundle = catalogue(language).bundle
    pattern = bundle.get_message(key).value
    assert pattern is not None
    values = {name: read(name, value) for name, value in slots.items()}
    text, errors = bundle.format_pattern(pattern, values)
    if errors:
        raise SlotError(f"Pattern {key!r} in {language}: {errors[0]}")
    sentence = str(text)
    return sentence[:1].upper() + sentence[1:]
