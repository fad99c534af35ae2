"""The corpus through translate-toolkit's pofilter: `python -m tests.languages.corpus.against_pofilter
<path of pofilter>`, from the checkout's folder. Pairs only: pofilter has no check of a text alone."""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.languages.corpus.reader import SETS, texts


def flagged(pofilter: str, language: str) -> tuple[int, int, int, int]:
    """Faulty texts, those flagged, clean texts, those flagged."""
    rows = [t for name in SETS for t in texts(name) if t.language == language]
    entries = [
        f"msgctxt {json.dumps(str(i))}\nmsgid {json.dumps(t.sq, ensure_ascii=False)}\n"
        f"msgstr {json.dumps(t.text, ensure_ascii=False)}\n"
        for i, t in enumerate(rows)
    ]
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    with tempfile.TemporaryDirectory() as folder:
        source, result = Path(folder, "in.po"), Path(folder, "out.po")
        source.write_text("\n".join([head, *entries]), encoding="utf-8")
        subprocess.run(
            [pofilter, f"--language={language}", "--nofuzzy", str(source), str(result)], check=True
        )
        said = result.read_text(encoding="utf-8") if result.exists() else ""
    seen = {int(number) for number in re.findall(r'msgctxt "(\d+)"', said)}
    faulty = [i for i, t in enumerate(rows) if t.kind]
    clean = [i for i, t in enumerate(rows) if not t.kind]
    return len(faulty), len(seen & set(faulty)), len(clean), len(seen & set(clean))


if __name__ == "__main__":
    for language in ("en", "ar"):
        faulty, found, clean, disturbed = flagged(sys.argv[1], language)
        sys.stdout.write(
            f"{language}: {found} of {faulty} found, {disturbed} of {clean} disturbed\n"
        )
