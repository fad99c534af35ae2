"""The worker and the timetable. Both only call; what is to do is in the database."""

import os

from celery import Celery
from celery.signals import worker_process_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elbasan_council.settings")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["council", "outreach", "bulletins"])


@worker_process_init.connect
def bind_worker(**_: object) -> None:
    """A document may cost a worker 1 GB and a minute, not the machine."""
    from press.pdf import limits

    limits.apply()


# Every call finds what is due by itself, so a missed or doubled one does no harm.
app.conf.beat_schedule = {
    "send": {"task": "outreach.send", "schedule": 15.0, "options": {"expires": 15}},
    "letters": {"task": "outreach.letters", "schedule": 15.0, "options": {"expires": 15}},
    "pages": {"task": "outreach.pages", "schedule": 15.0, "options": {"expires": 15}},
    "wishes": {"task": "outreach.wishes", "schedule": 15.0, "options": {"expires": 15}},
    "notices": {"task": "council.notices", "schedule": 15.0, "options": {"expires": 15}},
    "seal": {"task": "council.seal_audit", "schedule": 10.0, "options": {"expires": 10}},
    # Once a day is written in the letters; asking every hour catches up after a failure.
    "head": {"task": "council.tell_the_head", "schedule": 3600.0, "options": {"expires": 600}},
    "clock": {"task": "council.clock", "schedule": 900.0, "options": {"expires": 900}},
    "remind": {"task": "council.reminders", "schedule": 300.0, "options": {"expires": 300}},
    "papers": {"task": "council.papers", "schedule": 30.0, "options": {"expires": 30}},
    "depart": {"task": "outreach.depart", "schedule": 30.0, "options": {"expires": 30}},
    "reach": {"task": "outreach.reach", "schedule": 15.0, "options": {"expires": 15}},
    "boards": {"task": "outreach.boards", "schedule": 60.0, "options": {"expires": 60}},
    "imports": {"task": "outreach.imports", "schedule": 15.0, "options": {"expires": 15}},
    "returned": {"task": "outreach.returned", "schedule": 60.0, "options": {"expires": 60}},
    "questions": {"task": "outreach.questions", "schedule": 900.0, "options": {"expires": 900}},
    "domain": {"task": "outreach.domain", "schedule": 15.0, "options": {"expires": 15}},
    "cancel": {"task": "outreach.cancel", "schedule": 30.0, "options": {"expires": 30}},
    "trials": {"task": "outreach.send_trials", "schedule": 30.0, "options": {"expires": 30}},
    "cards": {"task": "outreach.help_cards", "schedule": 60.0, "options": {"expires": 60}},
    "newsroom": {"task": "outreach.newsroom", "schedule": 15.0, "options": {"expires": 15}},
    "previews": {"task": "bulletins.previews", "schedule": 30.0, "options": {"expires": 30}},
    "render": {"task": "bulletins.render_waiting", "schedule": 30.0, "options": {"expires": 30}},
    "release": {"task": "bulletins.release", "schedule": 15.0, "options": {"expires": 15}},
    "studio": {"task": "bulletins.watch", "schedule": 300.0, "options": {"expires": 300}},
    "files": {"task": "bulletins.render_files", "schedule": 60.0, "options": {"expires": 60}},
    "archive": {"task": "bulletins.read_archived", "schedule": 30.0, "options": {"expires": 30}},
}
