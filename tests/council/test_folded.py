"""Search in the registers: by words as people type them, through an index."""

import pytest
from django.db import connection

from council.models import Decision
from council.models.folded import beginning_with
from languages.folding import fold
from tests import make

pytestmark = pytest.mark.usefixtures("acting")


def found(word: str) -> bool:
    return Decision.objects.filter(open_words=beginning_with(fold(word))).exists()


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Ndriçimi i rrugës së shkollës", "NDRICIMI"),
        ("ÇËSHTJE të hapura", "çeshtje"),
        ("Rruga “Qemal Stafa”/Papër", "Papër"),
        ("kamera@example.org", "example"),
        ("Shkolla e mesme", "shk"),
        ("Shkollë e re", "shkolle"),
        ("afati 20.12.2024", "2024"),
    ],
)
def test_a_word_is_found_without_its_accents_and_by_its_beginning(text: str, typed: str) -> None:
    make.decision(meeting=make.meeting(), open_text=text)
    assert found(typed)


def test_a_word_is_not_found_by_its_end() -> None:
    make.decision(meeting=make.meeting(), open_text="ndriçimi")
    assert not found("cimi")


def test_a_word_is_looked_up_in_an_index() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = Decision.objects.filter(open_words=beginning_with("drita")).order_by().explain()
    assert "decision_open_words" in plan


def test_the_words_follow_the_text() -> None:
    decision = make.decision(meeting=make.meeting(), open_text="Ndriçimi")
    decision.open_text = "Trotuari"
    decision.save()
    assert (found("ndricimi"), found("trotuari")) == (False, True)
