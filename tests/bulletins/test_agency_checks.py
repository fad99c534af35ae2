"""“Look before print”: institutions and the sentences that name them."""

import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from bulletins import states
from bulletins.actions import letters
from bulletins.actions.approve import prepare_edition
from bulletins.actions.check_sentences import pass_in_silence, silent_from
from bulletins.actions.gather import gather, write_prose
from bulletins.actions.publish import NotReady, editions_to_publish
from bulletins.models import AgencyCheck, Block, BlockText, Bulletin, Edition
from council.models import AuditRecord, Notice
from council.people import User
from tests import cast, make
from tests.bulletins import october, studio
from tests.bulletins.studio import browser_of, url
from tests.council.browsers import in_english

DAY = datetime.timedelta(days=1)
FIELD = {"sq": "Teksti", "en": "Text"}
MONDAY = datetime.datetime(2026, 11, 23, 15, 0, tzinfo=datetime.UTC)


@pytest.fixture
def editor(acting: None, documents: Path) -> User:
    cast.chair()
    return cast.editor()


@pytest.fixture
def police(acting: None) -> User:
    return cast.liaison("state_police")


@pytest.fixture
def bulletin(editor: User, police: User) -> Bulletin:
    """A decision for the police, who have a liaison, and a promise of transport, who have none."""
    october.meeting(by=editor)
    october.promise(by=editor)
    made = studio.month(by=editor)
    gather(bulletin=made, by=editor, at=make.NOW)
    return made


@pytest.fixture
def asked(bulletin: Bulletin) -> Bulletin:
    browser_of(cast.secretary()).post(url("bulletin_checks"))
    return bulletin


def decided() -> AgencyCheck:
    return AgencyCheck.objects.get(agency="state_police")


def answer(by: User, check: AgencyCheck, **fields: str) -> int:
    page = reverse("agency_check", kwargs={"check_id": check.pk})
    return browser_of(by).post(page, fields).status_code


def against(languages: list[str] | None = None) -> str:
    try:
        editions_to_publish(make.MONTH, languages)
    except NotReady as error:
        return "\n".join(error.reasons)
    return ""


def accept_the_rest() -> None:
    rest = AgencyCheck.objects.exclude(agency="state_police")
    for check in rest:
        assert answer(cast.secretary(), check, state="accepted", channel="telephone") == 302


# Asking ----------------------------------------------------------------------------------------


def test_each_sentence_goes_to_its_institution_with_one_letter_a_liaison(asked: Bulletin) -> None:
    told = AgencyCheck.objects.values_list("agency", "field", "of_minutes")
    assert set(told) == {
        ("state_police", "decision:2024-14:text", True),
        ("transport", "action:2024-9:text", True),
        ("transport", "action:2024-9:reason", False),
    }
    notice = Notice.objects.get(kind=letters.TO_CHECK)
    assert notice.person == cast.liaison("state_police")
    browser_of(cast.secretary()).post(url("bulletin_checks"))  # again: nothing is new
    assert AgencyCheck.objects.count() == 3
    assert Notice.objects.filter(kind=letters.TO_CHECK).count() == 1


def test_a_sentence_that_changes_is_asked_about_again(asked: Bulletin, police: User) -> None:
    answer(police, decided(), state="accepted")
    BlockText.objects.filter(field="decision:2024-14:text", language="sq").update(text="Tjetër.")
    browser_of(cast.secretary()).post(url("bulletin_checks"))
    rows = AgencyCheck.objects.filter(agency="state_police").order_by("asked_at")
    assert [(row.state, row.of_minutes) for row in rows] == [("accepted", True), ("asked", False)]
    assert answer(police, rows[0], state="held", reason="Vonë.") == 302
    rows[0].refresh_from_db()
    assert rows[0].state == "accepted"


# Answering -------------------------------------------------------------------------------------


def test_the_month_waits_until_each_asked_institution_has_accepted(
    asked: Bulletin, police: User, editor: User
) -> None:
    studio.ready(asked, by=editor)
    assert against().count("has not accepted it yet") == 3
    assert answer(police, decided(), state="accepted") == 302
    accept_the_rest()
    assert against() == ""
    by_telephone = AgencyCheck.objects.get(field="action:2024-9:reason")
    assert (by_telephone.channel, by_telephone.answered_by) == ("telephone", cast.secretary())


def test_a_month_whose_institutions_were_never_asked_is_not_published(
    bulletin: Bulletin, editor: User
) -> None:
    studio.ready(bulletin, by=editor)
    assert against().count("has not been asked about it yet") == 3
    with pytest.raises(CommandError, match="has not been asked about it yet"):
        call_command("publish_bulletin", "2024-10")
    secretary = in_english(cast.secretary())
    said = secretary.get(url("bulletin_release")).content.decode()
    assert "3 sentences have not gone to their institutions yet" in said
    reply = secretary.post(url("bulletin_ask_approval"), follow=True)
    assert "3 sentences have not gone to their institutions yet" in reply.content.decode()
    # What nobody prints, nobody is asked about.
    bulletin.blocks.update(left_out=True)
    assert "has not been asked" not in against()


def test_why_a_month_waits_is_said_with_names_and_not_with_codes(
    bulletin: Bulletin, editor: User
) -> None:
    studio.ready(bulletin, by=editor)
    now = {"when": "now", "languages": ["sq", "en", "ar"]}
    police = next(row for row in settings.CITY.agencies if row["code"] == "state_police")
    secretary = cast.secretary()
    for browser, language in ((in_english(secretary), "en"), (browser_of(secretary), "sq")):
        reply = browser.post(url("bulletin_schedule"), now)
        assert reply.status_code == 422
        said = reply.content.decode()
        assert f"2024-14, {FIELD[language]}: " in said
        assert f"({police[language]})" in said
        assert "state_police" not in said


def test_the_secretary_takes_a_proposed_wording_and_translations_are_outdated(
    asked: Bulletin, police: User, editor: User
) -> None:
    wording = "Policia do të vëzhgojë 12 vende në Shushicë."
    assert answer(police, decided(), state="proposed", proposal=wording) == 302
    secretary = browser_of(cast.secretary())
    assert wording in secretary.get(url("bulletin_checks")).content.decode()
    told = Notice.objects.filter(kind=letters.CHECKED).values_list("person", flat=True)
    assert set(told) == {cast.secretary().pk}
    secretary.post(reverse("agency_check_take", kwargs={"check_id": decided().pk}))
    row = BlockText.objects.get(field="decision:2024-14:text", language="sq")
    assert (row.text, row.version, row.is_reviewed) == (wording, 2, True)
    assert decided().state == "accepted"
    edition = prepare_edition(bulletin=asked, language="sq", by=editor, at=make.NOW, on=make.TODAY)
    assert wording in str(edition.content)
    assert states.of(asked).of_text(row.block_id, row.field, "en") == states.State.OUTDATED


def test_a_held_sentence_leaves_its_section_out_openly_and_the_issue_goes_on(
    asked: Bulletin, police: User, editor: User
) -> None:
    studio.ready(asked, by=editor)
    assert answer(police, decided(), state="held", reason="Hetimi nuk ka mbaruar.") == 302
    accept_the_rest()
    assert "words have changed since they were approved" in against()
    studio.ready(asked, by=editor)
    assert against() == ""
    content = Edition.objects.get(language="sq").content
    kinds = [block["kind"] for block in content["blocks"]]
    assert "decisions" not in kinds
    assert "promises" in kinds
    assert make.words("Shushicë", 12)["sq"] not in str(content)
    (held,) = [block for block in content["blocks"] if block["key"] == "decisions-withheld"]
    assert held["title"]
    assert held["text"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "state"),
        ({"state": "proposed", "proposal": ""}, "proposal"),
        ({"state": "held", "reason": " "}, "reason"),
        ({"state": "passed"}, "state"),
    ],
)
def test_an_answer_that_says_too_little_is_asked_for_again(
    asked: Bulletin, police: User, fields: dict[str, str], field: str
) -> None:
    page = reverse("agency_check", kwargs={"check_id": decided().pk})
    reply = browser_of(police).post(page, fields)
    assert reply.status_code == 422
    assert field in reply.context["form"].errors
    assert decided().state == "asked"


def test_the_secretary_says_how_an_institution_answered(asked: Bulletin) -> None:
    check = AgencyCheck.objects.get(field="action:2024-9:text")
    assert answer(cast.secretary(), check, state="accepted") == 422
    assert answer(cast.secretary(), check, state="accepted", channel="paper") == 302


# Silence ---------------------------------------------------------------------------------------


def test_silence_passes_what_approved_minutes_say_and_nothing_else(asked: Bulletin) -> None:
    AgencyCheck.objects.update(asked_at=MONDAY)
    assert pass_in_silence(at=MONDAY + 2 * DAY) == 0
    assert pass_in_silence(at=MONDAY + 3 * DAY) == 2
    assert pass_in_silence(at=MONDAY + 30 * DAY) == 0
    open_ones = AgencyCheck.objects.filter(state="asked").values_list("field", flat=True)
    assert set(open_ones) == {"action:2024-9:reason"}
    assert AuditRecord.objects.filter(verb="sentence.passed").count() == 2


@pytest.mark.parametrize(
    ("asked_on", "silent"),
    [
        ("2026-11-09", "2026-11-12"),  # no day off
        ("2026-11-12", "2026-11-17"),  # Saturday, Sunday
        ("2026-12-07", "2026-12-11"),  # 8 December
        # 28 and 29 November are a Saturday and a Sunday: the Monday and the Tuesday are free.
        ("2026-11-26", "2026-12-03"),
        ("2026-04-03", "2026-04-09"),  # the Monday after the Catholic Easter
        ("2026-04-10", "2026-04-16"),  # and after the Orthodox one
        ("2027-04-30", "2027-05-07"),  # 1 May on a Saturday, Orthodox Easter the day after
        ("2026-05-25", "2026-06-02"),  # Kurban Bajrami on the 27th, and a day on either side of it
        ("2028-04-14", "2028-04-20"),  # both Easters on one Sunday move to one Monday
        ("2028-12-22", "2028-12-28"),
    ],
)
def test_weekends_and_public_holidays_are_no_working_days(asked_on: str, silent: str) -> None:
    at = datetime.datetime.fromisoformat(f"{asked_on}T10:00:00+00:00")
    assert silent_from(at).isoformat() == silent


def test_nothing_passes_in_silence_in_a_year_whose_holidays_are_not_known(asked: Bulletin) -> None:
    later = MONDAY.replace(year=2040)
    AgencyCheck.objects.update(asked_at=later)
    assert pass_in_silence(at=later + 30 * DAY) == 0


# Institutions that prose alone names -------------------------------------------------------------


POLICE = "Policia e Shtetit dhe Bashkia Elbasan shtuan 3 patrulla."
REST = "Banorët u falënderuan."


@pytest.fixture
def story(bulletin: Bulletin, editor: User) -> Block:
    texts = {"headline": {"sq": "Rruga e shkollës"}, "paragraph:0": {"sq": f"{POLICE} {REST}"}}
    facts = {"paragraphs": 1, "advice": 0}
    kind = Block.Kind.STORY
    write_prose(bulletin=bulletin, kind=kind, texts=texts, facts=facts, by=editor, at=make.NOW)
    return bulletin.blocks.get(kind=kind)


def free_text(bulletin: Bulletin, by: User, body: str) -> Block:
    texts = {"headline": {"sq": "Njoftim"}, "body": {"sq": body}}
    kind = Block.Kind.TEXT
    write_prose(bulletin=bulletin, kind=kind, texts=texts, facts={}, by=by, at=make.NOW)
    return bulletin.blocks.get(kind=kind)


def asked_of(block: Block) -> list[tuple[str, str]]:
    rows = AgencyCheck.objects.filter(block=block).order_by("agency", "text")
    return [(row.agency, row.text) for row in rows]


def test_a_sentence_of_prose_goes_alone_to_each_institution_that_it_names(
    story: Block, police: User
) -> None:
    browser_of(cast.secretary()).post(url("bulletin_checks"))
    assert asked_of(story) == [("municipality", POLICE), ("state_police", POLICE)]
    page = browser_of(police).get(reverse("agency_checks")).content.decode()
    assert POLICE in page
    assert REST not in page
    # Another sentence of the same paragraph changes: nobody is asked again.
    BlockText.objects.filter(block=story, field="paragraph:0").update(
        text=f"{POLICE} Faleminderit."
    )
    browser_of(cast.secretary()).post(url("bulletin_checks"))
    assert len(asked_of(story)) == 2


def test_the_council_groups_and_addresses_are_not_asked_about(
    bulletin: Bulletin, editor: User
) -> None:
    body = "<p>Këshilli dhe KVSP-ja folën me mediat vendore dhe kryetarin e bashkisë.</p>"
    block = free_text(bulletin, editor, body)
    BlockText.objects.filter(field="place").update(text="Bashkia Elbasan, salla e mbledhjeve")
    browser_of(cast.secretary()).post(url("bulletin_checks"))
    assert asked_of(block) == []
    assert AgencyCheck.objects.count() == 3


def test_whoever_a_row_names_beside_its_own_institution_is_asked_too(bulletin: Bulletin) -> None:
    row = BlockText.objects.get(field="decision:2024-14:text", language="sq")
    row.text = "Policia e Shtetit do të vëzhgojë 12 vende me Emergjencat Civile."
    row.save()
    browser_of(cast.secretary()).post(url("bulletin_checks"))
    assert asked_of(row.block) == [("civil_protection", row.text), ("state_police", row.text)]


def test_with_whom_something_was_done_is_asked_about_what_was_done(
    bulletin: Bulletin, editor: User
) -> None:
    make.activity(by=editor)
    gather(bulletin=bulletin, by=editor, at=make.NOW)
    partner = BlockText.objects.get(field__endswith=":partner", language="sq")
    BlockText.objects.filter(pk=partner.pk).update(text="Policia Bashkiake Elbasan")
    browser_of(cast.secretary()).post(url("bulletin_checks"))
    text = BlockText.objects.get(
        field=partner.field.replace("partner", "text"), block=partner.block, language="sq"
    )
    assert asked_of(partner.block) == [("municipal_police", text.text)]


def test_a_wording_proposed_for_a_sentence_leaves_the_rest_of_the_text_as_it_was(
    bulletin: Bulletin, police: User, editor: User
) -> None:
    body = (
        "<p>Hyrja &amp; lista. Policia e <strong>Shtetit</strong> shtoi 3 patrulla në "
        '<a href="https://example.org/">rrugën e shkollës</a>. Fund.</p>'
    )
    block = free_text(bulletin, editor, body)
    secretary = browser_of(cast.secretary())
    secretary.post(url("bulletin_checks"))
    check = AgencyCheck.objects.get(block=block)
    assert check.text == "Policia e Shtetit shtoi 3 patrulla në rrugën e shkollës."
    wording = "Policia e Shtetit shtoi 2 patrulla në rrugën e shkollës. Ecni djathtas."
    assert answer(police, check, state="proposed", proposal=wording) == 302
    secretary.post(reverse("agency_check_take", kwargs={"check_id": check.pk}))
    row = BlockText.objects.get(block=block, field="body", language="sq")
    taken = body.replace("3 patrulla", "2 patrulla")
    assert row.text == taken.replace("</a>. Fund", "</a>. Ecni djathtas. Fund")
    secretary.post(url("bulletin_checks"))
    (said,) = AgencyCheck.objects.filter(block=block)
    assert (said.state, said.text) == ("accepted", wording.partition(" Ecni")[0])


def test_a_held_sentence_of_prose_leaves_its_section_out(
    story: Block, police: User, editor: User
) -> None:
    browser_of(cast.secretary()).post(url("bulletin_checks"))
    check = AgencyCheck.objects.get(block=story, agency="state_police")
    assert answer(police, check, state="held", reason="Hetimi nuk ka mbaruar.") == 302
    made = prepare_edition(
        bulletin=story.bulletin, language="sq", by=editor, at=make.NOW, on=make.TODAY
    )
    assert POLICE not in str(made.content)
    # Its words change: what was held is gone, and it is asked about anew.
    BlockText.objects.filter(block=story, field="paragraph:0").update(text=REST)
    made = prepare_edition(
        bulletin=story.bulletin, language="sq", by=editor, at=make.NOW, on=make.TODAY
    )
    assert REST in str(made.content)


# What waits for whom -----------------------------------------------------------------------------


def first_page(user: User) -> str:
    return in_english(user).get("/workspace/").content.decode()


def test_a_liaison_finds_on_the_first_page_how_many_sentences_wait(
    asked: Bulletin, police: User
) -> None:
    page = first_page(police)
    assert "Look before print: 1 sentence about your institution, October 2024" in page
    assert page.count(f'href="{reverse("agency_checks")}"') == 2, "in the menu and among the duties"
    answer(police, decided(), state="accepted")
    assert "about your institution" not in first_page(police)


def test_the_secretary_is_told_of_institutions_without_a_liaison_and_of_proposals(
    asked: Bulletin, police: User
) -> None:
    line = "Sentences about institutions, October 2024: {} wait for you"
    assert line.format(2) in first_page(cast.secretary())
    answer(police, decided(), state="proposed", proposal="Policia do të vëzhgojë 12 vende.")
    assert line.format(3) in first_page(cast.secretary())
    # What is not printed need not be answered, and of changed words somebody is asked anew.
    asked.blocks.filter(kind="promises").update(left_out=True)
    BlockText.objects.filter(field="decision:2024-14:text", language="sq").update(text="Tjetër.")
    assert line.partition(":")[0] not in first_page(cast.secretary())


def test_nobody_else_is_told_of_sentences(asked: Bulletin, editor: User) -> None:
    for other in (editor, cast.chair(), cast.member(), cast.liaison("municipal_police")):
        page = first_page(other)
        assert "about your institution" not in page
        assert "Sentences about institutions, October" not in page
    assert reverse("agency_checks") not in first_page(cast.member())


# What the database itself refuses --------------------------------------------------------------


@pytest.mark.parametrize(
    ("lie", "constraint"),
    [
        ({"state": "held"}, "sentence_held_with_a_reason"),
        ({"state": "proposed"}, "sentence_proposed_with_words"),
        ({"state": "accepted"}, "sentence_answered_by_somebody"),
        ({"state": "passed", "of_minutes": False}, "silence_passes_only_minutes"),
    ],
)
def test_the_database_knows_what_an_answer_needs(
    asked: Bulletin, lie: dict[str, object], constraint: str
) -> None:
    told = {"answered_by": cast.secretary(), "answered_at": make.NOW, "channel": "paper"}
    facts = {} if constraint == "sentence_answered_by_somebody" else told
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        AgencyCheck.objects.filter(agency="state_police").update(**facts, **lie)


# Who sees what ---------------------------------------------------------------------------------


def test_a_liaison_sees_the_sentences_of_the_own_institution_alone(
    asked: Bulletin, police: User
) -> None:
    page = browser_of(police).get(reverse("agency_checks")).content.decode()
    assert make.words("Shushicë", 12)["sq"] in page
    assert make.words("Gracen", 7)["sq"] not in page
    other = AgencyCheck.objects.get(field="action:2024-9:text")
    for fields in ({"state": "accepted"}, {"state": "held", "reason": "Jo."}):
        assert answer(police, other, **fields) == 404
    assert browser_of(police).get(url("bulletin_checks")).status_code == 403
    take = reverse("agency_check_take", kwargs={"check_id": decided().pk})
    assert browser_of(police).post(take).status_code == 403


def test_an_editor_answers_for_nobody(asked: Bulletin, editor: User) -> None:
    assert answer(editor, decided(), state="accepted", channel="paper") == 403
    assert decided().state == "asked"


def test_members_see_no_sentence_before_it_is_published(asked: Bulletin) -> None:
    member = browser_of(cast.member())
    assert member.get(reverse("agency_checks")).status_code == 403
    page = reverse("agency_check", kwargs={"check_id": decided().pk})
    assert member.get(page).status_code == 404
