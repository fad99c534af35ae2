"""October 2024 as it was made public: a source for each kind of block that is gathered."""

from council.actions.publish_facts import publish_action, publish_meeting, release_figures
from council.models import Attendance
from council.people import User
from languages import LANGUAGES
from tests import make

COMING = make.MET_AT.replace(year=2025, month=1, day=23)


def meeting(*, by: User) -> None:
    """A meeting with an open item, a decision, and the announcement of the next one."""
    texts = {
        "text": make.words("Bradashesh"),
        "place": make.words("Gjinar"),
        "next_place": make.words("Tregan"),
    }
    held = make.meeting(open_text=texts["text"]["sq"], place=texts["place"]["sq"])
    following = make.meeting(
        starts_at=COMING, number=1, state="planned", place=texts["next_place"]["sq"]
    )
    title = make.words("Papër")
    item = make.item(meeting=held, order=1, open_title=title["sq"])
    make.translated(key=item.source_key, fields={"title": title}, by=by)
    make.attendance(
        meeting=held, states={"chair": Attendance.State.PRESENT, "court": Attendance.State.ABSENT}
    )
    make.translated(key=held.source_key, fields=texts, by=by)
    decided = make.words("Shushicë", 12)
    decision = make.decision(
        meeting=held, serial=14, institution="state_police", open_text=decided["sq"]
    )
    make.translated(key=decision.source_key, fields={"text": decided}, by=by)
    publish_meeting(meeting=held, next_meeting=following, at=make.NOW)


def promise(*, by: User, serial: int = 9) -> None:
    """One that was late on the last of October, with its reason and a new deadline."""
    text, reason = make.words("Gracen", 7), make.words("Funarë", 3)
    action = make.action(
        serial=serial,
        institution="transport",
        due_date=make.MONTH.replace(day=15),
        done_date=make.MONTH.replace(month=11, day=2),
        new_due_date=make.MONTH.replace(month=11, day=30),
        open_text=text["sq"],
        late_reason=reason["sq"],
    )
    make.translated(key=action.source_key, fields={"text": text, "reason": reason}, by=by)
    publish_action(action=action, at=make.NOW)


def figures() -> None:
    fields = {
        "title": make.words("Zavalinë"),
        "sentence": make.words("Tregan", 19),
        "unit_label": {"sq": "detyra", "en": "actions", "ar": "إجراءات"},
        "bar:0": {"sq": "Të kryera", "en": "Done", "ar": "منجزة"},
        "bar:1": {"sq": "Në afat", "en": "On time", "ar": "ضمن الموعد"},
    }
    release_figures(
        month=make.MONTH,
        facts={"bars": [{"value": 12, "tone": "done"}, {"value": 7, "tone": "on_time"}]},
        texts={
            language: {name: texts[language] for name, texts in fields.items()}
            for language in LANGUAGES
        },
        released_by="the secretary",
        confirmed_by="the chair",
        at=make.NOW,
    )


def everything(*, by: User) -> None:
    meeting(by=by)
    promise(by=by)
    figures()
    make.activity(by=by)
    make.question(by=by)
    make.help_topic(by=by, numbers=("116 111", "129"))
    make.event(by=by)
