from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps

if not apps.ready:
    pytest.skip("needs Django's settings", allow_module_level=True)

from django.db import models
from django.test.utils import isolate_apps

from languages.models import TranslatedText
from languages.texts import digest


def a_text(**values: Any) -> TranslatedText:
    with isolate_apps("languages"):

        class Sentence(TranslatedText):
            class Meta(TranslatedText.Meta):
                abstract = False
                app_label = "languages"

    # The isolated registry holds no user model to ask for a default.
    return Sentence(**{"reviewed_by_id": None} | values)


def test_a_text_is_reviewed_once_someone_has_reviewed_it() -> None:
    assert not a_text(language="en", text="Text").is_reviewed
    now = datetime(2026, 11, 9, tzinfo=UTC)
    assert a_text(language="en", text="Text", reviewed_by_id=1, reviewed_at=now).is_reviewed


def test_a_translation_is_outdated_when_the_albanian_changes() -> None:
    text = a_text(language="en", text="Text", translates_digest=digest("Teksti"))
    assert not text.is_outdated("Teksti")
    assert text.is_outdated("Teksti i ri")


def test_a_translation_of_nothing_known_is_outdated_and_albanian_never_is() -> None:
    assert a_text(language="ar", text="نص").is_outdated("Teksti")
    assert not a_text(language="sq", text="Teksti").is_outdated("Teksti i ri")


def test_reviewer_and_moment_belong_together_in_the_database() -> None:
    (constraint,) = type(a_text())._meta.constraints
    assert constraint.name == "languages_sentence_reviewed_by_someone"


def test_a_reviewer_cannot_be_deleted() -> None:
    reviewer = TranslatedText._meta.get_field("reviewed_by")
    assert isinstance(reviewer, models.ForeignKey)
    assert reviewer.deconstruct()[3]["on_delete"] is models.PROTECT
