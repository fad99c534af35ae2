import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elbasan_council.settings")

application = get_wsgi_application()

from django.template.loader import get_template  # noqa: E402
from django.utils import translation  # noqa: E402

from languages import LANGUAGES, search_words  # noqa: E402
from languages.addresses import address  # noqa: E402


def warm_up() -> None:
    """Reads views, addresses, words and the frame of every page before the workers part, which then
    share them. Each worker's first readers would otherwise wait for it together."""
    search_words.warm_up()
    for language in LANGUAGES:
        with translation.override(language):
            address("home", language)
            translation.gettext("Help")
    get_template("base.html")


warm_up()
