"""Sentence patterns: what they say, what they refuse, and who has read them."""

import datetime
import shutil
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from languages import LANGUAGES, patterns
from languages.checks import check, check_text
from languages.patterns import catalogue, reviews
from languages.patterns.samples import samples

DAY = datetime.date(2026, 11, 9)


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the patterns and their ledger, for a test to edit."""
    shutil.copytree(catalogue.TEXTS, tmp_path / "texts")
    shutil.copy(reviews.LEDGER, tmp_path / "reviews.csv")
    monkeypatch.setattr(catalogue, "TEXTS", tmp_path / "texts")
    monkeypatch.setattr(reviews, "LEDGER", tmp_path / "reviews.csv")
    forget()
    yield tmp_path / "texts"
    forget()


def forget() -> None:
    """Patterns and reviews are read once; here they change."""
    for read in (catalogue.catalogue, catalogue.slots_of, catalogue.source_of, reviews._ledger):
        read.cache_clear()


def edit(path: Path, before: str, after: str) -> None:
    written = path.read_text(encoding="utf-8")
    assert before in written
    path.write_text(written.replace(before, after), encoding="utf-8")
    forget()


def command(*args: str) -> str:
    out = StringIO()
    call_command("review_patterns", *args, stdout=out)
    return out.getvalue()


# What they say ---------------------------------------------------------------------------------


@pytest.mark.parametrize("key", patterns.keys())
def test_a_pattern_says_the_same_facts_in_three_languages(key: str) -> None:
    assert {catalogue.slots_of(key, language) for language in LANGUAGES} == {
        catalogue.slots_of(key)
    }
    for slots in samples(key):
        said = {language: patterns.say(key, language, **slots) for language in LANGUAGES}
        for language, text in said.items():
            assert not set("{}$") & set(text)
            assert "???" not in text
            assert "  " not in text
            findings = check_text(text, language) + check(said["sq"], text, language)
            assert [found for found in findings if found.severity == "error"] == []


@pytest.mark.parametrize(
    ("count", "sq", "en", "ar"),
    [
        (0, "Asnjë vendim", "No decisions", "لا قرارات"),
        (1, "Një vendim", "One decision", "قرار واحد"),
        (2, "Dy vendime", "Two decisions", "قراران"),
        (3, "3 vendime", "3 decisions", "3 قرارات"),
        (10, "10 vendime", "10 decisions", "10 قرارات"),
        (11, "11 vendime", "11 decisions", "11 قرارًا"),
        (99, "99 vendime", "99 decisions", "99 قرارًا"),
        (100, "100 vendime", "100 decisions", "100 قرار"),
        (103, "103 vendime", "103 decisions", "103 قرارات"),
        (1500, "1\u00a0500 vendime", "1,500 decisions", "1,500 قرار"),
    ],
)
def test_numbers_bring_their_own_plural(count: int, sq: str, en: str, ar: str) -> None:
    said = {lang: patterns.say("decisions-count", lang, count=count) for lang in LANGUAGES}
    assert said == {"sq": sq, "en": en, "ar": ar}


def test_a_number_with_a_stroke_keeps_its_order_in_arabic() -> None:
    said = patterns.say("decision-unanimous", "ar", decision="2026-3")
    assert "\u20662026-3\u2069" in said
    assert "\u2066" not in patterns.say("decision-unanimous", "en", decision="2026-3")


def test_a_name_without_cases_stands_beside_a_word_that_has_them() -> None:
    name = patterns.named({"sq": "Zyra e re", "en": "New office", "ar": "المكتب الجديد"})
    slots = {"institution": name, "reference": "2026-9", "deadline": DAY}
    assert "i institucionit “Zyra e re”" in patterns.say("promise-late", "sq", **slots)
    assert "by the institution “New office”" in patterns.say("promise-late", "en", **slots)
    assert "مؤسسة «المكتب الجديد»" in patterns.say("promise-late", "ar", **slots)


# What they refuse ------------------------------------------------------------------------------


def test_an_unknown_pattern_is_refused() -> None:
    for key in ("meeting-in-secret", "part-took-part", "-council"):
        with pytest.raises(patterns.UnknownPattern):
            patterns.say(key, "sq", participants=1)


@pytest.mark.parametrize("slots", [{}, {"on": DAY}, {"month": DAY, "on": DAY}])
def test_a_missing_or_unknown_slot_is_refused(slots: dict[str, Any]) -> None:
    with pytest.raises(patterns.SlotError, match="meeting-not-held"):
        patterns.say("meeting-not-held", "sq", **slots)


@pytest.mark.parametrize(
    ("key", "slot", "value"),
    [
        ("decisions-count", "count", "3"),
        ("decisions-count", "count", True),
        ("decisions-count", "count", -1),
        ("decisions-count", "count", 2.5),
        ("issue-next", "on", "2026-11-09"),
        ("issue-next", "on", datetime.datetime(2026, 11, 9, 12)),
        ("figures-attendance", "share", 101),
        ("question-answered-by", "institution", "Zyra"),
        ("question-channel", "channel", "pigeon"),
        ("decision-unanimous", "decision", "vendimi 3"),
        ("help-call", "telephone", "no number"),
        ("meeting-place", "place", {"sq": "salla", "en": "the hall"}),
        ("meeting-place", "place", "salla"),
    ],
)
def test_a_slot_takes_only_what_it_may_hold(key: str, slot: str, value: object) -> None:
    with pytest.raises(patterns.SlotError, match=slot):
        patterns.say(key, "sq", **{slot: value})


# Who has read them -----------------------------------------------------------------------------


def test_every_pattern_has_been_reviewed() -> None:
    assert reviews.unreviewed() == []


def test_an_edited_pattern_is_refused_until_it_is_reviewed_again(texts: Path) -> None:
    edit(texts / "en" / "council.ftl", "did not meet in", "had no meeting in")
    with pytest.raises(patterns.NotReviewed, match="meeting-not-held"):
        patterns.say("meeting-not-held", "en", month=DAY)
    assert patterns.say("meeting-not-held", "sq", month=DAY)
    assert reviews.unreviewed() == [("meeting-not-held", "en")]
    command("--role", "translator")
    assert "had no meeting" in patterns.say("meeting-not-held", "en", month=DAY)
    (line,) = [
        line
        for line in reviews.LEDGER.read_text().splitlines()
        if line.startswith("meeting-not-held,en,")
    ]
    assert ",translator,20" in line


def test_who_edits_a_piece_edits_every_pattern_that_it_is_in(texts: Path) -> None:
    edit(texts / "ar" / "terms.ftl", "وشارك شخصان", "وحضر شخصان")
    unread = reviews.unreviewed()
    assert ("activity", "ar") in unread
    assert ("training-held", "ar") in unread
    assert ("activity-by", "ar") not in unread


def test_a_comment_is_not_an_edit(texts: Path) -> None:
    edit(texts / "sq" / "council.ftl", "meeting-open =", "# për publikun\nmeeting-open =")
    assert reviews.unreviewed() == []


def test_the_reviewer_sees_the_pattern_with_each_number(texts: Path) -> None:
    edit(texts / "ar" / "council.ftl", "    [two] قراران\n", "    [two] قراران اثنان\n")
    shown = command("--language", "ar")
    assert "decisions-count (ar)" in shown
    assert "    قراران اثنان\n    3 قرارات\n    11 قرارًا\n" in shown
    assert "1 not reviewed." in shown
    assert not patterns.is_reviewed("decisions-count", "ar")


def test_only_a_role_that_reviews_is_recorded() -> None:
    with pytest.raises(CommandError):
        command("--role", "visitor")
    with pytest.raises(CommandError, match="no pattern nothing"):
        command("nothing")
    with pytest.raises(ValueError, match="reviews no patterns"):
        reviews.record([("meeting-open", "sq")], role="visitor", on=DAY)
