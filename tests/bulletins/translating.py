"""A bulletin whose English waits, a translator who was given it, and who reviews."""

import datetime
import re
from dataclasses import dataclass

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from bulletins.actions.assign_texts import assign_texts
from bulletins.actions.gather import write_prose
from bulletins.models import Assignment, Block, BlockText, Bulletin
from council.people import Role, User
from languages.texts import digest
from tests import cast, make
from tests.council.browsers import browser_of

DESK = "/workspace/bulletins/translations/"
MONTH_PAGE = "/workspace/bulletins/2024/10/translations/"
PLACES = ("Gjinar", "Tregan")


@dataclass
class Scene:
    bulletin: Bulletin
    block: Block
    secretary: User
    translator: User
    assignment: Assignment

    @property
    def page(self) -> str:
        return f"{DESK}{self.assignment.pk}/"

    def source(self, number: int = 0) -> BlockText:
        return self.block.texts.get(field=f"headline:{number}", language="sq")

    def english(self, number: int = 0) -> BlockText:
        return self.block.texts.get(field=f"headline:{number}", language="en")

    def change_albanian(self, text: str, number: int = 0) -> None:
        BlockText.objects.filter(pk=self.source(number).pk).update(text=text)


def bulletin(*, by: User, places: tuple[str, ...] = PLACES, languages: str = "sq") -> Bulletin:
    """With a cover, a headline about each place, in these languages (divided by a space)."""
    made = make.bulletin()
    texts = {
        f"headline:{number}": {code: make.words(place)[code] for code in languages.split()}
        for number, place in enumerate(places)
    }
    write_prose(
        bulletin=made,
        kind=Block.Kind.COVER,
        facts={"headlines": len(places)},
        texts=texts,
        by=by,
        at=make.NOW,
    )
    return made


def scene(*, languages: str = "sq", language: str = "en") -> Scene:
    """The cover's English is the translator's to write, by the day after tomorrow."""
    secretary, translator = cast.secretary(), cast.translator()
    made = bulletin(by=cast.editor(), languages=languages)
    assignment = assign_texts(
        bulletin=made,
        language=language,
        task=Assignment.Task.TRANSLATE,
        person=translator,
        due_date=timezone.localdate() + datetime.timedelta(days=2),
        blocks=(),
        by=secretary,
        at=timezone.now(),
    )
    block = made.blocks.get(kind=Block.Kind.COVER)
    return Scene(made, block, secretary, translator, assignment)


def second_translator() -> User:
    return cast.person(role=Role.TRANSLATOR, agency="local_media")


def browser(user: User) -> Client:
    client = browser_of(user)
    client.get("/workspace/?language=en")
    return client


def written(here: Scene, text: str, *, number: int = 0, version: int = 0, read: str = "") -> dict:  # type: ignore[type-arg]
    source = here.source(number)
    prefix = f"t{source.pk}"
    return {
        f"{prefix}-text": text,
        f"{prefix}-version": version,
        f"{prefix}-read": read or digest(source.text),
    }


def save(client: Client, here: Scene, text: str, *, number: int = 0, **parts) -> HttpResponse:  # type: ignore[no-untyped-def]
    """As the page's form does without a script; `htmx=True` as with one."""
    headers = {"HX-Request": "true"} if parts.pop("htmx", False) else {}
    address = f"{here.page}texts/{here.source(number).pk}/"
    return client.post(address, written(here, text, number=number, **parts), headers=headers)


def said(response: HttpResponse) -> str:
    """The main part as text."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())
