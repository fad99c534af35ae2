"""Each language's marks, where they stand, and pairs that belong together."""

import re
from typing import Final

from languages.checks import broken
from languages.checks.finding import Findings, gettext_noop
from languages.checks.pair import Pair
from languages.checks.reading import ARABIC, LATIN, MASK, Reading

NAME = "punctuation"
LATIN_MARK: Final = gettext_noop(
    "A Latin comma, semicolon or question mark in Arabic text: %(found)s"
)
ARABIC_MARK: Final = gettext_noop("An Arabic mark in a text of Latin letters: %(found)s")
BEFORE: Final = gettext_noop("A space before a punctuation mark: %(found)s")
NO_SPACE: Final = gettext_noop("A space is missing after a punctuation mark: %(found)s")
TWICE: Final = gettext_noop(
    "Punctuation marks stand together that do not belong together: %(found)s"
)
BEGINS: Final = gettext_noop(
    "The text begins with a punctuation mark, or ends with a comma: %(found)s"
)
PAIR: Final = gettext_noop("A quotation mark or bracket without its other one: %(found)s")
SPACES: Final = gettext_noop("Two spaces stand together.")
QUESTION_LOST: Final = gettext_noop("The source asks a question, the translation does not.")
QUESTION_ADDED: Final = gettext_noop("The translation asks a question, the source does not.")
NO_END: Final = gettext_noop("A sentence has no mark at its end: %(found)s")
EXCLAMATION: Final = gettext_noop("An exclamation mark.")

_NOT_IN_LATIN: Final = re.compile(rf"(?<=[{LATIN}])[,;?](?=\s?[{LATIN}])")
_PATTERNS: Final = (
    (BEFORE, r"(?<=\S)[ \t\u00a0]+[,.;:!?،؛؟](?![.\d])|(?<=[a-zëç]{3}) ,(?=\d)"),
    (TWICE, r"(?<=[a-zëç]{5})\.,(?= [A-ZËÇ])|(?<=[a-zëç]{3}[iaeueënt])(?<!etj)\.,(?= [a-zëç])|"
        r",[,.;:?!؟]|،[؟!?]|;[,.;]|:[,.;:،؛]|(?<!\.)\.\.(?!\.)|\.{4,}|(?<![A-Za-zÀ-ÿ])\.,|\.[؟?]|،[،,.؛]|"
        r"؛[؛،.]|[.,]،|[؟?]{2,}|[؟?]\.|!{2,}|\(\s*\)|«\s*»|“\s*”|\[\s*\]|[؟?][،,;]|![,;]|\.:|!\.|"
        r"(?<!\.[A-Za-z])(?<!etc)(?<!etj)\.[;؛]|[\u3000-\u303f\uff01-\uff0f\uff1a-\uff20]"),
    (NO_SPACE, rf"(?<=[{LATIN}{ARABIC}\d]{{2}})[,;،؛؟?!](?=[{LATIN}{ARABIC}])|"
        rf"(?<=[a-zëç]{{2}})\.(?=[A-ZËÇ][a-zëç])|(?<=[{ARABIC}]{{2}})\.(?=[{ARABIC}]{{2}})|"
        rf"(?<=[{ARABIC}a-zëç]{{2}}):(?=[{ARABIC}{LATIN}]{{2}})|"
        rf"(?<=[a-zëç]{{3}})\.(?=[a-zëç]{{3,}})"),
    (BEGINS, r"\A\s*(?:[,;:!?،؛؟)\]}»”]|\.(?!\.))|[,،؛;]\s*\Z"),
    (SPACES, r"(?<=\S)(?: {2,}|[ \u00a0]{2,})(?=\S)"),
)  # fmt: skip
_COMMON: Final = tuple((template, re.compile(pattern)) for template, pattern in _PATTERNS)
_FOREIGN: Final = {
    "ar": (LATIN_MARK, re.compile(r"(?<!\d),|,(?!\d)|[;?]")),
    "en": (ARABIC_MARK, re.compile("[،؛؟٪٫٬]")),
}
_IN_QUOTES: Final = re.compile(r"«\s+(?=\S)|(?<=\S)\s+»")
_EXCLAMATION: Final = re.compile("[!！]")
_BEGINS_ANEW: Final = {
    "en": re.compile(
        r"(?<=[a-z0-9]) (?=(?:Answer|Question):|"
        r"(?:The|This|These|Those|It|They|If|You|We|There|When|Anyone|Please) [a-z])"
    ),
    "sq": re.compile(
        r"(?<=\d:\d\d) (?=[A-ZËÇ][a-zëç]+ (?:mund|duhet|do|janë|është|nuk|ka|kanë)\b)|"
        r"(?<=[a-zëç0-9]) (?=(?:Përgjigje|Pyetje):)|(?<=/orë) (?=[A-ZËÇ][a-zëç])|"
        r"(?<=[a-zëç0-9]) (?=(?:Telefon|Njoft|Pastr|Kontroll|Shmang|Kërk|Regjistr|Dërg|Paraqit)\w*ni [a-zëç])|"
        r"(?<=[a-zëç0-9]) (?=(?:Kjo|Këto|Këta|Nëse|Kur|Nuk|Mos|Është|Janë|Ju|Ata|Ajo|Çdo|Për|Në) [a-zëç])"
    ),
    "ar": re.compile(rf"(?<=[{ARABIC}\d]) (?=(?:ال)?(?:جواب|سؤال|إجابة):)"),
}
_AFTER_A_STOP: Final = ' \u00a0”»")'
HEADLINE: Final = 70
"""Letters: what has fewer may be a headline of two parts."""
_PAIRED: Final = re.compile(r"[(\[{«“„‹)\]}»”›]")
_CONDITION: Final = re.compile(
    r"\b(?:[Ii]f|[Ww]hen|[Nn]ëse|[Kk]ur|[Ww]hether)\b|(?<!\w)و?(?:إذا|إن|عند|حين)(?!\w)"
)
_MAY_ASK: Final = re.compile(
    r"\?|\bpyet|\bç[’']|\b(?:a|nëse|kush|kujt|kë|çfarë|pse|si|sa|ku|kur|cil\w*)\b", re.IGNORECASE
)
""" "Whom to call" may become "whom do you call?"."""
_OPENING: Final = {"(": ")", "[": "]", "{": "}", "«": "»", "“": "”", "„": "“”", "‹": "›"}
_CLOSING: Final = ")]}»”›"
_LABEL: Final = re.compile(r"(?:^|[\s;,،؛])\(?(\w{1,2})\)")
_FIRST_LABELS: Final = frozenset({"1", "a", "A", "i", "I", "أ", "ا"})


def check(reading: Reading) -> Findings:
    text = reading.prose
    for template, pattern in _COMMON:
        for match in pattern.finditer(text):
            if template == BEFORE and _ellipsis(text, match):
                continue
            yield _around(reading, template, match)
    template, foreign = _FOREIGN["ar" if reading.language == "ar" else "en"]
    latin: set[int] = set()
    if reading.language == "ar":
        latin = {m.start() for m in _NOT_IN_LATIN.finditer(text)}
    for match in foreign.finditer(text):
        if match.start() not in latin:
            yield _around(reading, template, match)
    if reading.language == "ar":
        for match in _IN_QUOTES.finditer(text):
            yield _around(reading, BEFORE, match)
    yield from _pairs(reading)
    yield from _ends(reading)
    for match in _EXCLAMATION.finditer(text):
        yield reading.finding("style", EXCLAMATION, *match.span(), severity="warning")


def questions(pair: Pair) -> Findings:
    """A question stays one, and a sentence that ends does not break off."""
    asks = "?" in pair.source.prose and not _CONDITION.search(pair.text.prose)
    if asks and not re.search("[?؟]", pair.text.prose):
        yield pair.text.finding(NAME, QUESTION_LOST)
    question = re.search("[?؟]", pair.text.prose)
    if question and not _MAY_ASK.search(pair.source.prose):
        yield pair.text.finding(NAME, QUESTION_ADDED, *question.span())
    if re.search(r"[.!?][”»\")]*\s*$", pair.source.prose):
        end = re.search(broken.DANGLING[pair.text.language], pair.text.prose) or re.search(
            broken.OPEN_END[pair.text.language], pair.text.prose
        )
        if end and len(pair.text.words) > 3:
            yield pair.text.finding(broken.NAME, broken.BREAKS_OFF, *end.span())
        elif len(pair.text.words) > 5 and re.search(r"\w\s*$", pair.text.prose):
            last = pair.text.words[-1]
            yield pair.text.finding(broken.NAME, broken.BREAKS_OFF, last.start, last.end)


def _ends(reading: Reading) -> Findings:
    """Where all sentences but one end with a mark, it is missing; and before a new sentence."""
    text, sentences = reading.prose, reading.sentences
    for match in _BEGINS_ANEW[reading.language].finditer(text):
        yield _around(reading, NO_END, match)
    stops = all(text[a:b].rstrip(_AFTER_A_STOP).endswith(".") for a, b in sentences[:-1])
    if len(sentences) < 2 or not stops or reading.letters < HEADLINE or "\n" in text.strip():
        return
    begin, end = sentences[-1]
    last = text[begin:end].rstrip()
    if last[-1:].isalpha() and len(last.split()) > 2:
        word = reading.words[-1]
        yield reading.finding(NAME, NO_END, word.start, word.end)


def _pairs(reading: Reading) -> Findings:
    text = reading.prose
    opened: list[tuple[str, int]] = []
    labels = list(_LABEL.finditer(text))
    counted = any(label[1] in _FIRST_LABELS for label in labels)
    enumerated = {label.end() - 1 for label in labels if counted and "(" not in label.group()}
    for match in _PAIRED.finditer(text):
        index, letter = match.start(), match.group()
        if letter == "“" and opened and opened[-1][0] == "„":
            opened.pop()
        elif letter in _OPENING:
            opened.append((letter, index))
        elif letter in _CLOSING:
            if opened and letter in _OPENING[opened[-1][0]]:
                opened.pop()
            elif index not in enumerated:
                yield reading.finding(NAME, PAIR, index, index + 1)
                return
    bare = next((at for at in sorted(enumerated) if text[at] == ")" and _is_bare(text, at)), None)
    if bare is not None and re.search(r"\(\w{1,2}\)", text):
        yield reading.finding(NAME, PAIR, bare, bare + 1)
    if opened:
        yield reading.finding(NAME, PAIR, opened[-1][1], opened[-1][1] + 1)
    quotes = [m.start() for m in re.finditer('"', text)]
    if len(quotes) % 2:
        yield reading.finding(NAME, PAIR, quotes[-1], quotes[-1] + 1)


def _is_bare(text: str, at: int) -> bool:
    """ "3)" where the others are "(1)" and "(2)"."""
    return "(" not in text[max(at - 3, 0) : at]


def _ellipsis(text: str, match: re.Match[str]) -> bool:
    """ "( Papër )." and a line that begins with a point are no fault of spacing."""
    return match.group().strip() == "." and text[match.end() : match.end() + 1].isalnum()


def _around(reading: Reading, template: str, match: re.Match[str]):  # type: ignore[no-untyped-def]
    around = reading.text[max(match.start() - 12, 0) : match.end() + 12].replace(MASK, "")
    return reading.finding(NAME, template, *match.span(), found=around.strip())
