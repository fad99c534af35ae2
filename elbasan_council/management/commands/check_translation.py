import contextlib
import json
import os
import sys
from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation
from django.utils.translation import gettext_noop

from languages import AUTHORITATIVE
from languages.checks import Finding, Rules, check, check_text

TARGETS: Final = ("en", "ar")
_NO_JSON: Final = gettext_noop("The line is not JSON.")
_NO_OBJECT: Final = gettext_noop("The line is not an object with texts.")
_NO_SOURCE: Final = gettext_noop("“sq” is missing or no text.")
_NO_TEXT: Final = gettext_noop("“text” is missing or no text.")
_NO_TARGET: Final = gettext_noop("“target” is neither “en” nor “ar”.")


class Command(BaseCommand):
    help = (
        "Reads JSON lines {id, target, sq, text} (or {id, sq}) and writes what the gate finds, "
        "one line each. Needs no database."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--language", choices=["en", AUTHORITATIVE], default="en")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]), contextlib.suppress(BrokenPipeError):
            for line in sys.stdin.buffer:
                if line.strip():
                    answer = _answer(line.decode("utf-8", "replace"), translation.gettext)
                    # A lone surrogate in the input must not end the rest.
                    text = json.dumps(answer, ensure_ascii=False)
                    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
                    sys.stdout.buffer.flush()
            return
        # Nobody reads any more: what Python would still flush has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _answer(line: str, translate: Callable[[str], str]) -> dict[str, Any]:
    try:
        asked = json.loads(line.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return {"id": None, "error": translate(_NO_JSON)}
    if not isinstance(asked, dict):
        return {"id": None, "error": translate(_NO_OBJECT)}
    name = asked.get("id")
    refused = _refused(asked)
    if refused:
        return {"id": name, "error": translate(refused)}
    return {"id": name, "findings": [_said(found, translate) for found in _findings(asked)]}


def _refused(asked: dict[str, Any]) -> str:
    if not isinstance(asked.get("sq"), str):
        return _NO_SOURCE
    if asked.get("target") is None and asked.get("text") is None:
        return ""
    if asked.get("target") not in TARGETS:
        return _NO_TARGET
    return "" if isinstance(asked.get("text"), str) else _NO_TEXT


def _findings(asked: dict[str, Any]) -> list[Finding]:
    rules = Rules(election=asked.get("election") is True)
    if asked.get("target") is None:
        return check_text(asked["sq"], AUTHORITATIVE, rules=rules)
    return check(
        asked["sq"],
        asked["text"],
        asked["target"],
        names=settings.CITY.places(),
        rules=rules,
    )


def _said(found: Finding, translate: Callable[[str], str]) -> dict[str, Any]:
    return {
        "check": found.check,
        "severity": found.severity,
        "message": found.said(translate),
        "start": found.start,
        "end": found.end,
    }
