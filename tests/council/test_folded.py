"""Search in the registers: by words as people type them, through an index."""

import pytest
from django.db import connection

from council.models import Decision
from council.models.folded import beginning_with, words_of
from languages.folding import fold
from tests import make

pytestmark = pytest.mark.usefixtures("acting")


def found(word: str) -> bool:
    rows = Decision.objects.annotate(words=words_of("open_text"))
    return rows.filter(words=beginning_with(fold(word))).exists()


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


def test_an_index_has_the_expression_that_search_asks() -> None:
    rows = Decision.objects.annotate(words=words_of("open_text"))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = rows.filter(words=beginning_with("drita")).values("pk").order_by().explain()
    assert "decision_open_words" in plan
