"""Words that must never come out: one in every field that is not public, wherever rows are made.

Triggers in the test's database write them, so that they lie beside everything that is gathered,
composed, rendered and sent. A field that is neither in OPEN nor planted is named by a test.
"""

import datetime
import hashlib
import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from psycopg import sql

from bulletins.models import Block, BlockText, Bulletin, Edition
from council.models import AuditRecord, Invitation, User
from council.models import Text as CouncilText
from council.tokens import invitation_token
from outreach.models import (
    NoticeBoard,
    Posting,
    Subscriber,
    SubscriberImportRow,
    SubscriptionRequest,
    Suppression,
)
from outreach.models import Text as OutreachText
from outreach.tokens import posted_token, sheet_token, stop_token
from tests import make

PACKAGES = ("council", "outreach", "bulletins")
OPEN = {
    # What pages show of a published record, and codes and states that say nothing by themselves.
    # Of records that are not public, `hide_rows` plants these fields too.
    "council.Action": {"open_text", "late_reason"},
    "council.Agency": {"code", "kind", "name", "name_sq", "name_en", "name_ar"},
    "council.Addendum": {"open_text"},
    "council.AgendaItem": {"open_title", "open_text"},
    "council.Category": {"code", "name", "name_sq", "name_en", "name_ar"},
    "council.Decision": {"open_text", "legal_basis"},
    "council.DecisionNotice": {"text", "decisions"},
    "council.FiguresRelease": {"bands"},
    "council.ItemMinutes": {"open_text"},
    # Entered by set-up, and the same in every council.
    "council.LetterWording": {"subject", "body"},
    "council.Meeting": {"place", "open_text"},
    "council.Notice": {"language"},
    "council.PublishedFact": {"key", "facts", "texts", "withdrawn_reasons"},
    "council.Rule": {"legal_basis"},
    "council.Seat": {"code", "role", "name", "name_sq", "name_en", "name_ar"},
    "council.Text": {"key", "field", "text", "translates_digest"},
    "council.Unit": {"code", "name", "name_sq", "name_en", "name_ar"},
    "outreach.Activity": {"code", "slug", "unit", "withdrawn_reason", "audiences"},
    "outreach.Bounce": {"status"},
    # Public from the moment it is made; of what a reader wrote nothing is.
    "outreach.Correction": {"code", "slug", "page", "language", "kind", "withdrawn_reason"},
    "outreach.MistakeReport": {"page", "language", "kind", "state"},
    "outreach.SurveyCount": {"question", "option"},
    "outreach.SurveySlip": {"channel", "language", "answers"},
    "outreach.SurveyWave": {"results"},
    "outreach.Delivery": {"language", "domain"},
    "outreach.DeliveryTally": {"domain", "state"},
    # What anybody may ask the name servers.
    "outreach.DomainCheck": {"answers"},
    "outreach.DomainPace": {"domain"},
    "outreach.Event": {"code", "slug", "unit", "withdrawn_reason"},
    "outreach.HelpLine": {
        "number", "name", "name_sq", "name_en", "name_ar", "note", "note_sq", "note_en", "note_ar",
        "hours", "hours_sq", "hours_en", "hours_ar", "cost", "spoken",
    },
    "outreach.HelpTopic": {"slug", "numbers", "related"},
    "outreach.HelpCard": {"language", "made_from", "name", "sha256"},
    "outreach.HelpChange": {"kind", "number", "former_number", "words", "facts"},
    "outreach.HelpCheck": {"key"},
    # A letter is the bulletin's own words.
    "outreach.Mailing": {
        *("language", "subject", "html", "text", "archive_url", "content_hash", "document")
    },
    "outreach.News": {"code", "slug", "topic", "withdrawn_reason", "unit", "picture"},
    # What an item is made of when it is published; its words lie apart, and are planted.
    "outreach.Manuscript": {"slug", "facts", "picture", "approved_digest", "held_reason"},
    "outreach.ManuscriptText": {"field", "translates_digest"},
    "outreach.Page": {"key", "language", "address", "title", "text", "sources", "words"},
    # Names of public pages and codes of places.
    "outreach.ReachCount": {"page", "unit", "place"},
    # A place's name stands in its contact's letters and on the page behind their link.
    "outreach.NoticeBoard": {"code", "name", "name_en", "name_ar", "unit", "area"},
    # The bulletin's own words and files.
    "outreach.Pack": {
        *("title", "spoken", "message", "change_note", "web_address", "read_address"),
        *("sheet", "large_print", "withdrawn_reason"),
    },
    "outreach.PostingAnswer": {"outcome", "reason"},
    "outreach.Question": {
        "code", "slug", "unit", "institution", "withdrawn_reason", "elsewhere", "help_line", "meeting",
        "decision",
    },
    "outreach.PublicChange": {"table"},
    "outreach.ResidentLetter": {"language"},
    "outreach.PreferenceChange": {"language"},
    "outreach.SubscriptionRequest": {"language"},
    "outreach.ReturnedCount": {"domain"},
    "outreach.ReturnedMail": {"status", "domain"},
    "outreach.Subscriber": {"domain"},
    "outreach.SubscriberImport": {"ending", "columns"},
    "outreach.SubscriberImportRow": {"faults", "language"},
    # Its words are the bulletin's own, before they are sent.
    "outreach.Trial": {"language", "subject", "html", "text", "archive_url"},
    "outreach.Text": {"key", "field", "text", "translates_digest"},
    "bulletins.Block": {"facts", "sources"},
    "bulletins.BlockText": {"field", "text", "translates_digest"},
    "bulletins.AssignedText": {"field"},
    "bulletins.Edition": {
        "content", "content_hash", "approved_hash", "pdf_name", "pdf_sha256", "withdrawn_reason",
        "change_note", "marked_name", "marked_sha256",
    },
    "bulletins.ArchivedIssue": {
        "title", "text", "name", "media_type", "sha256", "brought_sha256", "withdrawn_reason",
    },
    "bulletins.EditionFile": {"name", "sha256"},
    "bulletins.Recording": {"name", "sha256", "spoken", "speaker", "transcript", "source_digest"},
    "bulletins.AgencyCheck": {"field", "agency", "text_digest"},
    "bulletins.Bulletin": {"held_back"},
    "bulletins.Release": {"languages"},
    "bulletins.Returned": {"languages"},
    "bulletins.Sight": {"language", "content", "content_hash", "before"},
    "bulletins.Standstill": {"paused"},
    # It stands in the page's addresses.
    "bulletins.Picture": {"name", "widths"},
    # The bulletin's own words, before they are sent.
    "bulletins.Preview": {"content"},
}  # fmt: skip
KNOWN = {
    # Secrets that something depends on: their own values are looked for instead.
    "council.Addendum": {"sha256"},
    "council.AgendaItem": {"proposal_key"},
    "council.AuditSeal": {"digest"},
    "council.CalendarFeed": {"token_hash"},
    "council.Correspondence": {"protocol_number"},
    "council.Document": {"media_type", "sha256"},
    "council.DataKey": {"ring_key"},
    "council.Invitation": {"email"},
    "council.LockedMinutes": {"content", "sha256"},
    "council.Notice": {"address", "about", "once_key"},
    "council.FiguresRelease": {"sha256"},
    "council.Destruction": {"reference"},
    "council.Report": {"reference"},
    "council.ReportFile": {"media_type", "sha256"},
    "council.User": {"email", "password"},
    # It stands there with a delegation or not at all.
    "bulletins.Edition": {"on_behalf_of"},
    "outreach.FormCount": {"key"},
    "outreach.NoticeBoard": {"address"},
    # Addresses of our own.
    "outreach.SeedAddress": {"address"},
    "outreach.TrialLetter": {"address"},
    # Which text, which institution: steps are looked up by it.
    "outreach.QuestionStep": {"detail"},
    "outreach.Subscriber": {"address", "address_hash"},
    "outreach.SubscriberImport": {"headings", "example"},
    "outreach.SubscriberImportRow": {"told"},
    "outreach.SubscriptionRequest": {"address"},
    "outreach.Suppression": {"address_hash"},
}
LATER = {
    # Empty is what the code goes by; planted when everything is published.
    "bulletins.Edition": {"render_error"},
    "bulletins.EditionFile": {"error"},
    "bulletins.Preview": {"error"},
}
_CANARY = re.compile("kanarin[a-p]{10}", re.IGNORECASE)


def canary(field: str) -> str:
    """The one word of a field such as `council.Meeting.closed_text`: letters only, never broken."""
    digest = hashlib.sha256(field.encode()).hexdigest()[:10]
    return "kanarin" + digest.translate(str.maketrans("0123456789abcdef", "abcdefghijklmnop"))


def canaries_in(text: str) -> set[str]:
    return {found.lower() for found in _CANARY.findall(text)}


def secret_fields() -> Iterator[tuple[type[models.Model], str]]:
    """Every field of text that is not public: (model, its name)."""
    for model in apps.get_models():
        if model._meta.app_label not in PACKAGES:
            continue
        known = OPEN.get(model._meta.label, set()) | KNOWN.get(model._meta.label, set())
        for field in model._meta.concrete_fields:
            words = isinstance(field, models.CharField | models.TextField | models.JSONField)
            if words and not field.choices and field.name not in known:
                yield model, field.name


# In the database -------------------------------------------------------------------------------


def set_triggers(superuser: Any) -> None:
    """From now on each row that is made carries the canaries of its fields."""
    for model in {model for model, _ in secret_fields()}:
        label, table = model._meta.label, model._meta.db_table
        fields = [name for m, name in secret_fields() if m is model]
        planted = "".join(
            f"NEW.{name} := '{canary(f'{label}.{name}')}';"
            for name in fields
            if name not in LATER.get(label, set())
        )
        superuser.execute(
            f"CREATE FUNCTION plant_{table}() RETURNS trigger LANGUAGE plpgsql"
            f" AS $$ BEGIN {planted} RETURN NEW; END $$;"
            f"CREATE TRIGGER plant BEFORE INSERT OR UPDATE ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION plant_{table}()"
        )


def plant_what_is_left(superuser: Any) -> None:
    """After publishing: fields that had to be empty before."""
    for label, names in LATER.items():
        for name in names:
            superuser.execute(
                sql.SQL("UPDATE {} SET {} = {}").format(
                    sql.Identifier(apps.get_model(label)._meta.db_table),
                    sql.Identifier(name),
                    sql.Literal(canary(f"{label}.{name}")),
                )
            )


def hide_rows(*, month: datetime.date, editor: User, now: datetime.datetime) -> None:
    """Records of the month that are not public, full of canaries in their open fields too."""
    _hide_council(month, editor)
    tomorrow = now + datetime.timedelta(days=1)
    last = (month + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
    states: tuple[tuple[str, dict[str, Any]], ...] = (
        ("draft", {"published_at": None}),
        ("tomorrow", {"published_at": tomorrow}),
        ("withdrawn", {"published_at": now, "withdrawn_at": now}),
    )
    for slug, state in states:
        hidden = (
            make.news(by=editor, slug=slug, **state),
            make.event(by=editor, slug=slug, on_date=tomorrow.date(), **state),
            make.activity(by=editor, slug=slug, held_on=month, **state),
            make.question(by=editor, slug=slug, answered_on=last, **state),
        )
        for record in hidden:
            words = OutreachText.objects.filter(key=record.source_key)
            words.update(text=canary(record.source_key))
    draft = Bulletin.objects.create(month="2034-03-01")
    block = Block.objects.create(bulletin=draft, order=0, kind="story", facts={})
    for language in ("sq", "en", "ar"):
        BlockText.objects.create(
            block=block, field="headline", language=language, text=canary("draft bulletin")
        )
        Edition.objects.create(
            bulletin=draft,
            language=language,
            content={"title": canary("draft edition")},
            content_hash="0" * 64,
            author=editor,
            composed_at=now,
        )


def _hide_council(month: datetime.date, editor: User) -> None:
    at = datetime.datetime.combine(month.replace(day=9), datetime.time(10), make.TIRANE)
    word, closed = canary("hidden meeting"), canary("hidden closed side")
    meeting = make.meeting(
        starts_at=at, number=99, state="drafted", place=word, open_text=word, closed_text=closed
    )
    make.item(meeting=meeting, open_title=word, open_text=word)
    decision = make.decision(meeting=meeting, serial=999, open_text=word, closed_text=closed)
    action = make.action(
        serial=999,
        given_date=month,
        due_date=at.date(),
        open_text=word,
        late_reason=word,
        closed_note=closed,
    )
    for record in (decision, action):
        CouncilText.objects.create(
            key=record.source_key, field="text", language="ar", text=canary("unreviewed")
        )
    assert AuditRecord.objects.exists()


def known_secrets() -> set[str]:
    """Values that are secret by themselves: addresses, passwords, hashes, tokens, keys."""
    found = {settings.SECRET_KEY}
    for user in User.objects.all():
        found |= {user.email, user.password}
    for subscriber in Subscriber.objects.all():
        found |= {subscriber.address, subscriber.address_hash, stop_token(subscriber.pk)}
    boards = NoticeBoard.objects.exclude(address="")
    found |= set(boards.values_list("address", flat=True))
    for posting in Posting.objects.values_list("pk", flat=True):
        found |= {posted_token(posting), sheet_token(posting)}
    for row in SubscriberImportRow.objects.all():
        found |= set(row.told.values())
    found |= set(SubscriptionRequest.objects.values_list("address", flat=True))
    for invitation in Invitation.objects.all():
        found |= {invitation.email, str(invitation.pk), invitation_token(invitation.pk)}
    found |= set(Suppression.objects.values_list("address_hash", flat=True))
    return found
