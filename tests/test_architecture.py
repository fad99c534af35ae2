"""The house as DESIGN.md lays it: who may know whom, and which rooms there are."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest
import tinycss2
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test.utils import isolate_apps

CHECKOUT: Path = settings.BASE_DIR
PACKAGES = ("languages", "press", "council", "outreach", "bulletins", "elbasan_council")
LEFT_TO_RIGHT = {package: number for number, package in enumerate(PACKAGES)}

DOORS: Mapping[str, set[str]] = {
    # Package → what another package may import of it; languages and press are open.
    "council": {
        *("published", "agenda", "people", "audit", "access", "notices", "progress"),
        "working_days",
    },
    "outreach": {
        *("published", "mailing", "letters", "boards", "pages", "reach", "calendar", "progress"),
        "standards",
    },
    "bulletins": {"published", "progress"},
}
ROOMS = {
    "apps", "models", "access", "actions", "audit", "forms", "tasks", "views", "admin", "feeds",
    "urls", "progress", "migrations", "demonstration", "registers", "translation",
    "templatetags", "management",
}  # fmt: skip
OWN_ROOMS: Mapping[str, set[str]] = {
    # A new one is a decision: write it down here.
    "council": DOORS["council"]
    | {
        "attending",
        "calendars",
        "circulation",
        "convocation",
        "disclosure",
        "keyring",
        "sealing",
        "passwords",
        "quorum",
        "recipients",
        "sessions",
        "tokens",
        "wordings",
        "minutes_content",
        "minutes_paper",
        "minutes_standing",
        "minutes_versions",
        "published_minutes",
        "published_register",
        "published_values",
        "published_pages",
        "repeating",
        "withdrawn_words",
        "wake",
    },
    "outreach": DOORS["outreach"]
    | {
        "access",
        "addresses",
        "answers",
        "corrections",
        "small_cells",
        "survey",
        "survey_results",
        "benchmark",
        "ics",
        "freshness",
        "help_documents",
        "mailed_months",
        "newsroom",
        "pictures",
        "wake",
        "office",
        "pacing",
        "published_events",
        "published_news",
        "published_texts",
        "published_help",
        "postings",
        "published_questions",
        "relay_log",
        "schema_org",
        "searching",
        "sender_notes",
        "subscriptions",
        "tokens",
        "topics",
        "withdrawing",
    }
    | {"deliverability", "returned"},
    "bulletins": DOORS["bulletins"]
    | {"composition", "studio", "translating", "outputs"}
    | {"archived", "changes", "checking", "content", "documents", "gathering", "institutions"}
    | {
        "ordering",
        "personal",
        "pictures",
        "reasons",
        "recordings",
        "sentences",
        "sources",
        "states",
    }
    | {"working_days"},
}
ATTICS = {"utils", "util", "core", "common", "helpers", "helper", "services", "service", "misc"}

SIGNALS = re.compile(r"django\.dispatch\.|django\.(.+\.)?signals\.|allauth\..+\.signals\.")

PRODUCT = (*PACKAGES, "templates", "locale", "bin", "manage.py", "pyproject.toml")
TEXTS = {".py", ".html", ".txt", ".xml", ".css", ".js", ".svg", ".po", ".toml", ".csv", ".sh", ""}


def test_the_import_contracts_are_kept() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_each_package_is_entered_by_its_doors() -> None:
    """The wiring may call more (tasks, registers, commands' actions), but never a model of others."""
    found = [
        f"{path}: {package}.{module}"
        for importer in PACKAGES[:-1]
        for path in modules(importer)
        for package, module in imports(path)
        if package != importer and package in DOORS and module not in DOORS[package]
    ]
    assert found == []


def test_no_relation_crosses_a_package_except_to_the_user() -> None:
    ours = [model for model in apps.get_models() if package_of(model) in PACKAGES]
    assert len(ours) > 25
    assert [crossing for model in ours for crossing in crossings(model)] == []


@isolate_apps("council", "bulletins")
def test_a_relation_by_a_string_is_found_too() -> None:
    class Meeting(models.Model):
        class Meta:
            app_label = "council"

    class Draft(models.Model):
        meeting = models.ForeignKey("council.Meeting", on_delete=models.CASCADE)
        others = models.ManyToManyField("council.Meeting", related_name="+")

        class Meta:
            app_label = "bulletins"

    assert list(crossings(Draft)) == ["bulletins.Draft.meeting", "bulletins.Draft.others"]
    assert list(crossings(Meeting)) == []


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_has_no_attic(package: str) -> None:
    names = {part for path in modules(package) for part in path.with_suffix("").parts}
    assert names & ATTICS == set()


@pytest.mark.parametrize("package", OWN_ROOMS)
def test_a_package_has_the_rooms_that_the_design_names(package: str) -> None:
    rooms = {path.stem for path in (CHECKOUT / package).iterdir() if is_room(path)}
    assert rooms - ROOMS - OWN_ROOMS[package] == set()


def test_models_are_one_noun_a_file() -> None:
    homes = [model.__module__ for model in apps.get_models() if package_of(model) in OWN_ROOMS]
    assert len(homes) == len(set(homes))


def test_nothing_happens_beside_an_action() -> None:
    """No `save()` with effects of its own, and no signals."""
    found = []
    for package in PACKAGES:
        for path in modules(package):
            tree = ast.parse((CHECKOUT / path).read_text())
            for node in ast.walk(tree):
                if isinstance(node, ast.ImportFrom) and SIGNALS.match(f"{node.module}."):
                    found.append(f"{path}: {node.module}")
                if isinstance(node, ast.FunctionDef) and node.name in ("save", "delete"):
                    found.append(f"{path}: {node.name}()")
    assert found == []


def test_only_the_profile_names_the_city() -> None:
    """The Django package and the project are called after their first city; that is all."""
    found = [
        f"{path}:{number}: {line.strip()[:80]}"
        for path in product_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if city_names().search(line.replace("elbasan_council", "").replace("elbasan-council", ""))
    ]
    assert found == []


@pytest.mark.parametrize(
    "name", ["Elbasan", "te elbasanit", "ELBASANI", "بلدية إلباسان", "الباسان"]
)
def test_the_city_is_found_in_each_of_its_forms(name: str) -> None:
    assert city_names().search(name)


def test_pages_have_no_inline_style_or_script() -> None:
    """The security policy would drop them. Letters and documents are not pages."""
    found = [
        f"{path.relative_to(CHECKOUT)}: {inline[0]}"
        for path in sorted((CHECKOUT / "templates").rglob("*.html"))
        if not {"letter", "letters", "pdf"} & set(path.relative_to(CHECKOUT).parts)
        for inline in INLINE.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "html",
    [
        '<p style="color: red">',
        "<p\n  style='color: red'>",
        "<style>p {}</style>",
        "<script>go()</script>",
        '<script nonce="1">go()</script>',
        '<a onclick="go()">',
        '<a href="javascript:go()">',
    ],
)
def test_an_inline_style_or_script_is_found(html: str) -> None:
    assert INLINE.search(html)


@pytest.mark.parametrize(
    "html",
    [
        '<script src="/static/a.js" defer></script>',
        '<script type="application/json">{}</script>',
        '<p class="style" data-style="1">',
    ],
)
def test_what_the_policy_lets_pass_is_no_inline_style(html: str) -> None:
    assert not INLINE.search(html)


def test_the_portals_style_knows_no_left_and_no_right() -> None:
    sheet = CHECKOUT / "elbasan_council" / "static" / "portal" / "portal.css"
    assert list(physical(sheet.read_text(encoding="utf-8"))) == []


def test_left_and_right_are_found_wherever_they_stand() -> None:
    sheet = """
        @layer a { p { margin-left: 1px; @media print { padding-right: 2px } } }
        p { left: 0; float: right; text-align: left; border-top-left-radius: 1px; color: red }
        p { margin: 0 1px 0 2px; inset: 0 1px 2px 3px; border-left-color: red }
    """
    assert list(physical(sheet)) == [
        "margin-left: 1px",
        "padding-right: 2px",
        "left: 0",
        "float: right",
        "text-align: left",
        "border-top-left-radius: 1px",
        "margin: 0 1px 0 2px",
        "inset: 0 1px 2px 3px",
        "border-left-color: red",
    ]


# What they look at -----------------------------------------------------------------------------


def modules(package: str) -> list[Path]:
    """Its Python files, as paths in the checkout."""
    return sorted(path.relative_to(CHECKOUT) for path in (CHECKOUT / package).rglob("*.py"))


def is_room(path: Path) -> bool:
    if path.suffix == ".py":
        return path.stem != "__init__"
    return path.is_dir() and path.name != "__pycache__"


def imports(path: Path) -> Iterator[tuple[str, str]]:
    """(package, the module below it) of each import; of a bare package, its module is ""."""
    for node in ast.walk(ast.parse((CHECKOUT / path).read_text())):
        names = []
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: a relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            package, _, rest = name.partition(".")
            if package in PACKAGES:
                yield package, rest.partition(".")[0]


def package_of(model: type[models.Model]) -> str:
    """The package that a model belongs to: that of its app, wherever its class stands."""
    found: ModuleType = apps.get_app_config(model._meta.app_label).module  # type: ignore[assignment]
    return found.__name__.partition(".")[0]


def crossings(model: type[models.Model]) -> Iterator[str]:
    """The model's own relations into another package. Django's and allauth's are not ours."""
    for field in model._meta.get_fields():
        if not field.is_relation or field.auto_created:
            continue
        other = field.related_model
        assert isinstance(other, type), f"{field} leads nowhere in particular"
        if other is apps.get_model(settings.AUTH_USER_MODEL):
            continue
        if package_of(other) in PACKAGES and package_of(other) != package_of(model):
            yield f"{model._meta.label}.{field.name}"


def product_files() -> Iterator[Path]:
    for name in PRODUCT:
        root = CHECKOUT / name
        for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if path.is_relative_to(settings.CITY.folder) or "__pycache__" in path.parts:
                continue
            if path.is_file() and path.suffix in TEXTS:
                yield path


def city_names() -> re.Pattern[str]:
    """The city's names in any spelling that its profile knows; Arabic also without the hamza."""
    city = settings.CITY
    names = {*city.city.values(), *city.city_cases.values(), city.city["ar"].replace("إ", "ا")}
    return re.compile("|".join(re.escape(name) for name in sorted(names)), re.IGNORECASE)


INLINE = re.compile(
    r"""
    (?<![-\w])style\s*=
    | <style\b
    | <script\b(?![^>]*\bsrc=)(?![^>]*\btype="application/json")
    | \son[a-z]+\s*=
    | javascript:
    """,
    re.IGNORECASE | re.VERBOSE,
)
FOUR_SIDES = {"margin", "padding", "inset", "border-width", "border-color", "border-style"}


def physical(css: str) -> Iterator[str]:
    """Declarations that say left or right, also hidden in a shorthand of four different sides."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    for rule in rules:
        if rule.type in ("qualified-rule", "at-rule") and rule.content is not None:
            yield from _in_block(rule.content)


def _in_block(content: list[object]) -> Iterator[str]:
    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if node.type in ("qualified-rule", "at-rule") and node.content is not None:
            yield from _in_block(node.content)
        elif node.type == "declaration" and _is_physical(node.lower_name, node.value):
            yield f"{node.name}: {tinycss2.serialize(node.value).strip()}"


def _is_physical(name: str, value: list[object]) -> bool:
    if {"left", "right"} & set(name.split("-")):
        return True
    words = [token for token in value if token.type != "whitespace"]  # type: ignore[attr-defined]
    if name in FOUR_SIDES and len(words) == 4:
        return tinycss2.serialize([words[1]]) != tinycss2.serialize([words[3]])
    sided = {"text-align", "float", "clear", "caption-side"}
    return name in sided and tinycss2.serialize(value).strip() in ("left", "right")
