"""An issue as it is read aloud: to whoever listens on the page, and in ninety seconds of radio."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from django.utils import translation
from django.utils.translation import gettext as _

from bulletins.content import (
    Activities,
    Block,
    Calendar,
    Contacts,
    Corrections,
    Cover,
    Decisions,
    Figures,
    HelpTopic,
    Issue,
    Meeting,
    Number,
    Picture,
    Promises,
    Questions,
    Sentences,
    Story,
    Summary,
    Text,
)
from bulletins.outputs import front
from languages import spoken

_ADDRESS = re.compile(r"https?://[^\s<>\"”»)]*[^\s<>\"”»).,;:!?]")
MOST_WORDS = 200
"""What a calm voice reads in ninety seconds."""


@dataclass(frozen=True)
class Passage:
    title: str
    """Empty of the first."""
    paragraphs: tuple[str, ...]


def passages(issue: Issue) -> list[Passage]:
    """The whole issue, block by block, each number, date and hour in words."""
    with translation.override(issue.language):
        found = [Passage("", tuple(_beginning(issue)))]
        for block in issue.blocks:
            said = [_aloud(text, issue) for text in _READERS[type(block)](block, issue)]
            if said:
                found.append(Passage(block.title, tuple(said)))
    return found


def radio_script(issue: Issue) -> list[str]:
    """Sentences for the radio, together at most 200 words.

    Greeting, help and address are always there; of the rest as much as fits, and no sentence is cut.
    """
    with translation.override(issue.language):
        opening, closing = [_aloud(_opening(issue), issue)], list(_closing(issue))
        left = MOST_WORDS - _count([*opening, *closing])
        middle = []
        for sentence in _worth_saying(issue):
            said = _aloud(sentence, issue)
            if _count([said]) <= left:
                middle.append(said)
                left -= _count([said])
    return [*opening, *middle, *closing]


def words_in(sentences: list[str]) -> int:
    return _count(sentences)


def _count(sentences: list[str]) -> int:
    return sum(len(sentence.split()) for sentence in sentences)


def _aloud(text: str, issue: Issue) -> str:
    said = spoken.aloud(text, issue.language)
    return said[:1].upper() + said[1:]


def _opening(issue: Issue) -> str:
    return _("%(council)s. %(title)s.") % {"council": issue.council.name, "title": issue.title}


def _beginning(issue: Issue) -> Iterator[str]:
    yield _aloud(_opening(issue), issue)
    if issue.demonstration:
        yield _aloud(_("DEMONSTRATION – invented data"), issue)
    if issue.description:
        yield _aloud(issue.description, issue)


def _worth_saying(issue: Issue) -> Iterator[str]:
    """In the order of what listeners need."""
    if issue.demonstration:
        yield _("DEMONSTRATION – invented data")
    yield from front.sentences(issue)
    if coming := front.coming_date(issue):
        yield _coming(coming, issue)
    for block in issue.blocks:
        if isinstance(block, Summary):
            yield from (item.text for item in block.items)
    for block in issue.blocks:
        if isinstance(block, Decisions):
            yield from (row.text for row in block.rows)
    for block in issue.blocks:
        if isinstance(block, Sentences):
            yield from (item.text for item in block.items)
        if isinstance(block, Text):
            yield from _first_paragraph(block, issue)


def _first_paragraph(block: Text, issue: Issue) -> list[str]:
    """What a free text begins with; a heading or the entry of a list says nothing by itself."""
    whole = (line for line in _text(block, issue) if line.endswith((".", "!", "?", "؟")))
    return list(islice(whole, 1))


def _closing(issue: Issue) -> Iterator[str]:
    for line in front.help_numbers(issue)[:2] or (Number(front.EMERGENCY, ""),):
        yield _aloud(_line(line), issue)
    site = spoken.web_address(issue.web_address, issue.language)
    yield _aloud(_("The whole bulletin is at %(address)s.") % {"address": site}, issue)


def _line(line: Number) -> str:
    """`Emergency: 112`, with its note."""
    words = f"{line.name}: {line.number}" if line.name else line.number
    return f"{words}. {line.note[:1].upper()}{line.note[1:]}" if line.note else words


def _coming(coming: front.ComingDate, issue: Issue) -> str:
    language = issue.language
    comma = "، " if language == "ar" else ", "
    when = [spoken.date(coming.date, language)]
    if coming.starts_at:
        when.append(spoken.clock(coming.starts_at, language))
    if coming.place:
        when.append(coming.place.rstrip("."))
    title = coming.title.rstrip(".") or _("Next meeting of the Council")
    said = f"{title}: {comma.join(when)}."
    return f"{said} {_('Open to everyone')}." if coming.open else said


def _with_institution(text: str, institution: str) -> str:
    return f"{text.rstrip('.')}. {institution}." if institution else text


def _state(name: str) -> str:
    states = {"done": _("Done"), "late": _("Late"), "next": _("Next"), "on_time": _("On time")}
    return states.get(name, name)


def _cover(block: Cover, issue: Issue) -> Iterator[str]:
    yield from block.headlines
    yield from map(_line, block.numbers)


def _summary(block: Summary, issue: Issue) -> Iterator[str]:
    for item in block.items:
        yield f"{_state(item.label)}: {item.text}"


def _meeting(block: Meeting, issue: Issue) -> Iterator[str]:
    if block.text:
        yield block.text
    yield from block.items
    if block.next_on:
        next_one = front.ComingDate(
            block.next_on, block.next_at, "", block.next_place, False, False
        )
        yield _coming(next_one, issue)


def _decisions(block: Decisions, issue: Issue) -> Iterator[str]:
    for row in block.rows:
        said = _with_institution(row.text, row.institution)
        if row.deadline:
            day = spoken.date(row.deadline, issue.language, weekday=False)
            said = f"{said} {_('Deadline: %(deadline)s') % {'deadline': day}}."
        yield said


def _promises(block: Promises, issue: Issue) -> Iterator[str]:
    for row in block.rows:
        text = f"{_state(row.state)}: {row.text}"
        said = _with_institution(text, row.institution)
        if row.reason:
            said = f"{said} {_('Reason: %(reason)s') % {'reason': row.reason}}"
        if row.new_deadline:
            day = spoken.date(row.new_deadline, issue.language, weekday=False)
            said = f"{said.rstrip('.')}. {_('New deadline: %(new_deadline)s') % {'new_deadline': day}}."
        yield said


def _shown(picture: Picture | None) -> Iterator[str]:
    """What a picture shows; one that only decorates says nothing."""
    if picture and picture.alt:
        said = _("Picture: %(shown)s") % {"shown": picture.alt}
        yield said if said.endswith((".", "!", "?", "؟")) else f"{said}."


def _story(block: Story, issue: Issue) -> Iterator[str]:
    yield block.headline
    yield from _shown(block.picture)
    yield from block.paragraphs
    if block.quotation:
        yield f"{block.quotation.by}: {block.quotation.text}"
    yield from block.advice


def _text(block: Text, issue: Issue) -> Iterator[str]:
    """A paragraph, a heading, an entry of a list at a time; where a link leads is not read."""
    for line in block.plain.splitlines():
        yield _ADDRESS.sub(lambda found: spoken.web_address(found[0], issue.language), line)
    yield from _shown(block.picture)


def _activities(block: Activities, issue: Issue) -> Iterator[str]:
    for row in block.rows:
        day = spoken.date(row.held_on, issue.language, weekday=False, year=False)
        comma = "،" if issue.language == "ar" else ","
        place = f"{row.unit}{comma} {day}" if row.unit else day
        yield f"{row.title.rstrip('.')}. {place}. {row.text}"
    yield from _shown(block.picture)


def _questions(block: Questions, issue: Issue) -> Iterator[str]:
    for row in block.rows:
        yield row.question
        yield row.answer


def _help_topic(block: HelpTopic, issue: Issue) -> Iterator[str]:
    yield block.headline
    yield from filter(None, (block.who, block.free, block.anonymous, block.hours))
    yield from block.next_steps
    yield from map(_line, block.numbers)


def _figures(block: Figures, issue: Issue) -> Iterator[str]:
    yield block.sentence


def _calendar(block: Calendar, issue: Issue) -> Iterator[str]:
    for row in block.rows:
        yield _coming(
            front.ComingDate(
                row.date, row.starts_at, row.title, row.place, row.open, row.accessible
            ),
            issue,
        )


def _corrections(block: Corrections, issue: Issue) -> Iterator[str]:
    yield block.text


def _contacts(block: Contacts, issue: Issue) -> Iterator[str]:
    yield from map(_line, block.lines)
    yield from filter(None, (block.paper, block.privacy))


def _sentences(block: Sentences, issue: Issue) -> Iterator[str]:
    """Of a digest: each says itself how far a promise is."""
    yield from (item.text for item in block.items)


_READERS: Mapping[type[Block], Callable[..., Iterator[str]]] = {
    Cover: _cover,
    Summary: _summary,
    Meeting: _meeting,
    Decisions: _decisions,
    Promises: _promises,
    Story: _story,
    Text: _text,
    Activities: _activities,
    Questions: _questions,
    HelpTopic: _help_topic,
    Figures: _figures,
    Calendar: _calendar,
    Corrections: _corrections,
    Contacts: _contacts,
    Sentences: _sentences,
}
