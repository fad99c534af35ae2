"""What has changed in a text since it was translated, word by word, for eyes and for ears."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_SENTENCES = re.compile(r"[^.!?\n]*[.!?\n]*\s*")
MOST_WORDS = 3_000
"""Longer texts are compared by sentences: the time grows with the square."""


def marked(before: str, after: str) -> SafeString:
    """`after` with what was taken out in <del> and what was put in in <ins>.

    Each says in words what it is: screen readers pass over both elements in silence.
    """
    return format_html_join("", "{}", ((part,) for part in _parts(before, after)))


def _parts(before: str, after: str) -> Iterator[str]:
    removed, added = _("taken out:"), _("put in:")
    old, new = _split(before, after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, old_from, old_to, new_from, new_to in _joined(matcher, old):
        gone, come = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        if kind == "equal":
            yield come
            continue
        if gone:
            yield _mark("del", removed, gone)
        if come:
            yield _mark("ins", added, come)


def _mark(element: str, said: str, words: str) -> SafeString:
    template = '<{} class="differs"><span class="hidden-visually" lang="{}">{} </span>{}</{}>'
    return format_html(template, element, get_language() or "", said, words, element)


def _split(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) + len(new) <= 2 * MOST_WORDS:
        return old, new
    return [part for part in _SENTENCES.findall(before) if part], [
        part for part in _SENTENCES.findall(after) if part
    ]


Step = tuple[str, int, int, int, int]


def _joined(matcher: SequenceMatcher[str], old: list[str]) -> list[Step]:
    """Two changed words with a mere space between them are one change."""
    joined: list[Step] = []
    for step in matcher.get_opcodes():
        kind, _old_from, old_to, _new_from, new_to = step
        if len(joined) >= 2 and kind != "equal" and _is_space(joined[-1], old):
            _kind, first_old, _end, first_new, _last = joined[-2]
            joined[-2:] = [("replace", first_old, old_to, first_new, new_to)]
        else:
            joined.append(step)
    return joined


def _is_space(step: Step, old: list[str]) -> bool:
    kind, start, end, _new_from, _new_to = step
    return kind == "equal" and not "".join(old[start:end]).strip()
