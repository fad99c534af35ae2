"""Programs of others that read what we write: the HTML checker, Lighthouse, readers of feeds and calendars."""

import json
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import icalendar

from tests.browsers import FLAGS, WHOLE
from tests.inspection.answers import Answer

PASSED_OVER = ("The “list” role is unnecessary",)
"""Where a list has no bullets, Safari says that it is a list only with its role."""
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = {"performance": 90, "accessibility": 100}
READ_FEED = """
const Parser = require('rss-parser'), fs = require('fs')
for (const file of process.argv.slice(1))
  new Parser().parseString(fs.readFileSync(file, 'utf8')).then(
    feed => {
      const lacking = feed.items.filter(item => !item.link || !item.title || !item.isoDate)
      console.log(JSON.stringify([file, feed.items.length, lacking.length]))
    },
    error => console.log(JSON.stringify([file, -1, String(error)])))
"""
READ_CALENDAR = """
const fs = require('fs')
import('ical.js').then(({default: ICAL}) => {
  for (const file of process.argv.slice(1)) {
    try {
      const all = new ICAL.Component(ICAL.parse(fs.readFileSync(file, 'utf8')))
      for (const zone of all.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
      const events = all.getAllSubcomponents('vevent').map(one => new ICAL.Event(one))
      const backwards = one => one.endDate.toJSDate() < one.startDate.toJSDate()
      const lacking = events.filter(one => !one.uid || !one.summary || backwards(one))
      console.log(JSON.stringify([file, events.length, lacking.length]))
    } catch (error) { console.log(JSON.stringify([file, -1, String(error)])) }
  }
})
"""


def save(answers: Iterable[Answer], folder: Path) -> dict[str, Answer]:
    """Each in a file of its own; the answers by the files' names."""
    folder.mkdir(parents=True, exist_ok=True)
    saved: dict[str, Answer] = {}
    for number, answer in enumerate(answers):
        ending = {"text/html": "html", "text/calendar": "ics"}.get(answer.kind, "xml")
        name = f"{number:03}-{answer.file_name}.{ending}"
        (folder / name).write_bytes(answer.body)
        saved[name] = answer
    return saved


def invalid_html(tools: Path, folder: Path, saved: Mapping[str, Answer]) -> Iterator[str]:
    """What the Nu HTML Checker finds, warnings too, for all pages in one call."""
    checker = tools / "node_modules/vnu-jar/build/dist/vnu.jar"
    done = subprocess.run(
        ("java", "-jar", checker, "--format", "json", "--skip-non-html", folder),
        capture_output=True,
        text=True,
        check=False,
    )
    for message in json.loads(done.stderr)["messages"]:
        if message["type"] == "info" and message.get("subType") != "warning":
            continue
        if not message["message"].startswith(PASSED_OVER):
            answer = saved[message["url"].rpartition("/")[2]]
            where = answer.name or answer.address
            yield f"{where}: HTML: {message['message']} {message.get('extract', '')[:80]!r}"


def unreadable(tools: Path, folder: Path, saved: Mapping[str, Answer]) -> Iterator[str]:
    """Feeds and calendars that programs of others do not understand, or only in part."""
    for script, ending in ((READ_FEED, "xml"), (READ_CALENDAR, "ics")):
        files = [str(folder / name) for name in saved if name.endswith(ending)]
        done = subprocess.run(
            ("node", "-e", script, *files),
            cwd=tools,
            capture_output=True,
            text=True,
            check=True,
        )
        told = [json.loads(line) for line in done.stdout.splitlines()]
        if len(told) != len(files):
            yield f"{ending}: {len(files)} files, {len(told)} read"
        for file, entries, lacking in told:
            if entries < 1 or lacking:
                yield f"{saved[Path(file).name].address}: {entries} entries, lacking: {lacking}"
    for name, answer in saved.items():
        if name.endswith("ics"):
            calendar = icalendar.Calendar.from_ical(answer.body.decode())
            for component in calendar.walk():
                for wrong in component.errors:
                    yield f"{answer.address}: {wrong}"


def lighthouse(tools: Path, folder: Path, addresses: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Scores of 100 and times by address, on its simulated telephone."""
    found = {}
    for number, address in enumerate(addresses):
        file = folder / f"lighthouse-{number}.json"
        subprocess.run(
            (
                tools / "node_modules/.bin/lighthouse",
                address,
                "--quiet",
                "--output=json",
                f"--output-path={file}",
                f"--only-categories={','.join(CATEGORIES)}",
                f"--chrome-flags={' '.join([*FLAGS, '--headless=new'])}",
            ),
            env={**os.environ, "CHROME_PATH": str(WHOLE)},
            capture_output=True,
            check=True,
        )
        told = json.loads(file.read_text())
        scores = {name: round(100 * told["categories"][name]["score"]) for name in CATEGORIES}
        audits = told["audits"]
        found[address] = {
            **scores,
            "LCP s": round(audits["largest-contentful-paint"]["numericValue"] / 1000, 2),
            "CLS": round(audits["cumulative-layout-shift"]["numericValue"], 3),
            "lacking": [
                name
                for category in CATEGORIES
                for name in (one["id"] for one in told["categories"][category]["auditRefs"])
                if audits[name]["score"] is not None and audits[name]["score"] < 0.9
            ],
        }
    return found
