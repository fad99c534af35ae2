"""Words of promise, before an election."""

import re
from typing import Final

from languages.checks.finding import Findings, gettext_noop
from languages.checks.reading import Reading

NAME = "promises"
PROMISE: Final = gettext_noop(
    "A word of promise, an inauguration or a party before an election: %(found)s."
)
_WORDS: Final = {
    "sq": r"\b(?:premto\w*|premtim\w*|zoto\w*|zotim\w*|angazho\w*|garanto\w*|inauguro\w*|"
        r"inaugurim\w*|përuro\w*|përurim\w*|"
    r"partia (?:socialiste|demokratike)|ps|pd|votoni|votën tuaj|fushat\w+ elektorale|"
        r"do t(?:ë|'|’) ?(?:ju )?(?:sjell|ndërto|dhuro|sigurojmë|bëjmë)\w*|kandidat\w*|"
        r"fitore\w*)\b",
    "en": r"\b(?:promis\w+|pledg\w+|vow\w*|guarante\w+|commit(?:s|ted|ment|ments)? (?:to|"
        r"ourselves)|commitments?|inaugurat\w+|ribbon|"
    r"(?:socialist|democratic) party|vote for|your vote|campaign promise\w*|"
        r"candidate\w*|victory|we will (?:build|bring|give|make))\b",
    "ar": r"(?<!\w)[وفب]?(?:ال)?(?:وعد|وعود|نعد|يعد كم|سيعد|وعدت|يعدكم|نعدكم|تعد ب\w+|"
        r"تعهد\w*|يتعهد\w*|تتعهد|نتعهد|تعهدات|ضمان|نضمن|يضمن|تضمن|التزام\w*|يلتزم|تلتزم|"
        r"تدشين|دشن\w*|افتتاح رسمي|"
    r"صوتوا ل\w*|أصواتكم|صوتكم|مرشح\w*|الحزب \w+|حزب \w+|سنبني|سنوفر|سنقدم|وعدا|وعدًا|"
        r"بوعد\w*)(?!\w)",
}  # fmt: skip


def check(reading: Reading) -> Findings:
    for match in re.finditer(_WORDS[reading.language], reading.prose, re.IGNORECASE):
        yield reading.finding(NAME, PROMISE, *match.span())
