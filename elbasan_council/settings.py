"""Django's settings. What differs between machines comes from `environment.py` alone."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from elbasan_council import cityprofile, embedded, environment
from elbasan_council.database_roles import OWNER, PUBLIC, WORKSPACE

ENVIRONMENT = environment.read()
BASE_DIR: Path = environment.CHECKOUT
PORTAL_VAR: Path = ENVIRONMENT.var
DEMONSTRATION = ENVIRONMENT.mode == "demonstration"
CITY = cityprofile.read(ENVIRONMENT.city)

SECRET_KEY = ENVIRONMENT.secret_key
PORTAL_KEYS = ENVIRONMENT.keys
DEBUG = False
PORTAL_URL = ENVIRONMENT.url
EMAIL_URL = ENVIRONMENT.email_url
MAIL_LOG = ENVIRONMENT.mail_log
OUTBOX = ENVIRONMENT.outbox
BOUNCES = ENVIRONMENT.bounces
DKIM_SELECTOR = ENVIRONMENT.dkim_selector
RELAY_ADDRESSES = ENVIRONMENT.relay_addresses
DNS_SERVER = ENVIRONMENT.dns_server
HTTPS = PORTAL_URL.startswith("https://")
PORTAL_HOST = environment.host_of(PORTAL_URL)
ALLOWED_HOSTS = [environment.host_of(PORTAL_URL), "localhost", "127.0.0.1", "[::1]"]

INSTALLED_APPS = [
    "modeltranslation",  # before the admin and the apps whose names it translates
    "languages",
    "press",
    "council",
    "outreach",
    "bulletins",
    "elbasan_council",
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Outside of what may answer in a page's place.
    "elbasan_council.middleware.reach.ReachMiddleware",
    # Everything below makes a page; what was made of the same facts is answered from here.
    "elbasan_council.middleware.kept_pages.KeptPagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "elbasan_council.middleware.headers.HeadersMiddleware",
    "elbasan_council.middleware.language.LanguageMiddleware",
    # Everything below reads and writes inside the request's one transaction.
    "elbasan_council.middleware.transaction.RequestTransactionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "elbasan_council.middleware.session.SessionLifeMiddleware",
    "elbasan_council.middleware.workspace.WorkspaceMiddleware",
    "elbasan_council.middleware.second_factor.SecondFactorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "elbasan_council.urls"
WSGI_APPLICATION = "elbasan_council.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "elbasan_council.context.page",
            ],
        },
    }
]
FORM_RENDERER = "elbasan_council.forms.FormRenderer"

# --- Engines


# No question of the portal runs long enough to be worth compiling, but before PostgreSQL has counted
# a fresh table it believes so: a search took 16 ms instead of 3.
_QUICKLY = {"options": "-c jit=off"}


def _database(role: str) -> dict[str, Any]:
    parts = ENVIRONMENT.database or embedded.Places(PORTAL_VAR).database()
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST"}
    known |= {"port": "PORT"}
    rest = {key: value for key, value in parts.items() if key not in known}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{name: parts[key] for key, name in known.items() if key in parts},
        "OPTIONS": {"assume_role": role, "connect_timeout": 10, **_QUICKLY, **rest},
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # No ATOMIC_REQUESTS: see middleware/transaction.py.
    }


PORTAL_SIDE = ENVIRONMENT.side
DATABASES = {
    "default": _database(PUBLIC if PORTAL_SIDE == "public" else WORKSPACE),
    "owner": _database(OWNER),
}
DATABASE_ROUTERS = ["elbasan_council.database_roles.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = ENVIRONMENT.redis_url or embedded.Places(PORTAL_VAR).redis_url
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        # A full cache drops a third of its rows: with the usual 300, a stranger's 300 requests
        # would reset every throttle.
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}

CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 10, "socket_connect_timeout": 5}
# Results and arguments would lie in Redis for anybody to read.
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/Tirane"
CELERY_TASK_DEFAULT_QUEUE = "portal"

# --- People

AUTH_USER_MODEL = "council.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "council.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "council.passwords.NotCommon"},
]
ACCOUNT_ADAPTER = "elbasan_council.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
LOGIN_URL = "/workspace/login/"
LOGIN_REDIRECT_URL = "/workspace/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/workspace/login/"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # localhost is a secure context without TLS
MFA_ADAPTER = "elbasan_council.accounts.FactorAdapter"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_TOTP_ISSUER = CITY.council_short["sq"]

# Cookies are Secure except over loopback HTTP, where Python's clients would drop them.
# Idle for half an hour, twelve hours in all: the engine says when one ends.
SESSION_ENGINE = "council.sessions"
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [PORTAL_URL]
CSRF_FAILURE_VIEW = "elbasan_council.views.errors.csrf_failed"

# --- Notice boards

NOTICE_BOARDS_REMIND_AFTER_DAYS = 7
"""When a contact who has not answered is written to once more."""

# --- The web

SECURE_CONTENT_TYPE_NOSNIFF = True
# With no-referrer, Chromium sends `Origin: null` and Django refuses every plain form.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
# localhost and 127.0.0.1 both answer, without a redirect; in production the proxy redirects.
SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = ["security.W008"]  # the redirect to https is the proxy's

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# A paste from Word brings two megabytes of styles; it is cleaned, not refused.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024

STATIC_URL = "/static/"
STATIC_ROOT = PORTAL_VAR / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PORTAL_VAR / "documents"},
    },
    "staticfiles": {"BACKEND": "elbasan_council.static_files.Storage"},
}

PRIVATE_FILES = PORTAL_VAR / "private"
"""What members bring; the residents' own process has no such folder."""
FILE_UPLOAD_HANDLERS = ["elbasan_council.uploads.InMemory"]

# --- Languages and time

LANGUAGE_CODE = "sq"
LANGUAGES = [("sq", "Shqip"), ("en", "English"), ("ar", "العربية")]
MODELTRANSLATION_DEFAULT_LANGUAGE = "sq"
MODELTRANSLATION_FALLBACK_LANGUAGES: tuple[str, ...] = ()
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["languages.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Tirane"

# --- Logs: no visitor's address, no token, no text

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "elbasan_council.logs.WithoutWords",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "filters": {"addresses": {"()": "elbasan_council.logs.WithoutAddresses"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["addresses"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "portal": {"level": "INFO"},
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "flufl.bounce": {"level": "CRITICAL"},  # it shows what it stumbled over
        "django.request": {"level": "ERROR"},  # a mistyped address is no event
    },
}
