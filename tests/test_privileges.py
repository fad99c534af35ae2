"""What the database itself allows each role, whatever our code believes."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, connections, models, transaction
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.test.utils import CaptureQueriesContext
from django.urls import path
from django.utils import timezone

from bulletins.models import Bulletin, Edition
from council.models import PublishedFact, Report, Sealed
from council.people import Public, User, acting_as
from elbasan_council import database_roles
from elbasan_council.database_roles import GUARDED, PUBLIC, PUBLIC_READS, WORKSPACE
from languages import LANGUAGES
from outreach.models import Activity, Departure, Event, News, Question, Text
from tests import make
from tests.databases import superuser
from tests.published import NAME, TEST, Published, published_portal, undone, visitor

CLOSED = {
    # To the public role. Written down once more, so that a slip in the reviewed list is seen.
    "council_meeting",
    "council_agendaitem",
    "council_decision",
    "council_action",
    "council_attendance",
    "council_appointment",
    "council_text",
    "council_user",
    "council_invitation",
    "council_notice",
    "council_factorreset",
    "council_passwordrenewal",
    "council_delegation",
    "council_auditrecord",
    "council_report",
    "council_datakey",
    "council_reportshare",
    "council_referral",
    "council_reportnote",
    "council_reportfile",
    "council_reportlink",
    "council_redirection",
    "council_oralmatter",
    "council_legalhold",
    "council_purge",
    "council_destruction",
    "council_figuresrelease",
    "outreach_subscriber",
    "outreach_suppression",
    "outreach_departure",
    "outreach_subscriptionrequest",
    "outreach_confirmation",
    "outreach_preferencechange",
    "outreach_formcount",
    "outreach_residentletter",
    "outreach_noticeboard",
    "outreach_pack",
    "outreach_posting",
    "outreach_postinganswer",
    "outreach_mailing",
    "outreach_delivery",
    "outreach_bounce",
    "outreach_helpchange",
    "outreach_helpcheck",
    "outreach_returnedmail",
    "outreach_returnedcount",
    "outreach_domaincheck",
    "bulletins_block",
    "bulletins_blocktext",
    "bulletins_acceptedfinding",
    "bulletins_textconflict",
    "bulletins_assignment",
    "bulletins_assignedtext",
    "bulletins_kepttranslation",
    "bulletins_studioediting",
    "bulletins_picture",
    "bulletins_preview",
    "django_session",
    "django_admin_log",
    "account_emailaddress",
    "account_emailconfirmation",
    "mfa_authenticator",
    "portal_cache",
}
DENIED = "42501"
ALL = {"SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"}
LONG_AGO = datetime.datetime(2024, 11, 4, 9, tzinfo=datetime.UTC)
BEFORE_THAT = LONG_AGO - datetime.timedelta(days=1)


@pytest.fixture(scope="module", autouse=True)
def published(django_db_setup: None, django_db_blocker: Any) -> Iterator[Published]:
    with published_portal(django_db_blocker) as published:
        yield published


# Test-only addresses: views with faults that ours must not have.


def reading(request: HttpRequest, table: str) -> HttpResponse:
    """What the database answers to a view that asks for a table's rows."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            return HttpResponse(f"{len(cursor.fetchall())} rows")
    except ProgrammingError as error:
        return HttpResponse(getattr(error.__cause__, "sqlstate", None))


def failing(request: HttpRequest, how: str) -> HttpResponse:
    Departure.objects.create(subscriber=make_id(1), left_at=LONG_AGO, way="test")
    if how == "raises":
        raise RuntimeError("after writing")
    return HttpResponse(status=500 if how == "answers" else 200)


def streaming(request: HttpRequest, what: str) -> HttpResponseBase:
    if what == "file":
        return FileResponse(open(__file__, "rb"))  # the response closes it
    return StreamingHttpResponse(str(row) for row in News.objects.all())


urlpatterns = [
    path("reading/<str:table>/", reading),
    path("workspace/reading/<str:table>/", reading),
    path("failing/<str:how>/", failing),
    path("streaming/<str:what>/", streaming),
]
handler500 = "elbasan_council.views.errors.broken"


@pytest.fixture
def faulty_views(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__


# The list --------------------------------------------------------------------------------------


def test_the_public_role_may_what_the_reviewed_list_says_and_no_more() -> None:
    expected = {table: {"SELECT"} for table in PUBLIC_READS}
    expected |= {table: {"INSERT"} for table in database_roles.PUBLIC_INSERTS}
    assert _privileges(PUBLIC) == {table: expected.get(table, set()) for table in _tables()}


def test_the_workspace_role_changes_rows_but_no_table_and_no_trail() -> None:
    rows = {"SELECT", "INSERT", "UPDATE", "DELETE"}
    expected = dict.fromkeys(_tables(), rows)
    for table in {*database_roles.APPEND_ONLY, "council_auditrecord"}:
        expected[table] = {"SELECT", "INSERT"}
    assert _privileges(WORKSPACE) == expected


def test_the_backup_role_only_reads() -> None:
    assert _privileges(database_roles.BACKUP) == {table: {"SELECT"} for table in _tables()}


def test_the_login_has_no_right_of_its_own() -> None:
    """What a transaction may do is what it has said that it is."""
    assert set().union(*_privileges("portal").values()) == set()


def test_the_public_role_has_no_right_beside_tables() -> None:
    """No sequence, no single column, no schema to make something in, no other schema."""
    with superuser(NAME) as owner:
        sequences = owner.execute(
            "SELECT relname FROM pg_class WHERE CASE relkind WHEN 'S'"
            " THEN has_sequence_privilege(%s, oid, 'USAGE, SELECT, UPDATE') END",
            [PUBLIC],
        ).fetchall()
        columns = owner.execute(
            "SELECT DISTINCT table_name, privilege_type FROM information_schema.column_privileges"
            " WHERE grantee IN (%s, 'PUBLIC') AND table_schema = 'public'",
            [PUBLIC],
        ).fetchall()
        (may_make,) = owner.execute(
            "SELECT has_schema_privilege(%s, 'public', 'CREATE')", [PUBLIC]
        ).fetchone()  # type: ignore[misc]
        schemas = owner.execute(
            "SELECT nspname FROM pg_namespace WHERE has_schema_privilege(%s, oid, 'USAGE')"
            " AND nspname !~ '^pg_' AND nspname NOT IN ('public', 'information_schema')",
            [PUBLIC],
        ).fetchall()
    granted = {(table, "SELECT") for table in PUBLIC_READS}
    granted |= {(table, "INSERT") for table in database_roles.PUBLIC_INSERTS}
    assert sequences == []
    assert {tuple(row) for row in columns} == granted
    assert not may_make
    assert schemas == []


def test_a_role_beside_the_list_is_seen() -> None:
    """The comparison can fail."""
    with superuser(NAME) as owner:
        owner.execute(f"GRANT SELECT ON council_meeting TO {PUBLIC}")
        try:
            assert _privileges(PUBLIC)["council_meeting"] == {"SELECT"}
        finally:
            owner.execute(f"REVOKE SELECT ON council_meeting FROM {PUBLIC}")


def test_no_table_that_the_public_role_reads_has_a_closed_column() -> None:
    for table in PUBLIC_READS:
        columns = {column.lower() for column in _columns(table)}
        assert not {name for name in columns if "closed" in name or "address_hash" in name}, table
        assert not columns & {"password", "email", "marking", "secret", "token"}, table
    assert not CLOSED & set(PUBLIC_READS)
    assert set(_tables()) >= CLOSED


WITHOUT_WORDS = {"council_agendaitem", "council_purge_reports"}
"""They name a report and hold nothing of it; an agenda has rules of its own."""


def test_each_table_of_reports_stands_on_the_floor() -> None:
    """A new one is guarded, or a test names it."""
    of_reports = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if issubclass(model, Sealed)
        or any(field.related_model is Report for field in model._meta.concrete_fields)
    }
    assert of_reports - WITHOUT_WORDS == set(GUARDED)
    with superuser(NAME) as owner:
        forced = owner.execute(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
        ).fetchall()
    assert {name for (name,) in forced} == set(GUARDED)


def _tables() -> list[str]:
    with superuser(NAME) as owner:
        rows = owner.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'v', 'm', 'p', 'f')"
            " AND relnamespace = 'public'::regnamespace ORDER BY relname"
        ).fetchall()
    return [name for (name,) in rows]


def _columns(table: str) -> list[str]:
    with superuser(NAME) as owner:
        rows = owner.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table]
        ).fetchall()
    return [name for (name,) in rows]


def _privileges(role: str) -> dict[str, set[str]]:
    """What a role may do with each table, by a grant to it or to everybody, or inherited."""
    with superuser(NAME) as owner:
        rows = owner.execute(
            "SELECT relname, p FROM pg_class, unnest(%s::text[]) AS p"
            " WHERE relkind IN ('r', 'v', 'm', 'p', 'f')"
            " AND relnamespace = 'public'::regnamespace AND has_table_privilege(%s, oid, p)",
            [sorted(ALL), role],
        ).fetchall()
    found: dict[str, set[str]] = {table: set() for table in _tables()}
    for table, privilege in rows:
        found[table].add(privilege)
    return found


# A view with a fault ---------------------------------------------------------------------------


@pytest.mark.usefixtures("faulty_views")
def test_the_database_refuses_a_public_view_every_closed_table() -> None:
    closed = set(_tables()) - set(PUBLIC_READS)
    assert closed >= CLOSED
    answers = {table: visitor().get(f"/reading/{table}/").content.decode() for table in closed}
    assert answers == dict.fromkeys(closed, DENIED)


@pytest.mark.usefixtures("faulty_views")
def test_the_same_view_in_the_workspace_may_read_them() -> None:
    """The refusal comes from the role, not from the view."""
    assert visitor().get("/workspace/reading/council_meeting/").content.endswith(b" rows")


@pytest.mark.usefixtures("faulty_views")
@pytest.mark.parametrize("how", ["raises", "answers"])
def test_a_view_that_fails_after_writing_leaves_no_row(how: str) -> None:
    response = visitor().get(f"/failing/{how}/")
    assert response.status_code == 500
    assert not _left(make_id(1))


@pytest.mark.usefixtures("faulty_views")
def test_a_view_that_does_not_fail_leaves_its_row() -> None:
    with undone():
        assert visitor().get("/failing/not/").status_code == 200
        assert _left(make_id(1))


@pytest.mark.usefixtures("faulty_views")
def test_a_streamed_body_is_refused_unless_it_is_a_file() -> None:
    """It would be read after the transaction, as whoever the connection then is."""
    streamed = visitor().get("/streaming/rows/")
    assert streamed.status_code == 500
    assert isinstance(streamed.exc_info[1], RuntimeError)
    file = visitor().get("/streaming/file/")
    assert file.status_code == 200
    assert file.getvalue().startswith(b'"""What the database itself allows')


@pytest.mark.usefixtures("faulty_views")
@pytest.mark.parametrize(
    "address",
    ["/reading/outreach_news/", "/reading/council_user/", "/failing/raises/", "/failing/answers/",
     "/nope/", "/workspace/reading/council_user/", "/workspace/nope/"],
)  # fmt: skip
def test_after_a_request_the_connection_is_whoever_it_was_before(address: str) -> None:
    assert _who() == (WORKSPACE, "")
    visitor().get(address)
    assert _who() == (WORKSPACE, "")
    with acting_as(Public()):
        visitor().get(address)
        assert _who() == (PUBLIC, "public")
    assert _who() == (WORKSPACE, "")


def make_id(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"


def _left(subscriber: str) -> bool:
    with acting_as(TEST):
        return Departure.objects.filter(subscriber=subscriber).exists()


def _who() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, coalesce(current_setting('portal.principal', true), '')"
        )
        role, principal = cursor.fetchone()
    return role, principal


# The public side -------------------------------------------------------------------------------


def test_every_public_page_is_made_as_the_public_role(published: Published) -> None:
    for address in (*published.public_pages(), *published.public_files(), "/nope/", "/readyz"):
        with CaptureQueriesContext(connection) as queries:
            visitor().get(address).close()
        said = [query["sql"] for query in queries]
        # Before whatever reads or writes, once, and for this transaction alone.
        assert [sql for sql in said if "set_config('role'" in sql] == said[1:2], address
        assert f"set_config('role', '{PUBLIC}', true)" in said[1], address
        around = [(n, sql) for n, sql in enumerate(said) if sql in ("BEGIN", "COMMIT", "ROLLBACK")]
        assert around == [(0, "BEGIN"), (len(said) - 1, "COMMIT")], address


def test_every_public_page_works_with_the_login_of_the_residents_side(published: Published) -> None:
    """As in production, where that process could not take another role if it wanted to."""
    here = {address: _served(address) for address in _everything(published)}
    with _as_the_residents_side():
        assert {address: _served(address) for address in _everything(published)} == here
        with undone():
            asked = {"address": "somebody@example.org"}
            assert visitor().post("/abonohu/", asked).status_code == 200
            wanted = {"language": "ar", "pause": "none"}
            own = f"/preferencat/{published.preferences}/"
            assert visitor().post(own, wanted).status_code == 200
            assert visitor().post(f"/konfirmo/{published.confirm}/").status_code == 200
            assert visitor().post(f"/ndalo/{published.token}/").status_code == 200
        with pytest.raises(ProgrammingError), acting_as(TEST):
            pass
    assert {status for status, _ in here.values()} == {200}


def _everything(published: Published) -> list[str]:
    return [*published.public_pages(), *published.public_files(), "/readyz"]


def _served(address: str) -> tuple[int, bytes]:
    response = visitor().get(address)
    return response.status_code, response.getvalue()


@contextmanager
def _as_the_residents_side() -> Iterator[None]:
    login = database_roles.PUBLIC_LOGIN
    with superuser(NAME) as owner:
        if not owner.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [login]).fetchone():
            owner.execute(f"CREATE ROLE {login} LOGIN")
        database_roles.let_become(owner, login, PUBLIC)
    parts = connections["default"].settings_dict
    before = parts["USER"], parts["OPTIONS"]["assume_role"]
    connection.close()
    parts["USER"], parts["OPTIONS"]["assume_role"] = login, PUBLIC
    try:
        yield
    finally:
        connection.close()
        parts["USER"], parts["OPTIONS"]["assume_role"] = before


# Row-level security ----------------------------------------------------------------------------

HIDDEN: dict[str, dict[str, Any]] = {
    # What the public role must not see of a record that a person could publish.
    "never published": {"published_at": None},
    "published tomorrow": {"published_at": timezone.now() + datetime.timedelta(days=1)},
    "withdrawn": {"published_at": LONG_AGO, "withdrawn_at": LONG_AGO},
}


@pytest.mark.parametrize("state", HIDDEN)
@pytest.mark.parametrize("kind", ["news", "event", "activity", "question"])
def test_a_record_that_is_not_public_is_invisible_with_all_its_words(kind: str, state: str) -> None:
    """Its words too, though a second person has reviewed them: being right is not being public."""
    model: Any = {"news": News, "event": Event, "activity": Activity, "question": Question}[kind]
    with undone():
        with acting_as(TEST):
            editor = User.objects.get(email__startswith="editor@")
            shown = getattr(make, kind)(by=editor, slug="shown", published_at=LONG_AGO)
            hidden = getattr(make, kind)(by=editor, slug="hidden", **HIDDEN[state])
            words = Text.objects.filter(key=hidden.source_key).count()
        with acting_as(Public()):
            assert model.objects.filter(pk=shown.pk).exists()
            assert Text.objects.filter(key=shown.source_key).count() == words > 0
            # One that was withdrawn says why; its words are gone all the same.
            says_why = state == "withdrawn" and kind in ("news", "event", "question")
            assert model.objects.filter(pk=hidden.pk).exists() is says_why
            assert not Text.objects.filter(key=hidden.source_key).exists()


@pytest.mark.parametrize("kind", ["news", "event"])
def test_of_what_was_withdrawn_the_reason_alone_is_visible(kind: str) -> None:
    with undone():
        with acting_as(TEST):
            editor = User.objects.get(email__startswith="editor@")
            gone = getattr(make, kind)(by=editor, slug="gone", **HIDDEN["withdrawn"])
            never = getattr(make, kind)(
                by=editor, slug="never", published_at=LONG_AGO, withdrawn_at=BEFORE_THAT
            )
            shown = getattr(make, kind)(by=editor, slug="shown", published_at=LONG_AGO)
            for record in (gone, never, shown):
                reason = {"withdrawn": make.words("Gone")}
                make.public_texts(key=record.source_key, fields=reason, by=editor)
        with acting_as(Public()):
            told = {row.field for row in Text.objects.filter(key=gone.source_key)}
            assert told == {"withdrawn"}
            assert not Text.objects.filter(key=never.source_key).exists()
            assert "withdrawn" not in {
                row.field for row in Text.objects.filter(key=shown.source_key)
            }


def test_words_that_nobody_reviewed_are_invisible() -> None:
    with undone():
        with acting_as(TEST):
            news = News.objects.published(at=timezone.now())[0]
            row = Text.objects.filter(key=news.source_key, language="ar")[0]
            Text.objects.filter(pk=row.pk).update(reviewed_at=None, reviewed_by=None)
        with acting_as(Public()):
            assert not Text.objects.filter(pk=row.pk).exists()
            assert Text.objects.filter(key=row.key, language="sq").exists()


@pytest.mark.parametrize("published_at", [None, timezone.now() + datetime.timedelta(days=1)])
def test_an_edition_that_is_not_published_is_invisible(published_at: Any) -> None:
    with undone():
        with acting_as(TEST):
            source = Edition.objects.filter(published_at__isnull=False)[0]
            draft = Edition.objects.get(pk=source.pk)
            draft.pk, draft.published_at = None, published_at
            draft.bulletin = Bulletin.objects.create(month="2031-05-01")
            draft._state.adding = True
            draft.save()
        with acting_as(Public()):
            assert not Edition.objects.filter(pk=draft.pk).exists()
            assert Edition.objects.filter(pk=source.pk).exists()


def test_a_withdrawn_fact_is_invisible() -> None:
    with undone():
        with acting_as(TEST):
            fact = PublishedFact.objects.all()[0]
            PublishedFact.objects.filter(pk=fact.pk).update(withdrawn_at=timezone.now())
        with acting_as(Public()):
            assert not PublishedFact.objects.filter(pk=fact.pk).exists()
            assert PublishedFact.objects.exists()


def test_each_table_with_drafts_shows_only_some_of_its_rows() -> None:
    """A table whose rows can be unpublished has a policy, whoever adds it to the list."""
    for table in PUBLIC_READS:
        model: type[models.Model] = next(
            model for model in apps.get_models() if model._meta.db_table == table
        )
        names = {field.name for field in model._meta.get_fields()}
        if names & {"published_at", "withdrawn_at", "reviewed_at"}:
            assert PUBLIC_READS[table], table


def test_the_public_side_changes_nothing_it_reads() -> None:
    for table in PUBLIC_READS:
        with undone(), acting_as(Public()), connection.cursor() as cursor:
            for statement in (f"DELETE FROM {table}", f"TRUNCATE {table}"):
                with pytest.raises(ProgrammingError), transaction.atomic():
                    cursor.execute(statement)


def test_the_languages_of_a_published_issue_are_all_there(published: Published) -> None:
    """The policies hide no more than they should."""
    with acting_as(Public()):
        editions = Edition.objects.filter(bulletin__month=published.month)
        assert {edition.language for edition in editions} == set(LANGUAGES)
