from functools import partial

from django.urls import URLPattern, register_converter

from bulletins.views import archive, document, feed, issue, picture, read, voice
from languages.addresses import page


class Year:
    regex = "20[0-9]{2}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:04}"


class Month(Year):
    regex = "0[1-9]|1[0-2]"

    def to_url(self, value: int) -> str:
        return f"{value:02}"


class PictureFile:
    regex = r"[0-9a-f]{40}-[0-9]{1,4}\.(?:webp|jpg)"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PictureFile, "picture")
register_converter(Year, "year")
register_converter(Month, "month")


def _output(kind: str, *, sq: str, foreign: str) -> list[URLPattern]:
    """A file made of an issue, below the issue's own address."""
    return page(
        f"issue-{kind}",
        partial(document.output, kind=kind),
        sq=f"buletini/<year:year>/<month:month>/{sq}",
        foreign=f"bulletin/<year:year>/<month:month>/{foreign}",
    )


urlpatterns = [
    *page("bulletins", archive.archive, sq="buletini/", foreign="bulletin/"),
    *page("bulletin-feed", feed.feed, sq="buletini/feed.xml", foreign="bulletin/feed.xml"),
    *page(
        "issue",
        issue.issue,
        sq="buletini/<year:year>/<month:month>/",
        foreign="bulletin/<year:year>/<month:month>/",
    ),
    *page(
        "issue-pdf",
        document.document,
        sq="buletini/<year:year>/<month:month>.pdf",
        foreign="bulletin/<year:year>/<month:month>.pdf",
    ),
    *page(
        "issue-edition-pdf",
        document.numbered,
        sq="buletini/<year:year>/<month:month>/botimi-<int:number>.pdf",
        foreign="bulletin/<year:year>/<month:month>/edition-<int:number>.pdf",
    ),
    *page(
        "issue-docx",
        document.word,
        sq="buletini/<year:year>/<month:month>.docx",
        foreign="bulletin/<year:year>/<month:month>.docx",
    ),
    *page(
        "issue-read",
        read.read,
        sq="buletini/<year:year>/<month:month>/lexo/",
        foreign="bulletin/<year:year>/<month:month>/read/",
    ),
    *page(
        "issue-picture",
        picture.picture,
        sq="buletini/<year:year>/<month:month>/foto/<picture:file_name>",
        foreign="bulletin/<year:year>/<month:month>/picture/<picture:file_name>",
    ),
    *page(
        "issue-voice",
        voice.issue_voice,
        sq="buletini/<year:year>/<month:month>/zeri.mp3",
        foreign="bulletin/<year:year>/<month:month>/voice.mp3",
    ),
    *_output("poster", sq="afishe.pdf", foreign="poster.pdf"),
    *_output("large-print", sq="shkronja-te-medha.pdf", foreign="large-print.pdf"),
    *_output("card", sq="karta.png", foreign="card.png"),
    *_output("card-tall", sq="karta-lart.png", foreign="card-tall.png"),
]
