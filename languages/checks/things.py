"""Things of everyday life that the translation names and the source does not: what slipped in."""

from typing import Final

from languages import anchors
from languages.checks import transliteration
from languages.checks.finding import Findings
from languages.checks.pair import ADDED, Pair

NAME: Final = "things"


def check(pair: Pair) -> Findings:
    """A banana is a banana: of these words no translator makes another."""
    source, language = pair.source, pair.text.language
    there = {thing for w in source.words for thing in anchors.things(w.key, source.language)}
    begins = {start for start, _ in source.sentences}
    names = [w.text for w in source.words if w.text[0].isupper() and w.start not in begins]
    for word in pair.text.words:
        named = anchors.things(word.key, language)
        if not named or named & there:
            continue
        if language != "ar" or not any(
            transliteration.sounds_like(word.text, name) for name in names
        ):
            yield pair.text.finding(NAME, ADDED, word.start, word.end, found=word.text)
