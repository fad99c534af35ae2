"""The sentences of a month that name an institution, and what the institutions said of them.

A row of facts that is an institution's goes to it text by text; so does a row to whoever its words
name. Of other prose each sentence goes to each institution that it names.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from bulletins.checking import plain
from bulletins.institutions import Names, named_in, names_in_prose
from bulletins.models import AgencyCheck, Block, BlockText, Bulletin
from bulletins.pictures import unsaid
from languages import AUTHORITATIVE, words
from languages.texts import digest

_State = AgencyCheck.State
SILENCE = 2
"""Working days after which what approved minutes say passes by itself."""
PASSES = frozenset({_State.ACCEPTED, _State.PASSED})
NOT_THEIRS = frozenset({"question"})
"""What a resident asked is the resident's."""
NO_SENTENCES = frozenset({"place", "next_place", "paper", "hours", "by", "credit", "partner"})
"""An address, a name beside what somebody did: nothing is said of the institution there."""
WITH = "partner"
"""With whom something was done: who is named there is asked about the row's text."""


@dataclass(frozen=True)
class Sentence:
    block: Block
    field: str
    key: str
    """The source key of its row; "" of prose."""
    agency: str
    text: str

    @property
    def digest(self) -> str:
        return digest(self.text)


@dataclass(frozen=True)
class Standing:
    """A sentence as it reads today, with its check; None where nobody was asked about it."""

    sentence: Sentence
    check: AgencyCheck | None

    @property
    def passes(self) -> bool:
        return self.check is not None and self.check.state in PASSES

    @property
    def is_held(self) -> bool:
        return self.check is not None and self.check.state == _State.HELD


def sentences(bulletin: Bulletin) -> list[Sentence]:
    """Three queries. Of an issue from public sources the prose is nobody's to check: it is old."""
    said = Prefetch("texts", BlockText.objects.exclude(unsaid()))
    blocks = bulletin.printed().prefetch_related(said)
    names = names_in_prose() if bulletin.origin == Bulletin.Origin.CURRENT else {}
    return [sentence for block in blocks for sentence in _of(block, names)]


def standing(bulletin: Bulletin) -> list[Standing]:
    """Four queries."""
    checks = {
        (check.block_id, check.field, check.agency, check.text_digest): check
        for check in bulletin.checks.select_related("answered_by")
    }
    return [
        Standing(one, checks.get((one.block.pk, one.field, one.agency, one.digest)))
        for one in sentences(bulletin)
    ]


def withheld(bulletin: Bulletin) -> frozenset[int]:
    """Ids of the blocks in which an institution holds a sentence that still stands there."""
    if not bulletin.checks.filter(state=_State.HELD).exists():
        return frozenset()
    return frozenset(one.sentence.block.pk for one in standing(bulletin) if one.is_held)


def waiting(*more: str) -> QuerySet[AgencyCheck]:
    """What was asked about blocks that are printed and not answered, and what is in states of
    `more`."""
    return AgencyCheck.objects.filter(
        state__in=(_State.ASKED, *more), block__left_out=False, block__removed_at__isnull=True
    ).select_related("bulletin")


def standing_ones(checks: QuerySet[AgencyCheck]) -> list[AgencyCheck]:
    """Those whose words still stand in the bulletin. Two queries."""
    found = list(checks)
    texts = BlockText.objects.filter(
        block__in={check.block_id for check in found}, language=AUTHORITATIVE
    ).select_related("block")
    now = {(row.block_id, row.field): _digests(row) for row in texts}
    return [
        check for check in found if check.text_digest in now.get((check.block_id, check.field), ())
    ]


def stands(check: AgencyCheck) -> bool:
    """Whether the words that were asked about are still where they were."""
    rows = BlockText.objects.filter(block=check.block_id, field=check.field, language=AUTHORITATIVE)
    row = rows.select_related("block").first()
    return row is not None and check.text_digest in _digests(row)


def parts_of(check: AgencyCheck, text: str) -> list[str]:
    """What would be asked of the institution if its place said `text`."""
    if _row_key(check.block, check.field):
        return [text]
    names = names_in_prose()
    return [one for one in _sentences(text) if check.agency in named_in(one, names)]


def _row_key(block: Block, field: str) -> str:
    """The source key of a text's row; "" of prose."""
    key = field.rpartition(":")[0]
    return key if any(row.get("key") == key for row in block.facts.get("rows", ())) else ""


def _digests(row: BlockText) -> frozenset[str]:
    """Of all that can be asked about: the text, and each sentence of it."""
    return frozenset(map(digest, (row.text, *_sentences(plain(row)))))


def _sentences(text: str) -> list[str]:
    return [sentence for sentence, _ in words.sentences(text)]


def _of(block: Block, names: Names) -> Iterator[Sentence]:
    texts = {row.field: row for row in block.texts.all() if row.language == AUTHORITATIVE}
    theirs = dict(_theirs(block, texts, names))
    for field, row in sorted(texts.items()):
        key = _row_key(block, field)
        if _last_of(field) in NOT_THEIRS or not row.text.strip():
            continue
        for text in (row.text,) if key else _sentences(plain(row)):
            said = set() if _last_of(field) in NO_SENTENCES else named_in(text, names)
            for agency in sorted(said | theirs.get(field, set())):
                yield Sentence(block, field, key, agency, text)


def _theirs(
    block: Block, texts: dict[str, BlockText], names: Names
) -> Iterator[tuple[str, set[str]]]:
    """Each text of a row, with the institutions that are asked whatever it says."""
    for row in block.facts.get("rows", ()):
        key, agency = row.get("key"), row.get("institution")
        if not key:
            continue
        beside = texts.get(f"{key}:{WITH}")
        for field in texts:
            if field.rpartition(":")[0] != key:
                continue
            found = {agency} if agency else set()
            if beside and _last_of(field) == "text":
                found |= named_in(beside.text, names)
            yield field, found


def _last_of(field: str) -> str:
    """What a text is, without the row and the number: `headline:0` is a headline."""
    parts = field.split(":")
    return parts[-2] if parts[-1].isdecimal() and len(parts) > 1 else parts[-1]
