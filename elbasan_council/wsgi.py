import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elbasan_council.settings")

application = get_wsgi_application()

from languages import search_words  # noqa: E402

# Before the workers part, which then share it.
search_words.warm_up()
