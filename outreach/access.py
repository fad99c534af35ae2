"""May I? The answer for all that residents see and get, with its reason in the reader's language."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from council import access as council
from council.people import Allowed, Answer, Denied, Role, User, appointed_on, roles_on
from languages import AUTHORITATIVE
from outreach.models import Manuscript, ManuscriptText, Question, QuestionStep

BOARD_READERS = frozenset({Role.SECRETARY, Role.EDITOR})
OBSERVERS = frozenset({Role.SECRETARY, Role.CHAIR, Role.EDITOR})

SETTLERS = frozenset({Role.SECRETARY, Role.EDITOR})
SURVEYORS = frozenset({Role.SECRETARY, Role.CHAIR, Role.COORDINATOR, Role.EDITOR})
RELEASERS = frozenset({Role.SECRETARY, Role.CHAIR, Role.COORDINATOR})


def may_keep_subscribers(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody may see who gets the bulletin, and enter or erase them."""
    if Role.SECRETARY in roles_on(user, on):
        return Allowed()
    return Denied(_("Only the secretary keeps the list of subscribers."))


def may_send(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody may pause, resume, call off and repeat letters, and set their pace."""
    if Role.SECRETARY in roles_on(user, on):
        return Allowed()
    return Denied(_("Only the secretary decides about letters to subscribers."))


def may_see_progress(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody may see how many letters went out: counts, and never who got them."""
    if roles_on(user, on) & OBSERVERS:
        return Allowed()
    return Denied(_("Only the secretary, the chair and editors see how letters go out."))


def may_settle_mistakes(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody may read what readers say is wrong, and say what came of it."""
    if roles_on(user, on) & SETTLERS:
        return Allowed()
    return Denied(_("Only the secretary and editors settle what readers report."))


def may_see_survey(user: User, *, on: datetime.date) -> Answer:
    if roles_on(user, on) & SURVEYORS:
        return Allowed()
    return Denied(_("Only the secretary, the chair, the coordinator and editors see the survey."))


def may_keep_survey(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody may open a survey, enter answers from paper and propose its results."""
    if Role.SECRETARY in roles_on(user, on):
        return Allowed()
    return Denied(_("Only the secretary keeps the survey."))


def may_release_survey(user: User, *, on: datetime.date) -> Answer:
    if roles_on(user, on) & RELEASERS:
        return Allowed()
    return Denied(_("Only the secretary, the chair and the coordinator release results."))


HELP_KEEPERS = frozenset({Role.SECRETARY, Role.EDITOR, Role.COORDINATOR, Role.CHAIR})


def may_keep_help(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody may check help lines and topics, and propose another number."""
    if roles_on(user, on) & HELP_KEEPERS:
        return Allowed()
    return Denied(
        _("Only the secretary, editors, the coordinator and the chair keep the help lines.")
    )


def may_approve_help_change(user: User, proposed_by: uuid.UUID, *, on: datetime.date) -> Answer:
    """`proposed_by`: the key of whoever proposed the change."""
    if user.pk == proposed_by:
        return Denied(_("A second person approves a change of a help line. You proposed this one."))
    return may_keep_help(user, on=on)


IMPACT_READERS = frozenset({Role.SECRETARY, Role.CHAIR, Role.COORDINATOR, Role.EDITOR})
TARGET_SETTERS = frozenset({Role.SECRETARY, Role.COORDINATOR})


def may_see_impact(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody may see how many are reached: sums, in which small numbers are hidden."""
    if roles_on(user, on) & IMPACT_READERS:
        return Allowed()
    return Denied(_("Only the chair, the secretary, the coordinator and editors see the impact."))


def may_set_targets(user: User, *, on: datetime.date) -> Answer:
    if roles_on(user, on) & TARGET_SETTERS:
        return Allowed()
    return Denied(_("Only the secretary and the coordinator set targets."))


def may_keep_boards(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody may enter, change and retire notice boards, and what their contacts said."""
    if Role.SECRETARY in roles_on(user, on):
        return Allowed()
    return Denied(_("Only the secretary keeps the notice boards."))


def may_see_boards(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody may see where the sheet hangs, without the contacts' addresses."""
    if roles_on(user, on) & BOARD_READERS:
        return Allowed()
    return Denied(_("Only the secretary and editors see the notice boards."))


# Questions of residents --------------------------------------------------------------------------

QUESTION_KEEPERS = frozenset({Role.SECRETARY, Role.EDITOR})
QUESTION_READERS = QUESTION_KEEPERS | {Role.CHAIR, Role.COORDINATOR}


@dataclass(frozen=True)
class QuestionReader:
    """Somebody on a day, with what the rules below ask about them."""

    user: User
    on: datetime.date
    roles: frozenset[str]
    agencies: frozenset[str]
    """Codes of those that they answer for as liaison."""
    stands_in: bool
    """Whether they approve in the chair's place."""

    @property
    def reads_all(self) -> bool:
        return bool(self.roles & QUESTION_READERS) or self.stands_in

    @property
    def keeps(self) -> bool:
        return bool(self.roles & QUESTION_KEEPERS)


def question_reader(user: User, *, on: datetime.date) -> QuestionReader:
    """Three queries."""
    who = council.reader(user, on=on)
    own = appointed_on(on).filter(person=user, role=Role.LIAISON)
    codes = frozenset(own.values_list("agency__code", flat=True))
    return QuestionReader(user, on, who.roles, codes, bool(who.delegations))


def may_see_questions(who: QuestionReader) -> Answer:
    if who.reads_all or who.agencies:
        return Allowed()
    return Denied(_("Questions are for who enters, answers or approves them."))


def visible_questions(who: QuestionReader) -> QuerySet[Question]:
    """All of them; of a liaison those that their institution was asked."""
    if who.reads_all:
        return Question.objects.all()
    asked = Question.objects.filter(institution__in=who.agencies)
    return asked.exclude(state=Question.State.RECEIVED)


def may_keep_questions(who: QuestionReader) -> Answer:
    """Entering, handing over, writing and translating them."""
    if who.keeps:
        return Allowed()
    return Denied(_("Only the secretary and editors keep the register of questions."))


def may_answer_question(who: QuestionReader, question: Question) -> Answer:
    """The institution that was asked; for one that has no account, who keeps the register."""
    if who.keeps or (question.institution and question.institution in who.agencies):
        return Allowed()
    return Denied(_("A question is answered by the institution that was asked."))


def may_bring_question(who: QuestionReader) -> Answer:
    """Before the council: the agenda has the last word (`council.agenda`)."""
    if who.roles & QUESTION_READERS:
        return Allowed()
    return Denied(_("Questions are put on the agenda by the secretary or the editor."))


def may_set_answer_time(who: QuestionReader) -> Answer:
    if Role.SECRETARY in who.roles:
        return Allowed()
    return Denied(_("Only the secretary sets how long an answer may take."))


def may_review_question(who: QuestionReader, question: Question, text: str) -> Answer:
    """`text`: such as `answer:en`. Never who wrote it."""
    if not who.reads_all:
        return Denied(_("Only who keeps or approves questions reviews a translation."))
    if writer_of(question, text) == who.user.pk:
        return Denied(_("Another person must review what you wrote."))
    return Allowed()


def may_approve_question(who: QuestionReader, question: Question) -> Answer:
    """A second person: neither who asked for it nor who wrote its Albanian last."""
    if not who.reads_all:
        return Denied(_("Questions are approved by a second person of the Council's office."))
    writers = {writer_of(question, "question:sq"), writer_of(question, "answer:sq")}
    if who.user.pk in {question.submitted_by_id, *writers}:
        return Denied(_("Another person approves what you wrote or sent."))
    return Allowed()


def may_withdraw_question(who: QuestionReader) -> Answer:
    if who.roles & {Role.SECRETARY, Role.CHAIR}:
        return Allowed()
    return Denied(_("Only the secretary and the chair take back what was published."))


def writer_of(question: Question, text: str) -> object:
    """The id of who wrote a text such as `answer:en` last; None where nobody did."""
    wrote = QuestionStep.objects.filter(
        question=question, verb=QuestionStep.Verb.WROTE, detail=text
    )
    return wrote.order_by("-at", "-pk").values_list("by_id", flat=True).first()


# News, events and activities --------------------------------------------------------------------

WRITERS = frozenset({Role.EDITOR, Role.SECRETARY})
APPROVERS = frozenset({Role.EDITOR, Role.SECRETARY, Role.CHAIR})


def may_see_newsroom(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody sees news, events and activities before they are public."""
    if roles_on(user, on) & APPROVERS:
        return Allowed()
    return Denied(_("Only editors, the secretary and the chair see what is not public yet."))


def may_write_news(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody writes, submits and withdraws news, events and activities."""
    if roles_on(user, on) & WRITERS:
        return Allowed()
    return Denied(_("Only editors and the secretary write news and dates."))


def may_review_news(user: User, text: ManuscriptText, *, on: datetime.date) -> Answer:
    """Whether somebody may say that a text is right: of a translation, whoever did not write it."""
    answer = may_write_news(user, on=on)
    if isinstance(answer, Denied):
        return answer
    if text.language != AUTHORITATIVE and text.edited_by_id == user.pk:
        return Denied(_("Another person must review what you translated."))
    return Allowed()


def may_approve_news(user: User, manuscript: Manuscript, *, on: datetime.date) -> Answer:
    """Whether somebody may let it become public: never who began, submitted or wrote it."""
    if not roles_on(user, on) & APPROVERS:
        return Denied(_("Only the chair, the secretary or another editor approves this."))
    wrote = manuscript.texts.filter(edited_by=user, language=AUTHORITATIVE)
    if user.pk in (manuscript.author_id, manuscript.submitted_by_id) or wrote.exists():
        return Denied(_("Another person must approve what you wrote or submitted."))
    return Allowed()


def may_keep_calendar(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody enters the period before an election."""
    if Role.SECRETARY in roles_on(user, on):
        return Allowed()
    return Denied(_("Only the secretary enters the period before an election."))
