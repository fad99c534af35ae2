"""`python -m tests.beginning`: the set-up that the runs of `bin/test` share, made once in PORTAL_VAR.

A run finds it by PORTAL_TESTS_BEGIN and copies it; without that it makes its own.
"""

import os
import subprocess
from pathlib import Path

MADE = os.environ.get("PORTAL_TESTS_BEGIN")


def copy_static_files(var: Path) -> None:
    """The collected files and the stamp that says which they are."""
    if MADE:
        var.mkdir(parents=True, exist_ok=True)
        for name in ("static", "static.collected"):
            _copy(Path(MADE) / name, var / name)


def copy_database(var: Path) -> None:
    """PostgreSQL's files, which nobody uses on either side; no more than join finds then."""
    from elbasan_council import embedded

    data = embedded.Places(var).postgres_data
    if MADE and not data.exists():
        data.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _copy(embedded.Places(Path(MADE)).postgres_data, data)


def make_place(var: Path) -> None:
    """A PORTAL_VAR before its first start: nobody compresses or migrates there what is done."""
    copy_static_files(var)
    copy_database(var)


def _copy(source: Path, target: Path) -> None:
    subprocess.run(["cp", "--archive", source, target], check=True)


def main() -> None:
    import django

    from languages.catalogues import compile_catalogues

    compile_catalogues()  # before anything reads them
    django.setup()
    from django.conf import settings

    from elbasan_council import embedded, preparation, static_files

    static_files.collect()
    embedded.join(settings.PORTAL_VAR, redis=False)
    preparation.prepare_database()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elbasan_council.settings")
    main()
