"""`manage.py check_translation`: a line in, a line out, whatever the line is."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[2]
LINES = [
    '{"id": "1", "target": "en", "sq": "Erdhën 14 banorë.", "text": "41 residents came.", "x": 1}',
    "not json",
    '{"id": 2, "target": "de", "sq": "a", "text": "b"}',
    "[]",
    '{"id": "3", "sq": "Keshilli u mblodh."}',
    '{"id": "4", "target": "ar"}',
    '{"id": "5", "target": "ar", "sq": "Erdhën dy banorë.", "text": "حضر ساكنان."}',
    '{"id": "6", "sq": "Bashkia premton një urë.", "election": true}',
]


def answers(*arguments: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "manage.py", "check_translation", *arguments],
        cwd=CHECKOUT,
        input="\n".join(LINES),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_each_line_has_its_answer_in_the_same_order() -> None:
    said = answers()
    assert [row["id"] for row in said] == ["1", None, 2, None, "3", "4", "5", "6"]
    assert said[0]["findings"] == [
        {
            "check": "numbers",
            "severity": "error",
            "message": "The source says 14, the translation says 41.",
            "start": 0,
            "end": 2,
        }
    ]
    assert ["error" in row for row in said] == [False, True, True, True, False, True, False, False]
    assert [found["check"] for found in said[4]["findings"]] == ["letters"]
    assert said[6]["findings"] == []
    assert [found["check"] for found in said[7]["findings"]] == ["promises"]
