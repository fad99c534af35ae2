"""Where a text stands; what a small correction may keep; what was translated before."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from bulletins.actions.assign_texts import assign_texts
from bulletins.models import Block, BlockText, Bulletin, Edition, KeptTranslation
from bulletins.states import Coverage, State, of
from bulletins.translating.differences import marked
from bulletins.translating.memory import suggestion, suggestions
from bulletins.translating.terms import terms_in
from council.models import AuditRecord
from council.people import User
from languages.texts import digest
from tests import cast, make
from tests.bulletins.translating import MONTH_PAGE, Scene, browser, bulletin, said, scene

ENGLISH = make.words("Gjinar")["en"]
ALBANIAN = make.words("Gjinar")["sq"]


# States ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, State.REVIEWED),
        ({"text": " \n"}, State.MISSING),
        ({"reviewed_at": None, "reviewed_by": None}, State.DRAFT),
        ({"reviewed_at": None, "reviewed_by": None, "origin": "imported"}, State.DRAFT),
        ({"reviewed_at": None, "reviewed_by": None, "origin": "suggested"}, State.SUGGESTED),
        ({"translates_digest": digest("Tjetër.")}, State.OUTDATED),
        ({"translates_digest": ""}, State.OUTDATED),
        ({"translates_digest": "", "reviewed_at": None, "reviewed_by": None}, State.OUTDATED),
    ],
)
@pytest.mark.usefixtures("acting")
def test_a_text_s_state_comes_from_its_row_and_todays_albanian(
    changes: dict[str, object], state: State
) -> None:
    made = bulletin(by=cast.editor(), languages="sq en")
    rows = BlockText.objects.filter(language="en", field="headline:0")
    rows.update(**changes)
    block = made.blocks.get().pk
    found = of(made)
    assert found.of_text(block, "headline:0", "en") is state
    assert found.of_text(block, "headline:0", "sq") is State.REVIEWED
    assert found.of_text(block, "headline:0", "ar") is State.MISSING
    assert found.of_text(block, "nothing", "en") is State.MISSING
    done = 2 if state is State.REVIEWED else 1
    assert found.coverage("en") == found.coverage_by_block("en")[block] == Coverage(done, 2)
    assert found.coverage("ar") == Coverage(0, 2)


@pytest.mark.usefixtures("acting")
def test_an_albanian_that_changes_makes_its_translation_outdated_and_line_ends_do_not() -> None:
    made = bulletin(by=cast.editor(), languages="sq en")
    block = made.blocks.get().pk
    albanian = BlockText.objects.filter(language="sq", field="headline:0")
    albanian.update(text=f"{ALBANIAN}\r\n")
    assert of(made).of_text(block, "headline:0", "en") is State.REVIEWED
    albanian.update(text=ALBANIAN.replace("errëta", "zeza"))
    assert of(made).of_text(block, "headline:0", "en") is State.OUTDATED


@pytest.mark.usefixtures("acting")
def test_the_states_of_a_whole_bulletin_are_one_query_and_leave_out_what_is_left_out() -> None:
    made = bulletin(by=cast.editor(), places=tuple("ABCDEFGH"), languages="sq en ar")
    with CaptureQueriesContext(connection) as queries:
        found = of(made)
        assert found.coverage("ar").is_whole
        assert [text.field for text in found.in_language("sq")] == [
            f"headline:{n}" for n in range(8)
        ]
    assert len(queries) == 1
    Block.objects.update(left_out=True)
    assert of(made).texts == {}


# A small correction ----------------------------------------------------------------------------


@pytest.fixture
def outdated(acting: None) -> Scene:
    """A reviewed English of which the Albanian has lost a letter since."""
    here = scene(languages="sq ar")
    editor = cast.editor()
    BlockText.objects.create(
        block=here.block,
        field="headline:0",
        language="en",
        text=ENGLISH,
        translates_text=ALBANIAN,
        translates_digest=digest(ALBANIAN),
        edited_by=here.translator,
        reviewed_by=editor,
        reviewed_at=make.NOW,
    )
    here.change_albanian(ALBANIAN.replace("errëta", "errta"))
    return here


def keep(client: Client, here: Scene, *, reason: str = "Mungonte një shkronjë.", read: str = ""):  # type: ignore[no-untyped-def]
    row = here.english()
    prefix = f"keep{row.pk}"
    form = {
        f"{prefix}-reason": reason,
        f"{prefix}-read": read or digest(here.source().text),
    }
    return client.post(f"/workspace/bulletins/texts/{row.pk}/keep/", form, follow=True)


def test_a_small_correction_keeps_its_translation_with_a_reason(outdated: Scene) -> None:
    client = browser(outdated.secretary)
    page = client.get(f"{MONTH_PAGE}en/").content.decode()
    assert "<del" in page
    assert "Small correction: keep the translation" in page
    assert "The translation is kept" in said(keep(client, outdated))
    row = outdated.english()
    assert of(outdated.bulletin).of_text(row.block_id, row.field, "en") is State.REVIEWED
    assert (row.text, row.translates_text) == (ENGLISH, outdated.source().text)
    kept = KeptTranslation.objects.get()
    assert (kept.by, kept.reason) == (outdated.secretary, "Mungonte një shkronjë.")
    assert kept.before_digest == digest(ALBANIAN)
    assert AuditRecord.objects.filter(verb="bulletin.translation_kept").count() == 1


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (ALBANIAN.replace("6", "7"), "no small correction"),
        (f"{ALBANIAN} Telefononi +355 54 212 345.", "no small correction"),
        (f"{ALBANIAN} Takimi është më 9 nëntor 2026.", "no small correction"),
        (ALBANIAN.replace("Gjinar", "Tregan"), "Names differ: Gjinar, Tregan."),
    ],
)
def test_a_correction_of_a_number_a_telephone_a_date_or_a_name_is_not_small(
    changed: str, told: str, outdated: Scene
) -> None:
    outdated.change_albanian(changed)
    answer = keep(browser(outdated.secretary), outdated)
    assert answer.status_code == 422
    assert told in said(answer)
    assert "Mungonte një shkronjë." in answer.content.decode()
    assert not KeptTranslation.objects.exists()
    assert of(outdated.bulletin).of_text(outdated.block.pk, "headline:0", "en") is State.OUTDATED


def test_another_case_of_a_name_is_a_small_correction(outdated: Scene) -> None:
    outdated.change_albanian(ALBANIAN.replace("në Gjinar", "të Gjinarit"))
    assert "The translation is kept" in said(keep(browser(outdated.secretary), outdated))


def test_a_translation_is_not_kept_without_a_reason(outdated: Scene) -> None:
    answer = keep(browser(outdated.secretary), outdated, reason=" ")
    assert answer.status_code == 422
    assert said(answer).count("This field is required.") == 2


def test_what_nobody_reviewed_or_what_changed_meanwhile_is_not_kept(outdated: Scene) -> None:
    client = browser(outdated.secretary)
    assert "has changed since you read it" in said(keep(client, outdated, read="0" * 64))
    BlockText.objects.filter(language="en").update(reviewed_by=None, reviewed_at=None)
    assert "has changed since you read it" in said(keep(client, outdated))
    assert "keep the translation" not in client.get(f"{MONTH_PAGE}en/").content.decode()
    assert not KeptTranslation.objects.exists()


def test_nobody_but_the_secretary_keeps_a_translation(outdated: Scene) -> None:
    for user, status in ((cast.editor(), 403), (outdated.translator, 403), (cast.member(), 404)):
        assert keep(browser(user), outdated).status_code == status
    assert not KeptTranslation.objects.exists()


# What was translated before --------------------------------------------------------------------


@pytest.fixture
def approved(acting: None) -> Edition:
    """October's English cover, approved."""
    editor = cast.editor()
    made = bulletin(by=editor, languages="sq en")
    return make.edition(bulletin=made, language="en", by=editor, approved_by=cast.chair())


def november(by: User) -> Bulletin:
    made = Bulletin.objects.create(month="2024-11-01")
    block = Block.objects.create(bulletin=made, kind="cover", order=0, facts={"headlines": 1})
    BlockText.objects.create(
        block=block, field="headline:0", language="sq", text=f" {ALBANIAN}\r\n"
    )
    return made


def test_an_approved_text_is_offered_for_the_same_albanian_in_one_query(approved: Edition) -> None:
    with CaptureQueriesContext(connection) as queries:
        found = suggestions([ALBANIAN, "Tjetër."], "en")
    assert len(queries) == 1
    assert [(one.text, one.month) for one in found.values()] == [(ENGLISH, make.MONTH)]
    assert suggestion(f"{ALBANIAN}\r\n", "en") == found[digest(ALBANIAN)]
    assert suggestion(ALBANIAN.replace("6", "7"), "en") is None
    assert suggestion(ALBANIAN, "ar") is None


def test_what_was_not_approved_or_was_changed_or_withdrawn_is_nobodys_example(
    approved: Edition,
) -> None:
    Edition.objects.update(
        published_at=make.NOW,
        pdf_name="a.pdf",
        withdrawn_at=make.NOW,
        withdrawn_reason="E gabuar.",
    )
    assert suggestion(ALBANIAN, "en") is None
    Edition.objects.update(published_at=None, pdf_name="", withdrawn_at=None, withdrawn_reason="")
    assert suggestion(ALBANIAN, "en")
    later = make.NOW.replace(day=5)
    BlockText.objects.filter(language="en").update(reviewed_at=later)
    assert suggestion(ALBANIAN, "en") is None
    Edition.objects.update(approved_at=None)
    assert suggestion(ALBANIAN, "en") is None


def test_a_suggestion_that_is_taken_still_waits_for_review(approved: Edition) -> None:
    here = _assigned(november(cast.editor()))
    client = browser(here.translator)
    page = said(client.get(here.page))
    assert "translated in the bulletin of October 2024" in page
    source = here.source()
    prefix = f"t{source.pk}"
    form = {f"{prefix}-version": 0, f"{prefix}-read": digest(source.text)}
    answer = client.post(f"{here.page}texts/{source.pk}/suggestion/", form, follow=True)
    row = here.english()
    assert (row.text, row.origin, row.is_reviewed) == (ENGLISH, "suggested", False)
    assert of(here.bulletin).of_text(row.block_id, row.field, "en") is State.SUGGESTED
    assert "suggested, needs review" in said(answer)
    assert "translated in the bulletin of" not in said(answer)


def _assigned(made: Bulletin) -> Scene:
    secretary, translator = cast.secretary(), cast.translator()
    assignment = assign_texts(
        bulletin=made,
        language="en",
        task="translate",
        person=translator,
        due_date=timezone.localdate(),
        blocks=(),
        by=secretary,
        at=timezone.now(),
    )
    return Scene(made, made.blocks.get(), secretary, translator, assignment)


# Differences and terms -------------------------------------------------------------------------


def test_a_difference_is_said_in_words_and_holds_no_markup_of_the_text() -> None:
    with translation.override("en"):
        told = marked("Janë 6 vende <b>të errëta.", "Janë 7 vende <b>të errëta sot.")
    assert told == (
        'Janë <del class="differs"><span class="hidden-visually" lang="en">taken out: </span>6</del>'
        '<ins class="differs"><span class="hidden-visually" lang="en">put in: </span>7</ins>'
        " vende &lt;b&gt;të errëta"
        '<ins class="differs"><span class="hidden-visually" lang="en">put in: </span> sot</ins>.'
    )


def test_a_very_long_text_is_compared_by_sentences_and_loses_nothing() -> None:
    before = "Një fjali e shkurtër. " * 2_000
    after = before.replace("shkurtër", "gjatë", 1)
    told = str(marked(before, after))
    assert told.count("<ins") == told.count("<del") == 1
    assert "gjatë" in told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kryetarit të bashkisë iu kërkua.", ["kryetar i bashkisë"]),
        ("Bashkia dhe Policia e Shtetit", ["bashki", "Policia e Shtetit"]),
        (
            "Këshilli Vendor i Sigurisë Publike u mblodh.",
            ["Këshilli Vendor i Sigurisë Publike (KVSP)"],
        ),
        ("Dhunën në familje dhe dhunë në familje", ["dhunë në familje"]),
        ("Bashkim, bashkëpunim: asgjë.", []),
    ],
)
def test_the_longest_term_of_the_glossary_is_found_in_whatever_case(
    text: str, expected: list[str]
) -> None:
    assert [found.term.sq for found in terms_in(text)] == expected
