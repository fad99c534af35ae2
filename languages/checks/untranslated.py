"""Words, or all of a text, that stayed in another language."""

import re
from functools import cache
from typing import Final

from languages import anchors, bilingual
from languages.albanian import UNKNOWN, Form, form
from languages.checks import dictionary, known, transliteration
from languages.checks.finding import Findings, gettext_noop
from languages.checks.pair import Pair
from languages.checks.reading import LATIN, Reading, Word

NAME = "untranslated"
SAME: Final = gettext_noop("The text is the same as its source.")
WORD: Final = gettext_noop("A word in another language: %(found)s.")

_ALBANIAN: Final = frozenset(
    [
        "dhe",
        "nuk",
        "nga",
        "per",
        "qe",
        "eshte",
        "jane",
        "ishte",
        "ishin",
        "kane",
        "kishte",
        "keshill",
        "keshilli",
        "keshillit",
        "bashkia",
        "bashkise",
        "bashki",
        "policia",
        "policise",
        "shtetit",
        "mbi",
        "prej",
        "gjate",
        "deri",
        "edhe",
        "keto",
        "kjo",
        "kete",
        "ky",
        "jo",
        "mund",
        "duhet",
        "do",
        "te",
        "ne",
        "shkolla",
        "shkolles",
        "shkollave",
        "rruga",
        "rruges",
        "lagjja",
        "lagjes",
        "qytetaret",
        "banoret",
        "banore",
        "femijet",
        "femije",
        "gra",
        "vajza",
        "dhuna",
        "dhune",
        "familje",
        "mbledhja",
        "mbledhje",
        "mbledhjes",
        "vendim",
        "vendimi",
        "vendosi",
        "vendoset",
        "ora",
        "oren",
        "dite",
        "dita",
        "muaj",
        "muaji",
        "vit",
        "viti",
        "sot",
        "neser",
        "dje",
        "cdo",
        "cfare",
        "kur",
        "ku",
        "si",
        "pse",
        "sepse",
        "nese",
        "telefononi",
        "ndihme",
        "siguria",
        "siguri",
        "sigurise",
        "publike",
        "vendore",
        "drejtoria",
        "gjykata",
        "prokuroria",
        "njesia",
        "njesi",
        "sherbimi",
        "sherbime",
        "sherbimet",
        "zyra",
        "qendra",
        "ministria",
        "pasdite",
        "paradite",
        "nentor",
        "dhjetor",
        "tetor",
        "shtator",
        "gusht",
        "korrik",
        "qershor",
        "prill",
        "janar",
        "shkurt",
        "e",
        "i",
        "u",
        "tek",
        "tij",
        "saj",
        "tyre",
        "juaj",
        "tone",
        "jone",
        "pune",
        "punime",
        "punimet",
        "rajoni",
        "fshati",
        "fshat",
        "qark",
        "qarku",
        "qarkut",
        "mjekut",
        "mjeku",
        "spitali",
        "afati",
        "detyra",
        "detyrat",
        "falas",
        "anetar",
        "anetare",
        "anetaret",
        "pjesemarres",
        "te",
        "pergjithshme",
        "zjarrfikesit",
        "emergjenca",
        "emergjencat",
        "policimi",
        "bashkiake",
        "rrugore",
    ]
)
# Albanian words that are also English ones, or names of them.
_BOTH: Final = frozenset(
    [
        "do",
        "flautist",
        "me",
        "a",
        "i",
        "an",
        "at",
        "as",
        "on",
        "or",
        "se",
        "si",
        "per",
        "por",
        "pas",
        "mat",
        "bar",
        "par",
        "pare",
        "are",
        "der",
        "den",
        "nen",
        "ne",
        "te",
        "e",
        "u",
        "ku",
        "shume",
        "dot",
        "sot",
        "kur",
        "ora",
        "viti",
        "gra",
        "dita",
        "ky",
        "ball",
        "del",
    ]
)
_ENGLISH: Final = frozenset(
    [
        "the",
        "any",
        "and",
        "of",
        "with",
        "for",
        "from",
        "this",
        "that",
        "these",
        "those",
        "will",
        "would",
        "is",
        "was",
        "were",
        "has",
        "have",
        "had",
        "been",
        "their",
        "they",
        "our",
        "your",
        "you",
        "which",
        "who",
        "what",
        "when",
        "where",
        "while",
        "because",
        "about",
        "into",
        "between",
        "during",
        "after",
        "before",
        "also",
        "than",
        "then",
        "there",
        "not",
        "only",
        "should",
        "could",
        "may",
        "must",
        "its",
        "his",
        "she",
        "council",
        "police",
        "municipality",
        "school",
        "schools",
        "meeting",
        "street",
        "road",
        "help",
        "please",
        "call",
        "children",
        "women",
        "residents",
        "decision",
        "report",
        "safety",
        "security",
        "public",
        "open",
        "week",
        "month",
        "year",
        "day",
        "today",
        "tomorrow",
        "if",
        "but",
        "new",
        "more",
        "most",
        "other",
        "some",
        "such",
        "how",
        "very",
        "just",
        "over",
    ]
)
_SAME_WORDS: Final = frozenset(
    [
        "internet",
        "online",
        "seminar",
        "plan",
        "plane",
        "forum",
        "park",
        "parking",
        "radio",
        "video",
        "film",
        "festival",
        "status",
        "minimum",
        "maximum",
        "virus",
        "normal",
        "social",
        "moral",
        "mental",
        "global",
        "real",
        "final",
        "digital",
        "formal",
        "rural",
        "urban",
        "special",
        "personal",
        "material",
        "manual",
        "instrument",
        "moment",
        "motor",
        "test",
        "transport",
        "sport",
        "port",
        "import",
        "student",
        "president",
        "incident",
        "element",
        "monument",
        "argument",
        "agent",
        "patent",
        "talent",
        "permanent",
        "urgent",
        "poster",
        "model",
        "bank",
        "bus",
        "stop",
        "standard",
        "radar",
        "trend",
        "stand",
        "web",
        "wifi",
        "link",
        "email",
        "mail",
        "e-mail",
        "post",
        "fax",
        "forma",
        "basket",
        "hotel",
        "motel",
        "taxi",
        "bar",
        "total",
        "panel",
        "kit",
        "set",
        "ambient",
        "patrol",
        "panic",
        "minus",
        "plus",
        "tenor",
        "sensor",
        "traktor",
        "autor",
        "faktor",
        "sektor",
        "rektor",
        "server",
        "printer",
        "tablet",
        "laptop",
        "telefon",
        "smart",
        "start",
        "stres",
        "stress",
        "profil",
        "legal",
        "ideal",
        "local",
        "normale",
        "program",
        "programs",
        "projekt",
        "kodi",
        "form",
        "format",
        "media",
        "data",
        "agenda",
        "region",
        "area",
        "zone",
        "drama",
        "opera",
        "formula",
        "idea",
        "sms",
        "gps",
        "pdf",
        "app",
        "kampus",
        "marketing",
        "trening",
        "rating",
        "bullying",
        "cyberbullying",
        "volunteer",
        "mars",
        "april",
        "august",
        "september",
        "trafik",
        "sirena",
        "alarm",
        "club",
        "grill",
        "ring",
        "mandat",
        "konsulent",
        "dialog",
        "katalog",
        "liberal",
        "federal",
        "vital",
        "total",
        "natal",
        "verbal",
        "neutral",
        "central",
        "audio",
        "stadium",
        "museum",
        "album",
        "centrum",
        "curriculum",
        "virtual",
        "visual",
        "intensive",
        "interval",
        "signal",
        "terminal",
        "animal",
        "capital",
        "hospital",
        "festivals",
        "carnival",
        "cardinal",
        "bonus",
        "campus",
        "consensus",
        "census",
        "focus",
        "minibus",
        "konsensus",
        "integral",
        "potential",
        "general",
        "lord",
        "master",
        "chat",
        "blog",
        "influencer",
        "podcast",
        "helmet",
        "spot",
        "sport",
        "sports",
        "sportiv",
        "diesel",
        "gas",
        "filter",
        "limit",
        "unit",
        "visit",
        "edit",
        "audit",
        "debit",
        "deposit",
        "profit",
        "portal",
        "mineral",
        "original",
        "tunnel",
        "tunel",
        "brand",
        "market",
        "supermarket",
        "minimarket",
        "pin",
        "pos",
        "atm",
        "qr",
        "led",
        "cd",
        "dvd",
        "usb",
        "tv",
        "pc",
        "it",
        "id",
        "ip",
        "url",
        "http",
        "https",
        "www",
        "com",
        "org",
        "net",
        "al",
        "eu",
        "ok",
        "covid",
        "ballokume",
        "byrek",
        "raki",
    ]
)
_ENGLISH_SHAPE: Final = re.compile(
    r".*(?:w(?!eb|ifi|i-fi|c$|ww)|tion$|tions$|ing$|ness$|ck|ough|ght|oo[kdlmnpt]|ee[dkmnpt]).*"
)
_LOAN: Final = frozenset(
    [
        "trening",
        "treningu",
        "marketing",
        "parking",
        "rafting",
        "camping",
        "trekking",
        "karting",
        "miting",
        "mitingu",
        "cookie",
        "cookies",
        "rating",
        "bullying",
        "streaming",
        "shopping",
        "camping",
        "dumping",
        "jogging",
        "holding",
        "leasing",
        "skuting",
        "briefing",
        "web",
        "website",
        "wifi",
        "workshop",
        "workshopi",
        "feedback",
        "facebook",
        "whatsapp",
        "twitter",
        "check-in",
        "kickboks",
        "boks",
        "google",
        "zoom",
        "weekend",
        "rock",
        "fitness",
        "party",
        "link",
        "spot",
        "design",
        "show",
        "brand",
        "finish",
        "live",
        "pizza",
        "toast",
        "training",
        "stand",
        "market",
        "clown",
        "chip",
        "flash",
        "punk",
        "taxi",
        "cash",
        "wellness",
        "hardware",
        "software",
    ]
)
_LOAN_STEMS: Final = ("alkool", "zool", "koop", "kickboks", "workshop", "website", "facebook")
_IN_BRACKETS: Final = re.compile(r"[(«“\"'‘„\[][^()«»“”\"\[\]]{1,80}[)»”\"'’\]]")
_OPEN: Final = frozenset(
    [
        "al",
        "com",
        "org",
        "net",
        "www",
        "http",
        "https",
        "pdf",
        "km",
        "kg",
        "cm",
        "mm",
        "wifi",
        "e-albania",
        "sms",
        "ml",
        "kw",
        "mbps",
        "gb",
        "mb",
        "m",
    ]
)


def check(pair: Pair) -> Findings:
    source, text = pair.source, pair.text
    if source.language == text.language:
        return
    letters = [w for w in text.words if len(w.text) > 1]
    if _bare(source) == _bare(text) and _is_prose(source):
        yield text.finding(NAME, SAME, 0, len(text.text))
        return
    if text.language == "ar":
        yield from _latin(text, source)
    elif source.language == "sq":
        yield from _left(pair, letters)


def check_alone(reading: Reading) -> Findings:
    """English left in Albanian: words that Albanian cannot have."""
    if reading.language != "sq":
        return
    quoted = [m.span() for m in _IN_BRACKETS.finditer(reading.prose)]
    begins = {start for start, _ in reading.sentences}
    for word in reading.words:
        if any(a <= word.start < b for a, b in quoted) or not word.text[-1].islower():
            continue
        small = word.text.islower()
        english = word.text.lower() in _ENGLISH and not _is_ours_too(reading, word)
        loan = word.key in _LOAN or word.key.startswith(_LOAN_STEMS)
        shaped = small and not loan and _ENGLISH_SHAPE.fullmatch(word.key)
        if (
            (english and (small or word.start == 0 or word.key in ("the", "and", "of")))
            or (shaped and not re.search("[ëç]", word.text))
            or ((small or word.start in begins) and not loan and _only_english(word.text.lower()))
        ):
            yield reading.finding(NAME, WORD, word.start, word.end)


_ALSO_OURS: Final = {
    "not": re.compile(r"\b(?:për|në|me) $"),
    "has": re.compile(r"\b(?:[Kk]ush|që) $"),
}
"""English words that Albanian has too, by what leads to them: swimming, meets."""


def _is_ours_too(reading: Reading, word: Word) -> bool:
    leads = _ALSO_OURS.get(word.key)
    return leads is not None and bool(leads.search(reading.prose[: word.start]))


_EVERYDAY: Final = 15_000
"""So often, an English word is none that Albanian has borrowed: not "grant", not "email"."""
_SELDOM: Final = 50
_ENGLISH_END: Final = re.compile(
    r"\w{3,}(?:[oe]rs|tions?|ness|ments?|ents|[a-z]ly|ies|[dt]ens|[a-z]cts|[a-z]{2,}ays)"
)


def _only_english(text: str) -> bool:
    least = _SELDOM if _ENGLISH_END.fullmatch(text) else _EVERYDAY
    return (
        len(text) > 3
        and dictionary.is_common(text, "en", least)
        and not known.is_known(text, "sq")
        and not known.begins(text, "sq")
    )


def _is_prose(reading: Reading) -> bool:
    words = [w for w in reading.words if len(w.text) > 1]
    if any(w.key in _ALBANIAN - _BOTH for w in words) and reading.language == "sq":
        return True
    lower = [w for w in words if w.text.islower() and w.key not in _SAME_WORDS]
    return len(lower) >= 2 or (
        reading.language == "sq" and len(words) > 0 and bool(lower) and len(lower[0].key) > 3
    )


def _bare(reading: Reading) -> str:
    return " ".join(reading.text.split()).casefold()


def _named_abroad(source: Reading) -> frozenset[str]:
    """Words with a capital inside a sentence that are none of Albanian: of a name in English."""
    begins = {start for start, _ in source.sentences}
    return frozenset(
        w.text
        for w in source.words
        if w.start not in begins
        and w.text[0].isupper()
        and w.key not in _ALBANIAN
        and dictionary.is_common(w.key, "en")
    )


def _latin(text: Reading, source: Reading) -> Findings:
    """Latin words in Arabic: names and acronyms are at home there, others are not."""
    theirs, labels = _named_abroad(source), _labels(source)
    names = [word.text for word in source.words if word.text[0].isupper()]
    aside = [m.span() for m in _IN_BRACKETS.finditer(text.prose)]
    for word in text.words:
        if not re.match(f"[{LATIN}]", word.text) or any(a <= word.start < b for a, b in aside):
            continue
        if word.text in theirs or (word.text.isupper() and len(word.text) <= 6):
            continue
        if text.prose[word.start - 2 : word.start] == "e-":
            continue
        if _PLACE.match(text.prose, word.start):
            continue
        if word.text.islower() and len(word.text) > 1 and word.key not in _OPEN:
            if _in_name(text, word):
                continue
            yield text.finding(NAME, WORD, word.start, word.end)
        elif word.text in labels or (
            word.text[0].isupper()
            and len(word.text) > 2
            and (_common(word) or _is_strange(word, text, names))
        ):
            yield text.finding(NAME, WORD, word.start, word.end)


_PLACE: Final = re.compile(
    r"(?:Përr|Lum|Mal|Qaf|Fush|Liqen|Shpell|Kanion|Gryk|Lugin|Kodr|Breg|Gur|Ur|Zall)\w* (?:i|e|të|së) [A-ZËÇ]"
)
"""A brook or a mountain by its own name, which maps have in Latin letters."""


def _in_name(text: Reading, word: Word) -> bool:
    """ "Porta e Re": a short word between capitals."""
    around = text.prose[max(word.start - 2, 0) : word.end + 3]
    return word.key in ("e", "i", "te", "de", "of", "and", "dhe", "for", "se") and bool(
        re.search(rf"[{LATIN}] {re.escape(word.text)} [A-ZËÇ]", around)
    )


def _is_strange(word: Word, text: Reading, names: list[str]) -> bool:
    """A word that stands alone and is no name of the source: "Institute", not "Red Bull"."""
    return (
        word.text.istitle()
        and not re.match(rf"[ -][{LATIN}]", text.prose[word.end :])
        and not re.search(rf"[{LATIN}][ -]\Z", text.prose[: word.start])
        and not any(transliteration.is_one_name(word.text, name) for name in names)
    )


def _common(word: Word) -> bool:
    return (word.key in _ALBANIAN or word.key in _ENGLISH or _known(word.key)) and (
        word.key not in _SAME_WORDS
    )


@cache
def _known(key: str) -> bool:
    """A word of the bulletins' matter in Albanian or English: no name."""
    return any(
        key == stem or (len(stem) > 4 and key.startswith(stem))
        for language in ("sq", "en")
        for stem in anchors.stems(language)
    )


def _left(pair: Pair, words: list[Word]) -> Findings:
    """Albanian words in English."""
    text = pair.text
    aside = [m.span() for m in _IN_BRACKETS.finditer(text.prose)]
    begins = {start for start, _ in pair.source.sentences}
    source_words = {
        w.text.lower() for w in pair.source.words if w.text.islower() or w.start in begins
    }
    names = [w.text for w in pair.source.words if w.text.istitle() and w.start not in begins]
    declined = {w.text for w in pair.source.words if _is_declined(w.text)}
    labels, begun = _labels(pair.source), {start for start, _ in text.sentences}
    for word in words:
        if any(a <= word.start < b for a, b in aside):
            continue
        small = word.text.islower()
        if word.text in declined and not _named(text, word):
            yield text.finding(NAME, WORD, word.start, word.end)
            continue
        if not small and any(transliteration.is_one_name(word.text, name) for name in names):
            continue
        if (
            (
                small
                and re.search("[ëç]", word.text)
                and not word.text.startswith(("façade", "soupçon", "lekë"))
            )
            or (
                word.key in _ALBANIAN - _BOTH
                and (small or (word.key not in ("e", "i", "te", "dita") and not _named(text, word)))
            )
            or (small and len(word.text) > 3 and word.text in source_words and not _both(word.key))
            or (word.text in labels and not _both(word.key))
            or (word.start in begun and _is_left(text, word, source_words))
            or ((small or word.start in begun) and _is_foreign(word.text, source_words))
        ):
            yield text.finding(NAME, WORD, word.start, word.end)


def _is_declined(word: str) -> bool:
    """ "Qendrën": what is left in the accusative was left by mistake, whatever it names."""
    can_be = form(word.lower()) if word.istitle() and word.endswith("ën") else UNKNOWN
    return Form.ACCUSATIVE | Form.DEFINITE in can_be and not can_be & (Form.OTHER | Form.NOMINATIVE)


def _is_foreign(word: str, source_words: set[str]) -> bool:
    """ "Fahrgäste": a letter that English has in a few loans only."""
    return (
        bool(_FOREIGN_LETTER.search(word))
        and word.lower() not in source_words
        and not dictionary.has(word.lower(), "en")
    )


def _is_left(text: Reading, word: Word, source_words: set[str]) -> bool:
    """At the head of a sentence, where the capital tells nothing: "Biletat cost …"."""
    return (
        word.text.istitle()
        and text.prose[word.end : word.end + 1] == " "
        and not _NAME_FOLLOWS.match(text.prose, word.end)
        and word.text.lower() in source_words
        and len(word.text) > 3
        and bilingual.must_be_said(word.key)
        and not _both(word.key)
    )


_FOREIGN_LETTER: Final = re.compile("[äöüßñáíóúàèìòùâêîôû]", re.IGNORECASE)
_SEEN: Final = 10
"""So often, it is a word of English too: memorandum, diaspora."""


def _labels(source: Reading) -> frozenset[str]:
    """ "Përgjigje:", "Korrigjim:"."""
    return frozenset(
        w.text
        for w in source.words
        if source.prose[w.end : w.end + 1] == ":" and bilingual.must_be_said(w.key)
    )


def _both(key: str) -> bool:
    return (
        key in _SAME_WORDS
        or key.endswith(("tive", "sive"))
        or key in _BOTH
        or bool(anchors.concepts(key, "en"))
        or key.rstrip("s") in _SAME_WORDS
        or dictionary.is_common(key, "en", _SEEN)
        or known.is_ours(key, "en")
    )


_NAME_FOLLOWS: Final = re.compile(r" (?:(?:e|i|të|së) )?[“\"«A-ZËÇ]")


def _named(text: Reading, word: Word) -> bool:
    """Part of a name of several words, as a street's: it is not translated."""
    return word.key in ("rruga", "lagjja", "sheshi", "qendra", "dita", "kisha", "shkolla") and bool(
        _NAME_FOLLOWS.match(text.prose, word.end)
    )
