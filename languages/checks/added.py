"""Words that a translation says of its own, several together, where all of the source is said.

Of two words only a warning: no other check tells one fault in a thousand of these, and one right
translation in two hundred explains a word that its readers do not know.
"""

import re
from typing import Final

from languages import bilingual
from languages.checks.finding import Findings
from languages.checks.pair import ADDED, Pair
from languages.checks.said import Seen
from languages.words import Severity

NAME: Final = "added"
_MARK: Final = re.compile(r"[\d.:;!?؟؛()«»“”\"]")
_IN_LATIN: Final = re.compile(r"\s?\([A-ZËÇ]")
"""A name, and then as its own language writes it."""
_ARTICLE: Final = "الـ"
"""Before figures."""
_ENOUGH, _SURELY = 2.0, 3.0
_LEAST: Final = 3
"""Words that are said: of a heading of two nothing can be told."""
_OF_ANOTHER_KIND: Final = 0.6
"""What is done and how it is may be a translator's turn of phrase; a thing is hardly ever."""


def check(pair: Pair) -> Findings:
    if pair.source.language != "sq":
        return
    states = [each.state for each in pair.said.source]
    if not {"unsaid", "name", "unknown"}.isdisjoint(states) or states.count("said") < _LEAST:
        return
    run: list[Seen] = []
    for each in (*pair.said.text, None):
        if each is not None and each.state != "said" and not _is_apart(pair, run, each):
            run.append(each)
            continue
        own = [
            one.word
            for one in run
            if one.state in ("unsaid", "unknown") and one.word.text != _ARTICLE
        ]
        much = sum(_weight(pair, word.key) for word in own)
        if much >= _ENOUGH and not _IN_LATIN.match(pair.text.prose, own[-1].end):
            severity: Severity = "error" if much >= _SURELY else "warning"
            place = own[0].start, own[-1].end
            yield pair.text.finding(NAME, ADDED, *place, severity=severity)
        run = [each] if each is not None and each.state != "said" else []


def _is_apart(pair: Pair, run: list[Seen], each: Seen) -> bool:
    """Whether a mark stands between: a quotation, a sentence, a bracket."""
    return bool(run) and bool(_MARK.search(pair.text.prose[run[-1].word.end : each.word.start]))


def _weight(pair: Pair, key: str) -> float:
    return 1.0 if bilingual.is_thing(key, pair.text.language) else _OF_ANOTHER_KIND
