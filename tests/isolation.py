"""Loaded before Django's settings: every run has engines, keys and folders of its own.

Whatever is exported, a test run touches no other portal and may stand beside `bin/run`.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from languages.catalogues import compile_catalogues

for _name in ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "PORTAL_MODE", "PORTAL_URL", "PORTAL_CITY"):
    os.environ.pop(_name, None)
for _name in ("PORT", "SECRET_KEY", "PORTAL_KEYS", "PORTAL_SIDE"):
    os.environ.pop(_name, None)
for _name in ("DATABASE_ADMIN_URL", "DATABASE_PUBLIC_PASSWORD", "BOUNCES", "DNS_SERVER"):
    os.environ.pop(_name, None)
for _name in ("DKIM_SELECTOR", "RELAY_ADDRESSES"):
    os.environ.pop(_name, None)

FOLDER = Path(tempfile.mkdtemp(prefix="portal-tests-"))
# PostgreSQL runs as another user where the tests run as root.
FOLDER.chmod(0o755)
os.environ["PORTAL_VAR"] = str(FOLDER / "var")
# Playwright's synchronous API runs a loop of its own, and Django would forbid the ORM beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def _clean_up() -> None:
    from elbasan_council import embedded

    embedded.leave(FOLDER / "var")
    embedded.remove(FOLDER / "var")
    shutil.rmtree(FOLDER, ignore_errors=True)


atexit.register(_clean_up)

compile_catalogues()  # before anything reads them
