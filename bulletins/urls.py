from django.urls import register_converter

from bulletins.views import archive, document, feed, issue
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


register_converter(Year, "year")
register_converter(Month, "month")

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
]
