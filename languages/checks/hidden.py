"""Signs that nobody sees: controls of direction, zero-width signs, stretched letters."""

import re
from typing import Final

from languages.checks.finding import Findings, gettext_noop
from languages.checks.reading import ARABIC, Reading

NAME = "hidden"
CONTROL: Final = gettext_noop("A hidden sign that turns the direction of the text.")
ZERO: Final = gettext_noop("A hidden sign without width in: %(found)s")
KASHIDA: Final = gettext_noop("Letters are stretched with a kashida: %(found)s.")
_ZERO: Final = re.compile(
    "[\u00ad\u180e\u200b\u200c\u200d\u2060-\u2064\ufeff\u115f\u1160\u3164\ufff9-\ufffb]"
)
_EMBEDDING: Final = re.compile("[\u202a-\u202e]")
_MARK: Final = re.compile("[\u200e\u200f\u061c]")
# After a joined letter or two, before a figure, a name or a quotation, it shows that they belong together.
_LEGITIMATE: Final = re.compile(
    rf"(?<![{ARABIC}])(?:[وف]?(?:[بلك]|ال|بال|لل|كال)|[وف]|هـ?)ـ+(?=[\s\u2066-\u2069\u200e\u200f]*[\d\u0660-\u0669\u06f0-\u06f9A-Za-zËÇëç«\"“(+%\ue000]|$)|(?<=\d)\s?هـ"
)


def check(reading: Reading) -> Findings:
    raw = reading.raw
    if reading.language != "ar" and raw.isascii():
        return
    for match in _ZERO.finditer(raw):
        yield _at(reading, ZERO, match)
    for match in _EMBEDDING.finditer(raw):
        yield _at(reading, CONTROL, match)
    for match in _MARK.finditer(raw):
        around = raw[max(match.start() - 1, 0) : match.end() + 1]
        edge = match.start() == 0 or match.end() == len(raw)
        legitimate = reading.language == "ar" and (
            edge or not re.match(rf"[{ARABIC}].[{ARABIC}]", around)
        )
        if not legitimate:
            yield _at(reading, CONTROL, match)
    yield from _isolates(reading)
    if reading.language == "ar" and "ـ" in raw:
        fine = [m.span() for m in _LEGITIMATE.finditer(raw)]
        for match in re.finditer("ـ+", raw):
            if not any(a <= match.start() < b for a, b in fine):
                yield _at(reading, KASHIDA, match)


def _isolates(reading: Reading) -> Findings:
    """Balanced around something of the other direction, they keep a number whole."""
    opened: list[re.Match[str]] = []
    for match in re.finditer("[\u2066-\u2069\n]", reading.raw):
        if match.group() == "\n":
            while opened:
                yield _at(reading, CONTROL, opened.pop())
        elif match.group() != "\u2069":
            opened.append(match)
        elif not opened:
            yield _at(reading, CONTROL, match)
        else:
            inner = reading.raw[opened[-1].end() : match.start()]
            if not _foreign(inner, reading.language):
                yield _at(reading, CONTROL, opened[-1])
            opened.pop()
    for match in opened:
        yield _at(reading, CONTROL, match)


def _foreign(inner: str, language: str) -> bool:
    """A figure, an address, a name in the other script."""
    arabic = bool(re.search(f"[{ARABIC}]", inner))
    if any(c.isdigit() for c in inner):
        return True
    return bool(inner.strip()) and arabic == (language != "ar")


def _at(reading: Reading, template: str, match: re.Match[str]):  # type: ignore[no-untyped-def]
    from languages.checks.finding import Finding, short

    around = short(
        re.sub(
            r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]",
            "",
            reading.raw[max(match.start() - 10, 0) : match.end() + 10],
        )
    )
    return Finding(NAME, "error", template, {"found": around}, match.start(), match.end(), around)
