"""The administrator's tables, in Django's admin: rules, institutions, seats, units, categories.

Nobody's texts, meetings, reports or accounts: those have pages of their own. No login of its own
either: who is not logged in goes to the members' login, who is no administrator finds nothing here.
Nothing is deleted, because old minutes name it.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.admin import AdminSite, ModelAdmin, display
from django.contrib.auth.views import redirect_to_login
from django.core.handlers.wsgi import WSGIRequest
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect

from council import audit
from council.access import may_keep_settings
from council.forms.accounts import ROLE_NAMES
from council.models import Agency, Category, Meeting, Rule, Seat, Unit
from council.people import Allowed, Role
from council.views.asking import reader_of

PAGES = {"index", "jsi18n", "app_list"}
PAGES_OF_A_TABLE = ("_changelist", "_add", "_change")
SEAT_ROLES = (Role.CHAIR, Role.MEMBER, Role.OBSERVER, Role.SECRETARY)
LOCKED = (Meeting.State.APPROVED, Meeting.State.PUBLISHED)


class SettingsSite(AdminSite):
    site_title = site_header = index_title = _("Settings of the portal")
    site_url = None
    enable_nav_sidebar = False
    final_catch_all_view = False
    index_template = "admin/settings.html"

    def has_permission(self, request: HttpRequest) -> bool:
        if not request.user.is_authenticated:
            return False
        return isinstance(may_keep_settings(reader_of(request)), Allowed)

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        @never_cache
        @csrf_protect
        def inner(request: WSGIRequest, *args: Any, **parts: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not self.has_permission(request):
                raise Http404
            answer: HttpResponse = view(request, *args, **parts)
            return answer

        return inner

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Without the admin's own login, and without what leads around our pages."""
        return [
            entry
            for entry in super().get_urls()
            if isinstance(entry, URLResolver) or entry.name in PAGES
        ]


class Table(ModelAdmin):
    """A table that the administrator keeps; each change is a line of the audit trail."""

    actions = None
    list_per_page = 50
    labels: dict[str, Any] = {}

    def get_urls(self) -> list[URLPattern]:
        return [entry for entry in super().get_urls() if str(entry.name).endswith(PAGES_OF_A_TABLE)]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.has_permission(request)  # type: ignore[arg-type]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def formfield_for_dbfield(self, db_field: Any, request: Any, **parts: Any) -> Any:
        if db_field.name in self.labels:
            parts["label"] = self.labels[db_field.name]
        return super().formfield_for_dbfield(db_field, request, **parts)

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        _record("settings.added", obj)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        _record("settings.changed", obj)


def _column(name: str, label: Any, *, yes_no: bool = False, words: Any = None) -> Any:
    """A column of the list under a translated head. `words`: what stands for a value."""

    @display(description=label, ordering=name, boolean=yes_no)
    def shown(row: Model) -> Any:
        value = getattr(row, name)
        return value if words is None else words[value]

    return shown


def _record(verb: str, row: Model) -> None:
    audit.record(verb=verb, object_key=f"{row._meta.model_name}:{row.pk}", at=timezone.now())


NAMES: dict[str, Any] = {
    "code": _("Code"),
    "order": _("Order"),
    "kind": _("Kind"),
    "agency": _("Institution"),
    "role": _("Role"),
    "voting": _("Votes"),
    "cleared": _("Cleared: reads what is closed, once a second person has confirmed the holder"),
    "months_kept": _("Months for which situations of this kind are kept"),
    "smallest_cell": _("Fewer situations than this are never published as a figure (at least 5)"),
    "name_sq": _("Name in Albanian"),
    "name_en": _("Name in English"),
    "name_ar": _("Name in Arabic"),
}
THREE_NAMES = ("name_sq", "name_en", "name_ar")
NAME_COLUMNS = tuple(_column(name, NAMES[name]) for name in THREE_NAMES)
BASES = {
    Rule.Base.VOTING: _("of the votes in favour and against"),
    Rule.Base.PRESENT: _("of the voting seats present"),
    Rule.Base.OCCUPIED: _("of the occupied voting seats"),
}


class Register(Table):
    """Its codes stand in addresses and files, so they stay as they were entered."""

    labels = NAMES

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code",) if obj else ()


class AgencyTable(Register):
    fields = ("code", "order", "kind", *THREE_NAMES)
    list_display = NAME_COLUMNS[:2]


class UnitTable(Register):
    fields = ("code", "order", *THREE_NAMES)
    list_display = NAME_COLUMNS


class SeatTable(Register):
    fields = ("code", "order", "agency", "role", "voting", "cleared", *THREE_NAMES)
    list_display = (
        NAME_COLUMNS[0],
        _column("role", NAMES["role"], words=ROLE_NAMES),
        _column("voting", NAMES["voting"], yes_no=True),
        _column("cleared", _("cleared seat"), yes_no=True),
    )

    def formfield_for_dbfield(self, db_field: Any, request: Any, **parts: Any) -> Any:
        if db_field.name == "role":
            choices = [(role.value, ROLE_NAMES[role]) for role in SEAT_ROLES]
            return forms.ChoiceField(label=self.labels["role"], choices=choices)
        found = super().formfield_for_dbfield(db_field, request, **parts)
        if db_field.name == "agency":
            found.label_from_instance = lambda row: row.name_sq
        return found


OF_RULES: dict[str, Any] = {
    "from_date": _("In force from"),
    "quorum_percent": _("Quorum: more than this percentage of the occupied voting seats"),
    "majority_percent": _("Majority: more than this percentage"),
    "majority_base": _("Counted of"),
    "notice_days": _("Days between convening and an ordinary meeting"),
    "legal_basis": _("Legal basis"),
}


class CategoryTable(Register):
    """What is changed holds for reports that are sent or closed from then on, and for new figures."""

    fields = ("code", "order", "months_kept", "smallest_cell", *THREE_NAMES)
    list_display = ("name_sq", "months_kept", "smallest_cell")


class RuleTable(Table):
    """Rules by which minutes were approved stay: new ones begin on another day."""

    fields = (
        "from_date",
        "quorum_percent",
        "majority_percent",
        "majority_base",
        "notice_days",
        "legal_basis",
    )
    labels = OF_RULES
    list_display = tuple(
        _column(name, OF_RULES[name])
        for name in ("from_date", "quorum_percent", "majority_percent", "notice_days")
    )

    def formfield_for_dbfield(self, db_field: Any, request: Any, **parts: Any) -> Any:
        if db_field.name == "majority_base":
            label = self.labels["majority_base"]
            return forms.ChoiceField(label=label, choices=list(BASES.items()))
        return super().formfield_for_dbfield(db_field, request, **parts)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and not (isinstance(obj, Rule) and _was_used(obj))


def _was_used(rule: Rule) -> bool:
    """Whether approved minutes say that they were made under these rules."""
    meetings = Meeting.objects.filter(starts_at__date__gte=rule.from_date, state__in=LOCKED)
    following = Rule.objects.filter(from_date__gt=rule.from_date).order_by("from_date").first()
    if following:
        meetings = meetings.filter(starts_at__date__lt=following.from_date)
    return meetings.exists()


# Said here and not in the models, where each change of words would be a migration.
for model, one, many in (
    (Agency, _("institution"), _("institutions")),
    (Seat, _("seat"), _("seats")),
    (Unit, _("administrative unit"), _("administrative units")),
    (Category, _("category of situations"), _("categories of situations")),
    (Rule, _("rules of procedure"), _("rules of procedure")),
):
    model._meta.verbose_name, model._meta.verbose_name_plural = one, many

site = SettingsSite(name="admin")
site.register(Agency, AgencyTable)
site.register(Seat, SeatTable)
site.register(Unit, UnitTable)
site.register(Category, CategoryTable)
site.register(Rule, RuleTable)
