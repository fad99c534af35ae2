"""What is not so must not become so."""

import re
from functools import cache
from typing import Final

from languages.checks.finding import Findings, gettext_noop
from languages.checks.pair import Pair
from languages.checks.reading import Reading

NAME = "negation"
LOST: Final = gettext_noop(
    "The source says “%(source)s” (not, no, never); the translation does not."
)
ADDED: Final = gettext_noop(
    "The translation says “%(found)s” (not, no, never); the source does not."
)

# Folded words. The first group must be said again; the second can say it in another way.
_STRONG: Final = {
    "sq": r"nuk|mos|s'\w+|asnje\w*|askush|askujt|askend|asgje|askund|kurre|asnjeher\w*|jo|"
    r"skan?e|ska",
    "en": r"not|no|never|none|nobody|nothing|nowhere|neither|nor|cannot|\w+n't|dont|doesnt|"
    r"didnt|cant|wont|isnt|arent|wasnt|werent",
    "ar": r"[وف]?(?:لا|لم|لن|ليس\w*|لست\w*)|[وفب]?الا (?=[يت])|[ول]?كيلا|[و]?ما من",
}
_WEAK: Final = {
    "sq": r"pa|sesa|mbet\w*|pa(?:mundur|qart|sigur|mjaft|plot|drejt|ligj|njohur|aft|afat|"
    r"nderprer|kufizuar|paguar|mbrojtur|shpres|rregull|pranuesh|vlefsh|nevojsh)\w*|"
    r"ndal\w*|mungo\w*|mung\w+|refuz\w*|shman\w*|vetem|veç|vec|pervec|perpos|anulo\w*|"
    r"as|mosp\w*|mos\w+|jasht\w*|pandalsh\w*|kunder\w*|hiq\w*|harro\w*|humb\w*|para se|"
    r"ende|akoma|prapa|evito\w*|"
    r"pengo\w*|vones\w*|vonua\w*|mbyll\w*|shty\w*|larg\w*|falas|vetëm|perjasht\w*|"
    r"ndryshe|pakes\w*|rralle|"
    r"nderpre\w*|dobët|jo\w+|pezull\w*|hoq\w*|liruar|qetes\w*|asaj|ruhuni|ruajuni|mohua|mohoi",
    "en": r"without|un\w{4,}|in(?:complete|accessible|valid|active|sufficient|correct|"
    r"visible|ability|adequate)\w*|im(?:possible|passable)\w*|"
    r"non\w*|fail\w*|lack\w*|miss\w*|absen\w*|refus\w*|reject\w*|avoid\w*|forbid\w*|"
    r"forbidden|prohibit\w*|ban\w{0,4}|only|except|unless|"
    r"cancel\w*|remember|refrain\w*|stop\w*|prevent\w*|instead|rather|still|yet|"
    r"closed?|free|hardly|barely|few|little|postpone\w*|"
    r"late|delay\w*|until|less|away|against|outside|den(?:y|ied)|keep|beware|out|void|"
    r"remain\w*|excus\w*|doubt\w*|hid|hidden|forget\w*|hard|difficult|save\w*|lose|"
    r"losing|waste|than|exempt\w*|nought|spare|overdue|dis\w{4,}|unable|neglig\w*",
    "ar": r"[وفبل]{0,2}(?:عدم|دون|بدون|بلا|غير|ليلا|الا|ان?عدام)|[وفبلي]?(?:ال)?(?:امتنع\w*|"
    r"امتناع|رفض\w*|\w?منع\w*|ممنوع\w*|حظر\w*|يحظر|تحظر|محظور\w*|تعذر\w*|يتعذر|"
    r"متعذر\w*|فقط|سوي|عدا|ماعدا|باستثناء|"
    r"تذكرو\w*|تفاد\w*|تجنب\w*|الغي\w*|الغاء|الغا|تلغ\w*|يلغ\w*|غاب\w*|غياب\w*|ضاع\w*|"
    r"خفي\w*|مخفي\w*|نقص\w*|فشل\w*|توقف\w*|تاجل\w*|اجل\w*|تاخر\w*|متاخر\w*|اغلق\w*|"
    r"مغلق\w*|مجان\w*|احذر\w*|"
    r"ضد|مناهض\w*|مكافح\w*|حتي|بعد|قبل|خلا|خالي\w*|يخلو|تنقطع|انعدام|ابقو\w*|بعيد\w*|"
    r"خارج|نادر\w*|قليل\w*|انقطع\w*|ناي|كف\w*|اياكم|ما|حال|اي|يستحيل|مستحيل|يفتقر|"
    r"انقطاع)",
}
# No question of no: "why not", "not only … but also", "no later than".
_IDIOM: Final = {
    "sq": r"nuk \w+ vetem|jo vetem|mos harroni|pa asnje|nuk paguhet|nuk paguani|nuk paguhen|"
    r"nuk kushton|nuk ndihet mire|nuk ndiheni mire|nese jo|apo jo|ose jo|jo me vone se|"
    r"jo me pak se|jo me shume se|sa here qe nuk|qe te mos|mos ngurroni|mos hezitoni",
    "en": r"not only|no later than|no (?:more|less|fewer|earlier) than|not least|or not|"
    r"no doubt|do not forget|don't forget|do not hesitate|don't hesitate|"
    r"whether or not|no longer",
    "ar": r"لا \w+ (?:\w+ )?(?:سوي|الا|اكثر|اقل)|ليس فقط|لا سيما|لاسيما|ولا سيما|"
    r"ليس هذا فحسب|لا شك|لا بد|لا تنسوا|لا تترددوا|لا يزال|لا تزال|ما زال|ما زالت|"
    r"الي غير ذلك|لا يقل عن|لا تقل عن|لم يتجاوز|لم تتجاوز|لم يزد|لا يتجاوز|لا تتجاوز|"
    r"لا يزيد|غير الحكوميه|في موعد لا يتجاوز|غير حكوميه|علي نحو غير|ام لا|او لا",
}


def check(pair: Pair) -> Findings:
    theirs, ours = pair.source, pair.text
    if not _may_say(theirs) and not _may_say(ours):
        return
    if len(theirs.sentences) == len(ours.sentences):
        places = list(zip(theirs.sentences, ours.sentences, strict=True))
    else:
        places = [((0, len(theirs.prose)), (0, len(ours.prose)))]
    for (a, b), (c, d) in places:
        before, after = _said(theirs, a, b), _said(ours, c, d)
        if before.strong and not after.strong and after.weak <= before.weak:
            yield ours.finding(NAME, LOST, source=before.strong[0][0])
        elif after.strong and not before.strong and not before.weak:
            word, start, end = after.strong[0]
            yield ours.finding(NAME, ADDED, start, end, found=word)


class _Said:
    def __init__(self) -> None:
        self.strong: list[tuple[str, int, int]] = []
        self.weak = 0


def _may_say(reading: Reading) -> bool:
    """Whether any sentence can have a word of the first group."""
    return bool(_patterns(reading.language)[0].search(_negatable(reading.folded, reading.language)))


def _said(reading: Reading, start: int, end: int) -> _Said:
    """Its words for no. Idioms of no weigh neither way."""
    said = _Said()
    words = [w for w in reading.words if start <= w.start < end]
    text, at = "", []
    for word in words:
        at.append(len(text) + 1)
        text += f" {word.key}"
    text = _negatable(f"{text} ", reading.language)
    strong, weak, idiom = _patterns(reading.language)
    idioms = [m.span() for m in idiom.finditer(text)]
    said.weak = len(idioms) + len(weak.findall(text))
    for match in strong.finditer(text):
        if any(a <= match.start(1) < b for a, b in idioms):
            continue
        index = max((i for i, p in enumerate(at) if p <= match.start(1)), default=0)
        word = words[index]
        if re.match(r"\.?\s?\d", reading.prose[word.end :]):
            continue  # "no. 12"
        said.strong.append((word.text, word.start, word.end))
    for match in re.finditer(r"\b[sS][’'‘]\w+", reading.prose[start:end]):
        if reading.language == "sq":
            said.strong.append((match.group(), start + match.start(), start + match.end()))
    return said


def _negatable(folded: str, language: str) -> str:
    """English "don t" as one word again."""
    return re.sub(r"(?<=\w) (?=t )", "'", folded) if language == "en" else folded


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    joined = "[وف]?" if language == "ar" else ""
    return tuple(  # type: ignore[return-value]
        re.compile(rf"(?<=\s)({joined}(?:{table[language]}))(?=\s)")
        for table in (_STRONG, _WEAK, _IDIOM)
    )
