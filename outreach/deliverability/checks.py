"""What the name servers say, held against what must be there."""

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from outreach.deliverability import spf, wanted
from outreach.deliverability.names import Names, NoAnswer


class Result(StrEnum):
    FOUND = "found"
    MISSING = "missing"
    DIFFERENT = "different"
    COULD_NOT_ASK = "could_not_ask"


@dataclass(frozen=True, slots=True)
class Answer:
    result: Result
    found: tuple[str, ...] = ()


def look() -> dict[str, Answer]:
    """Each record's answer, by its key; of several numbers the worst."""
    checks = {"spf": _spf, "dkim": _dkim, "dmarc": _dmarc, "ptr": _ptr, "mx": _mx}
    try:
        names = Names()
    except NoAnswer:
        return dict.fromkeys(checks, Answer(Result.COULD_NOT_ASK))
    return {key: _asked(check, names) for key, check in checks.items()}


def _asked(check: Callable[[Names], Answer], names: Names) -> Answer:
    try:
        return check(names)
    except NoAnswer:
        return Answer(Result.COULD_NOT_ASK)


def _spf(names: Names) -> Answer:
    domain = wanted.return_domain()
    found = tuple(text for text in names.texts(domain) if spf.is_spf(text))
    if not found:
        return Answer(Result.MISSING)
    right = len(found) == 1 and not spf.lets_everybody(found[0])
    try:
        senders = (spf.Sender(number, names) for number in wanted.addresses())
        right = right and all(sender.may(domain) for sender in senders)
    except spf.Broken:
        right = False
    return Answer(Result.FOUND if right else Result.DIFFERENT, found)


def _dkim(names: Names) -> Answer:
    if not wanted.dkim_name():
        return Answer(Result.COULD_NOT_ASK)
    texts = names.texts(wanted.dkim_name())
    found = tuple(text for text in texts if "p" in _tags(text))
    if not found:
        return Answer(Result.MISSING)
    tags = _tags(found[0])
    # An empty key is a key that was taken back.
    right = len(found) == 1 and tags.get("v", "DKIM1") == "DKIM1" and len(tags["p"]) > 40
    return Answer(Result.FOUND if right else Result.DIFFERENT, found)


def _dmarc(names: Names) -> Answer:
    """A domain without a record of its own goes by the one above it."""
    labels = wanted.domain().split(".")
    for start in range(len(labels) - 1):
        name = ".".join(labels[start:])
        found = tuple(
            text for text in names.texts(f"_dmarc.{name}") if _tags(text).get("v") == "DMARC1"
        )
        if found:
            tags = _tags(found[0])
            policy = tags.get("p" if start == 0 else "sp", tags.get("p", ""))
            right = len(found) == 1 and policy in ("none", "quarantine", "reject")
            return Answer(Result.FOUND if right else Result.DIFFERENT, found)
    return Answer(Result.MISSING)


def _ptr(names: Names) -> Answer:
    """A number has a name, and that name has the number."""
    numbers = wanted.addresses()
    if not numbers:
        return Answer(Result.COULD_NOT_ASK)
    results, found = [], []
    for number in numbers:
        hosts = names.pointers(wanted.pointer(number))
        found += hosts
        back = [ipaddress.ip_address(one) for host in hosts for one in names.addresses(host)]
        if ipaddress.ip_address(number) in back:
            results.append(Result.FOUND)
        else:
            results.append(Result.DIFFERENT if hosts else Result.MISSING)
    worst = [Result.MISSING, Result.DIFFERENT, Result.FOUND]
    return Answer(min(results, key=worst.index), tuple(found))


def _mx(names: Names) -> Answer:
    found = tuple(names.exchangers(wanted.return_domain()))
    if not found:
        return Answer(Result.MISSING)
    right = any(host and names.addresses(host) for host in found)
    return Answer(Result.FOUND if right else Result.DIFFERENT, found)


def _tags(text: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in text.split(";"))
    return {
        name.strip().lower(): "".join(value.split()) for name, _, value in pairs if name.strip()
    }
