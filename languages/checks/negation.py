"""What is not so must not become so."""

import re
from collections import Counter
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from languages import anchors, bilingual
from languages.checks.alignment import Place
from languages.checks.finding import Findings, gettext_noop
from languages.checks.lexicon import Lexicon
from languages.checks.pair import LOST_AND_ADDED, Pair
from languages.checks.reading import Reading, Word
from languages.glossary import rows
from languages.quantities.vocabulary import WORDS

NAME = "negation"
LOST: Final = gettext_noop(
    "The source says “%(source)s” (not, no, never); the translation does not."
)
ADDED: Final = gettext_noop(
    "The translation says “%(found)s” (not, no, never); the source does not."
)

# Folded words. What they say must be said again, by one of them or by a word of
# `data/negations.csv` that the other side does not have.
_STRONG: Final = {
    "sq": r"nuk|mos|s'\w+|asnje\w*|askush|askujt|askend|asgje|askund|kurre|asnjeher\w*|jo|aspak|"
    r"skan?e|ska",
    "en": r"not|no|never|none|nobody|nothing|nowhere|neither|nor|cannot|"
    r"(?:have|has|had|is|are) yet to|\w+n't|dont|doesnt|didnt|cant|wont|isnt|arent|wasnt|werent",
    "ar": r"الم(?= [يت])|[وف]?(?:لا|لم|لن|ليس(?:ت|تا|وا|ا)?|لسنا?|لستم|"
    r"لست(?! (?:ساعات|سنوات|ايام|اسابيع|اشهر|دقايق|مرات|اسر)))|[وفب]?الا(?= [يت])(?! يقل| تقل)|[ول]?كيلا|[و]?ما من",
}
# No question of no: "not only … but also", "do not hesitate".
_IDIOM: Final = {
    "sq": r"nuk (?!je |jeni |jemi |jane |eshte )\w+ vetem|jo vetem|mos harroni|jo me vone se|mos ngurroni|mos hezitoni",
    "en": r"(?<!is )(?<!are )(?<!was )(?<!were )not only|no later than|not least|no doubt|do not forget|don't forget|"
    r"do not hesitate|don't hesitate|whether or not|costs? nothing|no (?:charge|fee|fees|cost)",
    "ar": r"ليس فقط|لا سيما|لاسيما|ولا سيما|ليس هذا فحسب|لا شك|لا بد|لا تنسوا|لا تتردد(?:وا|ي)|"
    r"لا يزال|لا تزال|ما زال|ما زالت|الي غير ذلك|غير الحكوميه|في موعد لا يتجاوز|غير حكوميه|"
    r"علي نحو غير|ما لم|لا \w+ واحده? فقط|ام لا|او لا(?! [يتنا])",
}


# Only, at most, at least: "does not take more than", "no one but". They say no more than that.
_EXCEPT: Final = {
    "sq": r"nuk kalo(?:n|jne|i|uan|nte|nin)|nuk ndih\w* mire|jo me (?:pak|shume) se|(?:nuk|mos) \w+ me (?:shume|pak)|"
    r"(?:nuk|mos) (?:\w+ ){1,4}para se|s[ei] kurre(?: me pare)?|qe nuk (?:shohin|degjojne|flasin)",
    "en": r"no (?:more|less|fewer|earlier) than|not (?:more|less|fewer) than|no longer than|"
    r"nothing but|not (?:\w+ ){1,5}until",
    "ar": r"(?:لا|لم|لن|ليس\w*) (?:\w+ ){1,14}(?:الا|سوي)|(?:لا|لم|لن|الا) (?:\w+ )?"
    r"(?:[يت]تجاوز|[يت]زيد|[يت]قل|[يت]زد)\w*|(?:لا|لم) (?:\w+ ){1,3}اكثر",
}
# Things of which no language says in one word that they are not there.
_NEEDED: Final = re.compile(
    r"takim|kufiz|leje|dokument|roj|uje$|energji|drita|incident|problem|viktim|lendu|deme|rezerv|"
    r"kundershtim|gabim|aksident|kamat|gjob|ndihm|mbikeqyr|shoqerues|asnje"
)
_NOT_ANY: Final = re.compile(r"asnj\w+|asgje|askush|askujt|askend|kurre")
_UN: Final = re.compile(
    r"pa(?!gu|rashik|raqit|jis|jt|stru|stroh|suro|kto|rap|prit)\w{3,}(?:uar|uara|rura|yer|ur|shem|shme|shmi|isur)|"
    r"jo(?:banor|anetar|qytetar|ligj|formal|publik|fitimprur)\w+"
)
_MAY_SAY: Final = re.compile(r" pa(?: |\w+(?:sh[em]\w|uar|yer|ur)\w* )| s \w| mung| jo\w{4}")
_BUT_FOR: Final = re.compile(r"لولا.* لما(?!\w)")
_ANSWER: Final = {
    "sq": re.compile(r"(?:Përgjigj[ae]: |\? )(?:(?P<yes>Po)|Jo)(?=[,.;:])"),
    "en": re.compile(r"(?:Answer: |A: |\? )(?:(?P<yes>Yes)|No)(?=[,.;:])"),
    "ar": re.compile(r"(?:(?:ال)?(?:جواب|إجابة): |؟ )(?:(?P<yes>نعم)|لا|كلا)(?=[،,.؛:])"),
}
_DO_NOT_FORGET: Final = re.compile(r"\b[Mm]os (?:i |e )?harro")
_FORGET: Final = re.compile(
    r"(?:\A|[.!?;] |\band )(?:[Pp]lease )?[Ff]orget\b|(?:\A|[.!؟؛] )انس(?:وا)? "
)
_NO_ANSWERS: Final = frozenset({"Jo", "No", "لا", "كلا"})
_NUMBERED: Final = re.compile(r"\.?\s?[\d\ue000]")
_NO_NO: Final = frozenset({"done", "same", "saved", "limit", "removed", "breach"})
"""Families whose words may stand for a no that the source has, and never become one."""
_OVER: Final = re.compile(r" no longer | any ?more | لم [يت]عد ")
_OR: Final = frozenset({"or", "and", "او"})
_TWICE: Final = re.compile(r" (?:nuk|mos) .* dhe (?:te )?(?:nuk|mos) ")
_ONLY_SECOND: Final = {
    "en": re.compile(r" and (?:to |(?:they|it|we|you) )?(?:should|must|do|does|did|may|can|could|will|would|"
        r"is|are|was|were|has|have|had)? ?(?:not|never|cannot|no)$"),
    "ar": re.compile(r" (?:و(?:لا|الا|لم|لن|ليس\w*)|و(?:يجب|ينبغي|[يت]نبغي) (?:لا|الا))$"),
}  # fmt: skip
_NOR: Final = frozenset({"ولا", "nor", "as", "apo"})
_MAY_NOT: Final = re.compile(
    r"\b[Nn]uk (?:duhet|lejohet|mund|gjet)|\b[Pp]a asnjë .* pa asnjë|"
    r"\b[Aa]s(?:një|kush)\b.* nuk .*\bpa\b|\bjo (?:të |i |e )?pa\w{4}"
)
_NOT_SO: Final = ("without", "un", "not_doing", "lack", "fail", "refuse", "forbid")
_ABSENT: Final = (
    "without",
    "excluded",
    "free",
    "except",
    "un",
    "not_doing",
    "lose",
    "lack",
    "fail",
    "empty",
    "only",
    "avoid",
    "forbid",
    "closed",
)


def check(pair: Pair) -> Findings:
    if not _may_say(pair.source) and not _may_say(pair.text):
        return
    theirs, ours = (_ANSWER[one.language].search(one.prose) for one in (pair.source, pair.text))
    both_no = False
    if theirs and ours:
        # A question that was answered with yes is not answered with no. The "no" of both may stand
        # with the sentence before it or behind.
        both_no = theirs["yes"] is None and ours["yes"] is None
        if not both_no and None in (theirs["yes"], ours["yes"]):
            yield pair.text.finding(NAME, LOST_AND_ADDED, *ours.span(), source=theirs.group())
    yield from _forgotten(pair)
    for found in _in_sentences(pair):
        if not (both_no and _NO_ANSWERS.intersection(found.values.values())):
            yield found


def _in_sentences(pair: Pair) -> Findings:
    for bead in pair.beads:
        if bead.source is None or bead.text is None:
            continue
        before, after = _said(pair.source, bead.source), _said(pair.text, bead.text)
        only = _said_only(pair.source, bead.source) if after.strong else 0
        if _is_twice(pair.source, bead.source, before) and (
            after.times < max(before.near["without"], 1)
        ):
            continue
        if _BUT_FOR.search(pair.text.prose[slice(*bead.text)]):
            continue
        if _is_lost(before, after, only) or _lost_without(
            pair, bead.source, bead.text, before, after
        ):
            said = [word.text for word in (*before.strong, *before.lacking)] or ["pa"]
            yield pair.text.finding(NAME, LOST, source=said[0])
        elif lost := _lost_un(pair, bead.source, bead.text, after):
            yield pair.text.finding(NAME, LOST, source=lost.text)
        elif after.never and not (
            before.strong
            or set(before.near) - _NO_NO - {"stay", "free"}
            or _says_un(pair, bead.source)
        ):
            word = after.never[0]
            yield pair.text.finding(NAME, ADDED, word.start, word.end, found=word.text)
        elif _is_added(before, after) and not _says_un(pair, bead.source):
            word = after.plain[0]
            yield pair.text.finding(NAME, ADDED, word.start, word.end, found=word.text)


def _forgotten(pair: Pair) -> Findings:
    """ "Do not forget" has become "forget"."""
    if _DO_NOT_FORGET.search(pair.source.prose) and (found := _FORGET.search(pair.text.prose)):
        yield pair.text.finding(NAME, LOST, *found.span(), source="Mos")


def _is_twice(source: Reading, place: Place, said: "_Said") -> bool:
    """ "Nobody may be without" is "everybody must have"."""
    return bool(said.near["without"] or said.near["un"]) and bool(
        _MAY_NOT.search(source.prose[slice(*place)])
    )


def _is_added(before: "_Said", after: "_Said") -> bool:
    if not after.plain or after.near["lack"] > before.near["lack"]:
        return False  # "nothing is missing" is "all is there"
    near = set(before.near - after.near) - _NO_NO
    # What stays so is never "no longer" so.
    return not before.strong and (not near or (near == {"stay"} and after.is_over))


def _says_un(pair: Pair, place: Place) -> bool:
    """ "E pabanuar", "e padukshme": Albanian puts its "un" before any participle and many adjectives."""
    return pair.source.language == "sq" and any(
        _UN.fullmatch(word.key) for word in pair.source.words if place[0] <= word.start < place[1]
    )


def _lost_un(pair: Pair, there: Place, here: Place, after: "_Said") -> Word | None:
    """ "Udhëtimet e panevojshme" has become the necessary ones."""
    own = set(after.near) - (set(_said(pair.source, there).near) - {"un"})
    if pair.source.language != "sq" or after.strong or own - _NO_NO - {"only", "free"}:
        return None
    theirs = [
        word
        for word in pair.source.words
        if there[0] <= word.start < there[1] and _UN.fullmatch(word.key)
    ]
    if not theirs:
        return None
    ours = [word for word in pair.text.words if here[0] <= word.start < here[1]]
    said = frozenset[int]().union(*(bilingual.families(w.key, pair.text.language) for w in ours))
    return next((w for w in theirs if bilingual.families(w.key[2:], "sq") & said), None)


def denies(reading: Reading, place: Place) -> bool:
    """Whether a sentence has one of the strongest words for no."""
    return _may_say(reading) and bool(_said(reading, place).strong)


def denied(reading: Reading, place: Place, word: Place, within: int) -> bool:
    """Whether one of the strongest words for no stands at most so many words before this one."""
    if not _may_say(reading):
        return False
    words = [w for w in reading.words if place[0] <= w.start < word[0]]
    strong = {w.start for w in _said(reading, place).plain}
    return any(w.start in strong for w in words[-within:])


def says_nothing_of_no(reading: Reading, place: Place) -> bool:
    said = _said(reading, place)
    return not said.strong and not set(said.near) - {"stay", "remain", "avoid"}


def says_no(reading: Reading, place: Place) -> bool:
    """Whether a place has any word for no, or one that comes near to it."""
    said = _said(reading, place)
    return bool(said.strong or set(said.near) - {"done", "stay"})


def how_often(reading: Reading, place: Place) -> int:
    """How many words for no a sentence has, those that come near to one among them."""
    said = _said(reading, place)
    near = Counter(family for family in said.near if family not in _NO_NO | {"free"})
    return len(said.strong) + near.total()


class _Said:
    """A sentence's words for no, and its words that come near to one, by family."""

    def __init__(self) -> None:
        self.strong: list[Word] = []
        self.plain: list[Word] = []
        """Those of them that do not just mean "only"."""
        self.lacking: list[Word] = []
        """Those that say that something is missing."""
        self.never: list[Word] = []
        """Those by which Arabic denies an adjective."""
        self.near: Counter[str] = Counter()
        self.joined = False
        """Whether one "no" may stand for two: "neither … nor", "not … or"."""
        self.only_second = False
        """Whether its one "no" stands right behind an "and": it says nothing of what is before."""
        self.is_over = False
        """Whether it says "no longer"."""
        self.twice = False
        """Of Albanian: "mos … dhe të mos"."""

    @property
    def times(self) -> int:
        """How often no is said: Albanian says it twice in "askush nuk"."""
        single = [word for word in self.plain if not _NOT_ANY.fullmatch(word.key)]
        single = single[:1] + [word for word in single[1:] if word.key not in _NOR]
        return (len(single) or len(self.plain)) + sum(self.near[family] for family in _NOT_SO)

    @property
    def apart(self) -> list[Word]:
        """Of Albanian only: each "nuk" and "mos", which say no once, whatever stands beside."""
        return [word for word in self.plain if word.key in ("nuk", "mos")]

    def strong_or_near(self, before: "_Said") -> int:
        return len(self.strong) + (self.near - before.near).total() + 2 * self.joined


def _is_lost(before: _Said, after: _Said, only: int) -> bool:
    if before.lacking and not before.strong and not after.strong and not after.near:
        return True
    if len(before.apart) > 1 and len(before.apart) > after.strong_or_near(before):
        return True
    if len(before.apart) == len(before.plain) == 2 and after.only_second and before.twice:
        return not set(_ABSENT) & set(after.near - before.near)
    if before.plain and before.near["except"] and after.strong_or_near(_Said()) < 2:
        return True  # "not …, except": two words say it
    excepting = len(after.strong) - len(after.plain)
    if before.apart:  # "no more than" may stand in both
        only += len(before.strong) - len(before.plain)
    if not before.plain or len(after.strong) > min(excepting, only):
        return False
    more = after.near - before.near
    if before.near["done"] and before.near["remain"] and after.near["remain"]:
        return False  # "has not ended yet" is "still goes on"
    del more["remain"], more["stay"]
    if only:
        del more["only"], more["except"]
    return not more


def _said_only(reading: Reading, place: Place) -> int:
    """How many sentences say "only" and nothing of no."""
    said = [_said(reading, (a, b)) for a, b in reading.sentences if place[0] <= a < place[1]]
    return sum(bool(s.near["only"]) and not s.strong for s in said)


def _lost_without(pair: Pair, there: Place, here: Place, before: _Said, after: _Said) -> bool:
    """ "Without fear" is not "with fear": the thing is said, and fewer words for no than before."""
    if pair.source.language != "sq" or "without" not in before.near:
        return False
    words = [w for w in pair.source.words if there[0] <= w.start < there[1]]
    bare = any(one.key == "pa" and _NEEDED.match(other.key) for one, other in pairwise(words))
    # "Entry without a permit is forbidden" is "entry only with a permit".
    says_it_too = {"late", "forbid" if "forbid" in before.near else "only"}
    if bare and not before.strong and not after.strong and not set(after.near) - says_it_too:
        return True
    ours = {
        c
        for w in pair.text.words
        if here[0] <= w.start < here[1]
        for c in anchors.concepts(w.key, pair.text.language)
    }
    # "Pa X dhe pa Y" may be "without X and Y".
    first = next((word.start for word in words if word.key == "pa"), 0)
    again = {
        after.start
        for one, after in pairwise(words)
        if one.key in ("dhe", "ose", "as") and after.start > first
    }
    without = sum(
        one.key == "pa"
        and one.start not in again
        and bool(anchors.concepts(other.key, "sq") & ours)
        for one, other in pairwise(words)
    )
    needed = without + bool(before.strong) - (after.near["only"] > 0)
    there_are = len(after.strong) + sum(after.near[family] for family in _ABSENT)
    return bool(without) and there_are < needed


def _may_say(reading: Reading) -> bool:
    """Whether any sentence can have one of these words."""
    if reading.language == "sq" and _MAY_SAY.search(reading.folded):
        return True
    if reading.language == "ar" and " غير " in reading.folded:
        return True
    strong = _patterns(reading.language)[0]
    return bool(strong.search(_negatable(reading.folded, reading.language)))


@lru_cache(maxsize=256)
def _said(reading: Reading, place: Place) -> _Said:
    said = _Said()
    start, end = place
    words = [w for w in reading.words if start <= w.start < end]
    text, at = "", []
    for word in words:
        at.append(len(text) + 1)
        text += f" {word.key}"
    text = _negatable(f"{text} ", reading.language)
    strong, idiom, excepting = _patterns(reading.language)
    idioms = [m.span() for m in idiom.finditer(text)]
    only = [m.span() for m in excepting.finditer(text)]
    near = _near(reading.language)
    said.joined = any(word.key in _OR for word in words)
    for index, word in enumerate(words):
        if word.key == "دون" and _is_below(reading, words, index):
            continue
        families = near.of_word(word.key)
        said.near.update(families)
        if "lack" in families:
            said.lacking.append(word)
    said.never = [
        one
        for one, other in pairwise(words)
        if one.key == "غير" and other.key not in ("ان", "انه", "انها") and "حكومي" not in other.key
    ]
    said.near.update(family for family, _, _ in near.phrases_in(text))
    for match in strong.finditer(text):
        if any(a <= match.start(1) < b for a, b in idioms):
            continue
        index = max((i for i, p in enumerate(at) if p <= match.start(1)), default=0)
        if _is_number_sign(reading, words[index]) or _is_concord(words, index):
            continue
        said.strong.append(words[index])
        if not any(a <= match.start(1) < b for a, b in only):
            said.plain.append(words[index])
    said.is_over = bool(_OVER.search(text))
    if reading.language == "sq":
        short = _shortened(reading, place)
        said.strong += short
        said.plain += short
        said.twice = bool(_TWICE.search(text))
    elif len(said.plain) == 1:
        only_no = words.index(said.plain[0])
        until = text[: at[only_no] + len(words[only_no].key)]
        said.only_second = bool(_ONLY_SECOND[reading.language].search(until))
    return said


def _is_below(reading: Reading, words: list[Word], index: int) -> bool:
    """ "Under 18", "those below the age of twelve": no "without"."""
    if index and words[index - 1].key == "ما":
        return True
    after = words[index + 1].key.removeprefix("ال") if index + 1 < len(words) else ""
    return (
        after.startswith("سن")
        or after in WORDS["ar"]
        or after == "ثانيه"  # of "the second": by itself it is no number
        or bool(re.match(r"\s*\d", reading.prose[words[index].end :]))
    )


def _shortened(reading: Reading, place: Place) -> list[Word]:
    """S'ka, s'është."""
    start, end = place
    return [
        Word(match.group(), start + match.start(), start + match.end())
        for match in re.finditer(r"\b[sS][’'‘]\w+", reading.prose[start:end])
    ]


def _is_number_sign(reading: Reading, word: Word) -> bool:
    """ "No. 12"."""
    return word.key == "no" and bool(_NUMBERED.match(reading.prose, word.end))


def _is_concord(words: list[Word], index: int) -> bool:
    """ "Pa asnjë", "pa paguar asnjë": Albanian says "without" once with two words."""
    if not _NOT_ANY.fullmatch(words[index].key):
        return False
    return any(word.key == "pa" for word in words[max(index - 3, 0) : index])


def _negatable(folded: str, language: str) -> str:
    """English "don t" as one word again."""
    return re.sub(r"(?<=\w) (?=t )", "'", folded) if language == "en" else folded


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    joined = "[وف]?" if language == "ar" else ""
    return (
        re.compile(rf"(?<=\s)({joined}(?:{_STRONG[language]}))(?=\s)"),
        re.compile(rf"(?<=\s)({joined}(?:{_IDIOM[language]}))(?=\s)"),
        re.compile(rf"(?<=\s)({joined}(?:{_EXCEPT[language]}))(?=\s)"),
    )


@cache
def _near(language: str) -> Lexicon[str]:
    families = {row["family"]: row[language] for row in rows("negations.csv")}
    return Lexicon(families, "[وف]?[بلس]?(?:ال)?" if language == "ar" else "")
