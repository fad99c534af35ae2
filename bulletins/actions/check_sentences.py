"""“Look before print”: institutions see each sentence that names them before it is published."""

import datetime
import uuid
from collections import Counter
from collections.abc import Mapping

from django.db import transaction
from django.utils.timezone import localdate

from bulletins.access import may_answer, may_prepare, may_release
from bulletins.actions import letters
from bulletins.checking import is_rich
from bulletins.models import AgencyCheck, BlockText, Bulletin
from bulletins.sentences import SILENCE, Sentence, parts_of, standing, stands
from council import audit, working_days
from council import published as council
from council.people import User, demand
from languages import AUTHORITATIVE
from languages.texts import digest
from press.html import exchanged

_State = AgencyCheck.State


class Outdated(Exception):
    """The sentence has changed since: it is asked about again."""


class NothingProposed(Exception):
    """There is no other wording to take."""


def ask_institutions(*, bulletin: Bulletin, by: User, at: datetime.datetime) -> int:
    """Asks about each sentence that nobody was asked about; how many. Raises NotAllowed.

    One letter to each liaison, however many sentences there are.
    """
    demand(may_prepare(by, on=localdate(at)))
    by_agency = enter_sentences(bulletin=bulletin, at=at)
    for agency in by_agency:
        people = letters.liaisons(agency, at)
        letters.tell(people=people, kind=letters.TO_CHECK, about=f"{bulletin}", at=at)
    if by_agency:
        audit.record(verb="sentences.asked", object_key=f"bulletin:{bulletin}", at=at)
    return sum(by_agency.values())


def enter_sentences(*, bulletin: Bulletin, at: datetime.datetime) -> Mapping[str, int]:
    """Puts down, without a letter, what is to be asked; how many sentences, by institution."""
    new = [one.sentence for one in standing(bulletin) if one.check is None]
    minutes = council.of_minutes([sentence.key for sentence in new])
    by_agency: Counter[str] = Counter()
    for sentence in new:
        said = minutes.get(sentence.key, {}).get(AUTHORITATIVE)
        _, made = AgencyCheck.objects.get_or_create(
            block=sentence.block,
            field=sentence.field,
            agency=sentence.agency,
            text_digest=sentence.digest,
            defaults={
                "bulletin": bulletin,
                "text": sentence.text,
                "of_minutes": said == sentence.text and _is_text(sentence),
                "asked_at": at,
            },
        )
        by_agency[sentence.agency] += made
    return {agency: count for agency, count in by_agency.items() if count}


@transaction.atomic
def answer_check(
    *,
    check: AgencyCheck,
    state: str,
    by: User,
    at: datetime.datetime,
    proposal: str = "",
    reason: str = "",
    channel: str = AgencyCheck.Channel.PORTAL,
) -> None:
    """What the institution says of the sentence; a later answer replaces it.

    `state`: accepted, proposed or held. Raises NotAllowed or Outdated.
    """
    demand(may_answer(by, check, on=localdate(at)))
    held = AgencyCheck.objects.select_for_update(of=("self",)).get(pk=check.pk)
    if not stands(held):
        raise Outdated
    held.state = _State(state)
    held.proposal = proposal.strip() if state == _State.PROPOSED else ""
    held.reason = reason.strip()
    held.channel, held.answered_by, held.answered_at = channel, by, at
    held.save()
    if state != _State.ACCEPTED:
        people = [person for person in letters.secretaries(at) if person != by]
        letters.tell(people=people, kind=letters.CHECKED, about=f"{held.bulletin}", at=at)
    audit.record(verb=f"sentence.{state}", object_key=f"sentence:{held.pk}", at=at)


@transaction.atomic
def take_proposal(*, check: AgencyCheck, by: User, at: datetime.datetime) -> None:
    """The institution's wording becomes the sentence. Translations of the old one are outdated.

    Raises NotAllowed, NothingProposed or Outdated.
    """
    demand(may_release(by, on=localdate(at)))
    held = AgencyCheck.objects.select_for_update(of=("self",)).get(pk=check.pk)
    if held.state != _State.PROPOSED:
        raise NothingProposed
    rows = held.block.texts.select_for_update(of=("self",))
    row = rows.filter(field=held.field, language=AUTHORITATIVE).first()
    text = _exchanged(row, held) if row else None
    if row is None or text is None:
        raise Outdated
    row.text = text
    row.translates_digest = digest(text)
    row.version += 1
    row.edited_by, row.edited_at = by, at
    row.reviewed_by, row.reviewed_at = by, at
    row.save()
    _agreed(held)
    audit.record(verb="sentence.proposal_taken", object_key=f"sentence:{held.pk}", at=at)


def _exchanged(row: BlockText, check: AgencyCheck) -> str | None:
    """The text with the proposal in the place of what was asked about; None where that is gone."""
    if digest(row.text) == check.text_digest:
        return check.proposal
    if not stands(check):
        return None
    if is_rich(row.block, row.field):
        return exchanged(row.text, check.text, check.proposal)
    return row.text.replace(check.text, check.proposal) if check.text in row.text else None


def _agreed(check: AgencyCheck) -> None:
    """The institution has agreed to what it proposed itself, sentence by sentence."""
    first, *more = parts_of(check, check.proposal) or [check.proposal]
    known = AgencyCheck.objects.filter(
        block=check.block_id, field=check.field, agency=check.agency,
        text_digest__in=[digest(first), *map(digest, more)],
    )  # fmt: skip
    known.exclude(pk=check.pk).delete()
    check.text, check.text_digest = first, digest(first)
    check.state, check.proposal, check.of_minutes = _State.ACCEPTED, "", False
    check.save()
    for text in more:
        check.pk, check._state.adding = uuid.uuid4(), True
        check.text, check.text_digest = text, digest(text)
        check.save()


def pass_in_silence(*, at: datetime.datetime) -> int:
    """Lets pass what approved minutes say and nobody objected to for two working days; how many."""
    asked = AgencyCheck.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        state=_State.ASKED, of_minutes=True
    )
    passed = [check for check in asked if _was_silent(check.asked_at, at)]
    for check in passed:
        check.state = _State.PASSED
        check.save(update_fields=["state"])
        audit.record(verb="sentence.passed", object_key=f"sentence:{check.pk}", at=at)
    return len(passed)


def silent_from(asked_at: datetime.datetime) -> datetime.date:
    """The day on which two whole working days have gone by. Raises working_days.YearNotListed."""
    return working_days.after(localdate(asked_at), SILENCE)


def _was_silent(asked_at: datetime.datetime, at: datetime.datetime) -> bool:
    """Where the holidays of the year are not known nothing passes: somebody has to answer."""
    try:
        return silent_from(asked_at) <= localdate(at)
    except working_days.YearNotListed:
        return False


def _is_text(sentence: Sentence) -> bool:
    return sentence.field == f"{sentence.key}:text"
