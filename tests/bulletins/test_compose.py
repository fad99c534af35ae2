"""One language's content from a bulletin's blocks, and everything that may stand in its way."""

from typing import Any

import pytest
from django.conf import settings
from django.db.models import QuerySet

from bulletins.actions.gather import gather, write_prose
from bulletins.composition import Incomplete, compose
from bulletins.content import HelpTopic, hash_of, issue_from
from bulletins.models import Block, BlockText, Bulletin, Edition
from council.people import User
from languages import LANGUAGES, direction
from languages.texts import digest
from outreach.models import HelpLine
from tests import cast, make
from tests.bulletins import october

PROSE: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "cover": ({"headlines": 2}, ("headline:0", "headline:1")),
    "summary": ({"labels": ["done", "late", "next"]}, ("item:0", "item:1", "item:2")),
    "story": (
        {"paragraphs": 1, "advice": 1, "quotation": True},
        ("headline", "paragraph:0", "advice:0", "quotation:text", "quotation:by"),
    ),
    "text": ({}, ("headline", "body")),
    "corrections": ({}, ("text",)),
    "contacts": ({"next_issue_on": "2024-12-02"}, ("paper", "privacy")),
}


@pytest.fixture
def editor(acting: None) -> User:
    return cast.editor()


@pytest.fixture
def full(editor: User) -> Bulletin:
    """A bulletin with every kind of block."""
    october.everything(by=editor)
    bulletin = make.bulletin()
    gather(bulletin=bulletin, by=editor, at=make.NOW)
    for number, (kind, (facts, fields)) in enumerate(PROSE.items()):
        write_prose(
            bulletin=bulletin,
            kind=Block.Kind(kind),
            facts=facts,
            texts={name: make.words("Gjinar", number) for name in fields},
            by=editor,
            at=make.NOW,
        )
    return bulletin


@pytest.fixture
def small(editor: User) -> Bulletin:
    bulletin = make.bulletin()
    make.cover(bulletin=bulletin, by=editor)
    return bulletin


def composed(bulletin: Bulletin, language: str = "sq") -> dict[str, Any]:
    return compose(
        bulletin=bulletin, language=language, edition=1, on=make.TODAY, form=Edition.Form.FULL
    )


def faults(bulletin: Bulletin, language: str) -> list[tuple[str, str, str]]:
    with pytest.raises(Incomplete) as caught:
        composed(bulletin, language)
    return [(fault.block, fault.field, fault.reason) for fault in caught.value.faults]


def headline(bulletin: Bulletin, language: str) -> QuerySet[BlockText]:
    return BlockText.objects.filter(block__bulletin=bulletin, field="headline:0", language=language)


# What is printed -------------------------------------------------------------------------------


def test_every_kind_of_block_is_composed_and_read_back(full: Bulletin) -> None:
    for language in LANGUAGES:
        issue = issue_from(composed(full, language))
        assert [block.kind for block in issue.blocks] == list(Block.Kind)
        assert (issue.language, issue.direction) == (language, direction(language))
        assert (issue.month, issue.issue, issue.edition) == (make.MONTH, 10, 1)
        assert (issue.published_on, issue.demonstration) == (make.TODAY, True)
        assert issue.council.name == settings.CITY.council_name[language]
        assert issue.web_address.startswith(settings.PORTAL_URL)
        assert issue.pdf_address.endswith("2024/10.pdf")


def test_names_of_institutions_and_units_are_resolved(full: Bulletin) -> None:
    for language in LANGUAGES:
        names = {row["code"]: row[language] for row in settings.CITY.agencies}
        units = {row["sq"]: row[language] for row in settings.CITY.units}
        blocks = {block["kind"]: block for block in composed(full, language)["blocks"]}
        assert blocks["decisions"]["rows"][0]["institution"] == names["state_police"]
        assert blocks["promises"]["rows"][0]["institution"] == names["transport"]
        assert blocks["questions"]["rows"][0]["institution"] == names["municipality"]
        assert blocks["questions"]["rows"][0]["unit"] == units["Gjinar"]
        assert blocks["activities"]["rows"][0]["unit"] == units["Gjinar"]


def test_help_lines_are_named_as_the_register_names_them(full: Bulletin) -> None:
    for language in LANGUAGES:
        names = {row["number"]: row[language] for row in settings.CITY.help_lines}
        topic = issue_from(composed(full, language)).block("help_topic")
        assert isinstance(topic, HelpTopic)
        assert [(line.number, line.name) for line in topic.numbers] == [
            (number, names[number]) for number in ("116 111", "129")
        ]


def test_facts_are_the_same_in_the_three_languages(full: Bulletin) -> None:
    sq, en, ar = (facts_of(composed(full, language)["blocks"]) for language in LANGUAGES)
    assert sq == en == ar
    assert {"2024-12-20", "2024-14", 17, "late", "116 111", "17:00"} <= set(leaves(sq))


WORDS = {
    *("title", "headlines", "name", "note", "text", "place", "next_place", "institution"),
    *("reason", "headline", "paragraphs", "by", "advice", "unit", "audience", "partner"),
    *("question", "answer", "who", "free", "anonymous", "hours", "next_steps", "label"),
    *("sentence", "chart_title", "unit_label", "paper", "privacy", "html"),
}
"""Fields that hold words of a language (and the label of a bar). Every other one holds facts."""


def facts_of(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: facts_of(inner) for name, inner in value.items() if name not in WORDS}
    if isinstance(value, list):
        # A text by itself in a row is an item of the agenda.
        return [facts_of(inner) for inner in value if not isinstance(inner, str)]
    return value


def leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [leaf for inner in value.values() for leaf in leaves(inner)]
    if isinstance(value, list):
        return [leaf for inner in value for leaf in leaves(inner)]
    return [value]


def test_the_same_words_have_the_same_hash(full: Bulletin) -> None:
    assert hash_of(composed(full)) == hash_of(composed(full))
    assert hash_of(composed(full)) != hash_of(composed(full, "en"))


def test_what_no_language_has_may_be_absent(editor: User) -> None:
    """A promise that is not late has no reason."""
    action = make.action(open_text=make.words("Gjinar")["sq"])
    fields = {"text": make.words("Gjinar")}
    make.translated(key=action.source_key, fields=fields, by=editor)
    october.publish_action(action=action, at=make.NOW)
    bulletin = make.bulletin()
    gather(bulletin=bulletin, by=editor, at=make.NOW)
    (row,) = composed(bulletin, "ar")["blocks"][0]["rows"]
    assert row["reason"] == ""


# What stands in the way ------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_text_is_a_fault(small: Bulletin, language: str) -> None:
    headline(small, language).delete()
    assert faults(small, language) == [("cover", "headline:0", "the text is missing")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_blank_text_is_missing(small: Bulletin, language: str) -> None:
    headline(small, language).update(text=" \n ")
    assert faults(small, language) == [("cover", "headline:0", "the text is missing")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unreviewed_text_is_a_fault(small: Bulletin, language: str) -> None:
    headline(small, language).update(reviewed_by=None, reviewed_at=None)
    assert faults(small, language) == [("cover", "headline:0", "the text is not reviewed")]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_outdated_translation_is_a_fault(small: Bulletin, language: str) -> None:
    headline(small, "sq").update(text=make.words("Tregan")["sq"])
    reason = "the Albanian has changed since it was translated"
    assert faults(small, language) == [("cover", "headline:0", reason)]
    assert composed(small, "sq")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_translation_of_nothing_is_a_fault(small: Bulletin, language: str) -> None:
    headline(small, "sq").delete()
    assert faults(small, language) == [("cover", "headline:0", "the Albanian text is missing")]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_translation_with_another_number_is_a_fault(small: Bulletin, language: str) -> None:
    headline(small, language).update(text=make.words("Gjinar", 7)[language])
    ((block, field, reason),) = faults(small, language)
    assert (block, field) == ("cover", "headline:0")
    assert reason == "The source says 6, the translation says 7."


def test_a_text_that_fails_by_itself_is_a_fault_in_albanian_too(small: Bulletin) -> None:
    headline(small, "sq").update(text="أنار المجلس 6 مواضع")
    ((_, _, reason),) = faults(small, "sq")
    assert "not in the letters of its language" in reason


def test_only_one_language_must_not_lack_what_may_be_absent(full: Bulletin) -> None:
    BlockText.objects.filter(field="action:2024-9:reason", language="en").delete()
    assert faults(full, "en") == [("promises", "action:2024-9:reason", "the text is missing")]
    assert composed(full, "ar")


def test_an_institution_without_a_name_is_a_fault(full: Bulletin) -> None:
    make.agency(code="library", name_sq="Biblioteka", name_en="Library", name_ar="")
    block = full.blocks.get(kind="decisions")
    block.facts["rows"][0]["institution"] = "library"
    block.save()
    assert composed(full, "en")
    assert faults(full, "ar") == [("register", "library", "has no name")]


def test_a_help_line_without_a_name_is_a_fault(full: Bulletin) -> None:
    HelpLine.objects.filter(number="116 111").update(name_ar="")
    assert composed(full, "en")
    assert ("register", "116 111", "has no name") in faults(full, "ar")


def test_a_help_line_that_is_not_known_is_a_fault(full: Bulletin) -> None:
    block = full.blocks.get(kind="help_topic")
    block.facts["numbers"] = ["116 999"]
    block.save()
    assert faults(full, "sq") == [("register", "116 999", "has no name")]


def test_all_faults_are_listed_at_once(editor: User) -> None:
    bulletin = make.bulletin()
    make.cover(
        bulletin=bulletin, by=editor, headlines=("Gjinar", "Tregan", "Gracen", "Papër", "Funarë")
    )
    rows = {row.field: row for row in BlockText.objects.filter(language="en")}
    rows["headline:0"].delete()
    rows["headline:1"].reviewed_by = rows["headline:1"].reviewed_at = None
    rows["headline:2"].translates_digest = digest("other words")
    rows["headline:3"].text = make.words("Papër", 7)["en"]
    for name in ("headline:1", "headline:2", "headline:3"):
        rows[name].save()
    found = faults(bulletin, "en")
    assert [field for _, field, _ in found] == [f"headline:{n}" for n in range(4)]
    assert len({reason for _, _, reason in found}) == 4


def test_a_fault_says_where_in_one_sentence(small: Bulletin) -> None:
    headline(small, "en").delete()
    with pytest.raises(Incomplete, match=r"^en: cover, headline:0: the text is missing$"):
        composed(small, "en")
