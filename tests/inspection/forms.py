"""What the public forms answer: empty, filled in, too often; and the other answers with an error."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from languages import LANGUAGES
from languages.addresses import address
from tests.inspection.answers import Answer, Asking

MISTAKE = {"kind": "number", "text": "129", "suggestion": "112"}
MOST = 40
"""How often a form is sent until it must have been too often."""

Personal = Mapping[str, Mapping[str, str]]


def empty(asking: Asking, personal: Personal) -> Iterator[Answer]:
    """Each form as somebody sends it who has filled in nothing, or what cannot be."""
    for language in LANGUAGES:
        for page in ("subscribe", "mistake"):
            yield asking.post(address(page, language), {}, name=f"{page}-empty-{language}")
        yield asking.post(
            address("feedback", language), {"go": "send"}, name=f"feedback-empty-{language}"
        )
        for page in ("preferences", "posted"):
            wrong = {"language": "xx", "outcome": "read", "heard": "-1"}
            yield asking.post(personal[language][page], wrong, name=f"{page}-empty-{language}")
        yield asking.get(f"{address('search', language)}?q={'a' * 10_000}")
        yield asking.get(f"{address('search', language)}?q=zzzzzz")
        found = asking.get(f"{address('search', language)}?q=2026")
        yield replace(found, name=f"search-found-{language}")


def filled(asking: Asking, personal: Personal, forget: Callable[[], None]) -> Iterator[Answer]:
    """`forget`: what has been sent so far no longer counts."""
    for language in LANGUAGES:
        forget()
        yield asking.post(
            address("subscribe", language),
            {"address": f"lexuesi-{language}@example.org", "language": language},
            name=f"subscribe-sent-{language}",
        )
        yield asking.post(
            address("mistake", language),
            {**MISTAKE, "page": address("help", language)},
            name=f"mistake-sent-{language}",
        )
        yield from _surveyed(asking, address("feedback", language), language)
        said = {"page": address("help", language), "answer": "yes"}
        yield asking.post(address("useful", language), said, name=f"useful-sent-{language}")
        own = personal[language]
        yield asking.post(own["confirm"], {}, name=f"confirm-sent-{language}")
        chosen = {"language": language, "unit": "", "pause": "1"}
        yield asking.post(own["preferences"], chosen, name=f"preferences-sent-{language}")
        posted = {"outcome": "posted", "heard": "12"}
        yield asking.post(own["posted"], posted, name=f"posted-sent-{language}")
    for language in LANGUAGES:
        yield asking.post(personal[language]["stop"], {}, name=f"stop-sent-{language}")
        yield asking.get(personal[language]["preferences"])


def _surveyed(asking: Asking, page: str, language: str) -> Iterator[Answer]:
    """Screen after screen, as a browser carries the hidden fields along."""
    answer = asking.get(page)
    for number, go in enumerate(("next", "next", "next", "send"), 2):
        said = {**_chosen(answer), "go": go}
        answer = asking.post(page, said, name=f"feedback-screen-{number}-{language}")
        yield answer


def _chosen(answer: Answer) -> dict[str, str]:
    """The first of each choice, and what the page carries along."""
    (form,) = answer.tree.xpath("//form[.//input[@name='screen'] or .//input[@name='slip']]")
    found: dict[str, str] = {}
    for field in form.xpath(".//input[@type='hidden' or @type='radio']"):
        found.setdefault(str(field.get("name")), str(field.get("value")))
    return found


def too_often(asking: Asking, personal: Personal) -> Iterator[Answer]:
    """The last answer of each form, sent again and again."""
    for language in LANGUAGES:
        forms: Mapping[str, tuple[str, Mapping[str, str]]] = {
            "subscribe": (
                address("subscribe", language),
                {"address": "tjetri@example.org", "language": language},
            ),
            "mistake": (address("mistake", language), MISTAKE),
            "useful": (
                address("useful", language),
                {"page": address("help", language), "answer": "no"},
            ),
            "posted": (personal[language]["posted"], {"outcome": "posted"}),
        }
        for form, (page, said) in forms.items():
            for _ in range(MOST):
                answer = asking.post(page, said, name=f"{form}-too-often-{language}")
                if answer.status == 429:
                    break
            yield answer


def faults(asking: Asking) -> Iterator[Answer]:
    """What is not there, not ours, or not allowed."""
    for language in LANGUAGES:
        prefix = "/" if language == "sq" else f"/{language}/"
        for wrong in ("nope/", "bulletin/2034/03/", "buletini/2034/03/", "buletini/2026/13/"):
            yield asking.get(prefix + wrong)
        for page in ("confirm", "preferences", "stop", "posted"):
            yield asking.get(address(page, language, token="x.y"))
        yield asking.get(prefix, Host="elsewhere.example")
        yield asking.post(
            address("subscribe", language),
            {"address": "a@example.org"},
            name=f"403-{language}",
            **{"Sec-Fetch-Site": "cross-site"},
        )


def of_files() -> Iterator[Answer]:
    """The two pages that a web server sends by itself."""
    for status in (500, 503):
        body = (Path("templates") / f"{status}.html").read_bytes()
        headers = {"content-type": "text/html; charset=utf-8"}
        yield Answer(f"/{status}.html", status, headers, body, len(body), str(status))
