"""What tells of a person: titles with names, initials, identity numbers, plates, births."""

import re
from typing import Final

from languages import bilingual, personal
from languages.checks.finding import Findings, gettext_noop
from languages.checks.reading import Reading
from languages.folding import fold_word

NAME = "private"
PERSON: Final = gettext_noop("This may tell of a person: %(found)s. Bulletins name offices.")
_IN_ALBANIAN: Final = {
    personal.Kind.NAME, personal.Kind.INITIALS, personal.Kind.ID_NUMBER, personal.Kind.PLATE,
}  # fmt: skip
_UPPER = "[A-ZÀ-ÖØ-Þ]"
_LIVES: Final = (
    rf"\b{_UPPER}[a-zëç]+ {_UPPER}[a-zëç]+,? (?:\(?banor\w*|\(?banues\w*|me banim)\b|"
    rf"\b{_UPPER}[a-zëç]+ {_UPPER}[a-zëç]+,? (?:i cili|e cila|që) banon\b|"
    rf"\b(?!Shën|Hotel|Radio|Bar|Restorant|Teatr|Kish|Xhami|Bank)"
    rf"{_UPPER}[a-zëç]+ {_UPPER}[a-zëç]+ \((?:[Rr]rug|[Ll]agj|[Pp]allat)\w+ [^()]*?"
    r"(?:nr\. ?|ap\. ?|pallati |apartamenti )\d|"
    rf"\b[a-zëç]{{4,}}, {_UPPER}[a-zëç]+ {_UPPER}[a-zëç]+ dhe {_UPPER}[a-zëç]+ {_UPPER}[a-zëç]+,|"
    rf"\b(?:[Pp]unëtor|[Bb]anor|[Qq]ytetar|[Ss]hofer|[Mm]inator|[Nn]xënës|[Ss]tudent|[Vv]iktim|[Ff]ëmij|[Pp]acient|[Kk]alimtar|[Pp]ensionist|[Kk]ëmbësor|[Vv]ajz|"
    rf"[Dd]jem|[Gg]ra)[a-zëç]{{1,4}} {_UPPER}[a-zëç]+ {_UPPER}[a-zëç]+ (?:dhe|u|ishte|është)\b|"
    rf"\b{_UPPER}[a-zëç]+ {_UPPER}[a-zëç]+,? \(?(?:tel|cel)\.? ?(?:\+355 ?)?0?6[6-9]\b|"
    rf"\b(?:[Tt]uristë|[Bb]anorë|[Qq]ytetarë|[Ss]tudentë|[Vv]ullnetarë)t "
    rf"{_UPPER}[a-zëç]+ {_UPPER}[a-zëç]+,|"
    rf"\b(?:pyetja|ankesa|kërkesa|propozimi) (?:e|i) {_UPPER}[a-zëç]+ {_UPPER}[a-zëç]+ \((?:tel|cel)|"
    rf"\b(?:te|tek|nga|me) {_UPPER}[a-zëç]+ {_UPPER}[a-zëç]+,? \(?(?:tel|cel)\b|"
    rf"\b{_UPPER}[a-zëç]+ {_UPPER}[a-zëç]+,? (?:nga |në )?(?:rrug|lagj|pallat)\w+ [^.]{{1,40}}?(?:nr\. ?|pallati )?\d"
)
_FLAT: Final = r"\bpallati \d+, (?:apartamenti|hyrja|shkalla|kati) \d"
"""Of a person, not of an office: somebody, and where they live."""
_NAMED: Final = {
    "sq": rf"\b{_UPPER}\w+ {_UPPER}\w+,? \(?\d{{1,2}}(?: vjeç|-vjeçar)|"
        r"\b(?:i|e|të) lindur(?:a|it|ës)? (?:më|në)\b|\bbanues\w* në\b.{0,30}\d|"
        rf"\bviktima {_UPPER}\w+ {_UPPER}\w+|{_LIVES}|{_FLAT}",
    "en": rf"\b{_UPPER}\w+ {_UPPER}\w+,? \(?(?:aged \d{{1,2}}|\d{{1,2}} years old)|"
        rf"\b\d{{1,2}}-year-old {_UPPER}\w+ {_UPPER}\w+|"
        rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.? {_UPPER}\w+|\bborn (?:on|in) (?:\d{{1,2}}\b|19[3-9]\d|2\d\d\d)|"
        rf"\b{_UPPER}\.\s?{_UPPER}\.(?!\s?{_UPPER}\.)(?!\w)(?=,| \()|"
        rf"\b(?:citizen|victim|suspect|resident) {_UPPER}\w+ {_UPPER}\w+",
    "ar": r"(?<!\w)(?:و?السيد|و?السيدة|و?الآنسة|و?المواطن|و?المواطنة|المدعو|المدعوة) (?!ال|"
        r"رئيس|مدير|وزير|محافظ|ممثل|مفوض|منسق|أمين|نائب|مسؤول|عمدة|لل)\w+ \w+|"
        r"(?<!\w)(?:مواليد|المولود|المولودة) ",
}  # fmt: skip
_BORN: Final = re.compile(r"born|[iet]ë? lindur|مواليد|المولود")
_MANY: Final = re.compile(
    r"(?:\b(?:[Ff]ëmijë\w*|[Nn]xënës\w*|[Vv]ajza\w*|[Dd]jem\w*|[Ff]oshnja\w*|[Tt]ë gjithë|[Pp]ersona\w*)(?: \w+)? "
    r"|\b(?:babies|children|boys|girls|twins|infants|pupils|people|those|anyone|everyone)\b(?: \w+){0,2} "
    r"|(?<!\w)(?:ال|لل|وال|بال)?(?:أطفال|تلاميذ|مواليد|رضع|أولاد|بنات) )\Z"
)
""" "Children born in 2020" tell of nobody."""
_QUOTED: Final = re.compile(
    r"[“\"«„‘'][^“”\"«»„‘’']{1,60}[”\"»“’']|\b[Rr]rug\w+ .{1,30}?(?=,|\.|$)|\b[A-Z]\w* Street\b|"
    rf"\b(?:[Gg]jimnaz|[Ss]hkoll|[Kk]opsht|[Çç]erdh|[Tt]eatr|[Kk]inema|[Mm]uze|"
    rf"[Bb]ibliotek|[Ss]tadium|[Gg]aleri|[Kk]onvikt)\w* {_UPPER}\w+ {_UPPER}\w+"
)


_CITIZEN: Final = ("المواطن", "والمواطن")


def _says_something(words: str) -> bool:
    """ "The citizen pays the price": what follows is a word of the language, and no name."""
    return bool(bilingual.families(fold_word(words.split()[1]), "ar"))


def check(reading: Reading) -> Findings:
    named = [m.span() for m in _QUOTED.finditer(reading.prose)]
    if reading.language == "sq":
        told = [f for f in personal.find(reading.prose) if f.kind in _IN_ALBANIAN]
    else:
        told = personal.find_numbers(reading.prose)
    found = [(f.start, f.end) for f in told]
    found += [
        m.span()
        for m in re.finditer(_NAMED[reading.language], reading.prose)
        if not (m.group().startswith(_CITIZEN) and _says_something(m.group()))
        and not (_BORN.match(m.group()) and _MANY.search(reading.prose, 0, m.start()))
    ]
    last = -1
    for start, end in sorted(found):
        if start >= last and not any(a <= start < b for a, b in named):
            last = end
            yield reading.finding(NAME, PERSON, start, end)
