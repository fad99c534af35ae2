"""A small bulletin in each language, and its letter, for the tests of letters."""

from datetime import UTC, datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from languages import direction
from press.mail import PREFERENCES_SLOT, UNSUBSCRIBE_SLOT, Message, inline, wrap

WRITTEN_AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)

_WORDS: dict[str, dict[str, Any]] = {
    "sq": {
        "title": "Buletini mujor – tetor 2026",
        "council": "Këshilli Vendor i Sigurisë Publike (KVSP)",
        "address": "Bashkia, kati 1",
        "headlines": [
            "Rruga e shkollës: drita të reja deri në dhjetor",
            "Thirrje mashtruese? Mbylleni dhe telefononi 129",
            "Një premtim u vonua: pse dhe deri kur",
        ],
        "numbers": ["Emergjenca", "Policia e Shtetit", "ALO për fëmijë", "Gra dhe vajza"],
        "summary": ["Shkurt", "4 vendime kanë afat.", "1 premtim u vonua.", "Takim i hapur."],
        "decisions": "Çfarë u vendos",
        "decision": "Bashkia do të vendosë ndriçim në katër vende të errëta të rrugës së shkollës.",
        "institution": "Bashkia",
        "promises": "Premtimet",
        "promise": "Autobusi i shkollës do të niset edhe kur ka borë.",
        "reason": "pjesët e autobusit erdhën me vonesë",
        "calendar": "Kalendari",
        "event": "Takim i hapur me banorët",
        "place": "Papër, shtëpia e kulturës",
    },
    "en": {
        "title": "Monthly bulletin – October 2026",
        "council": "Local Public Safety Council (LPSC)",
        "address": "Municipality, floor 1",
        "headlines": [
            "School road: new lights by December",
            "A fraud call? Hang up and ring 129",
            "One promise is late: why and until when",
        ],
        "numbers": ["Emergency", "State Police", "Child helpline ALO", "Women and girls"],
        "summary": ["In brief", "4 decisions have a date.", "1 promise is late.", "Open meeting."],
        "decisions": "What was decided",
        "decision": "The municipality will light four dark places on the way to school.",
        "institution": "Municipality",
        "promises": "Promises",
        "promise": "The school bus will also run in snow.",
        "reason": "parts for the bus came late",
        "calendar": "Calendar",
        "event": "Open meeting with residents",
        "place": "Papër, house of culture",
    },
    "ar": {
        "title": "النشرة الشهرية – أكتوبر 2026",
        "council": "المجلس المحلي للسلامة العامة",
        "address": "مبنى البلدية، الطابق 1",
        "headlines": [
            "طريق المدرسة: إنارة جديدة قبل ديسمبر",
            "مكالمة احتيال؟ أنهوها واتصلوا بالرقم 129",
            "وعد تأخر: الأسباب والموعد الجديد",
        ],
        "numbers": ["الطوارئ", "شرطة الدولة", "خط نجدة الطفل", "خط المشورة للنساء والفتيات"],
        "summary": ["باختصار", "4 قرارات لها مواعيد.", "تأخر وعد واحد.", "اجتماع مفتوح للجمهور."],
        "decisions": "ما تقرر",
        "decision": "ستضيء البلدية أربعة مواضع مظلمة على طريق المدرسة في الوحدة الإدارية.",
        "institution": "البلدية",
        "promises": "الوعود",
        "promise": "ستسير حافلة المدرسة في أيام الثلج أيضًا.",
        "reason": "وصلت قطع الحافلة متأخرة",
        "calendar": "التقويم",
        "event": "اجتماع مفتوح مع السكان",
        "place": "بابر، دار الثقافة",
    },
}


def issue(language: str, *, promises: int = 3) -> dict[str, Any]:
    """The content schema of a bulletin, with the blocks that a letter shows."""
    words = _WORDS[language]
    states = ("done", "on_time", "late")
    numbers = ("112", "129", "116\u00a0111", "116\u00a0117")
    return {
        "title": words["title"],
        "demonstration": True,
        "council": {
            "name": words["council"],
            "address": words["address"],
            "telephone": "+355\u00a054\u00a0000\u00a0000",
            "email": "keshilli@example.org",
            "hours": "",
        },
        "blocks": [
            {
                "kind": "cover",
                "headlines": words["headlines"],
                "numbers": [
                    {"number": number, "name": name}
                    for number, name in zip(numbers, words["numbers"], strict=True)
                ],
            },
            {
                "kind": "summary",
                "title": words["summary"][0],
                "items": [
                    {"label": label, "text": text}
                    for label, text in zip(
                        ("done", "late", "next"), words["summary"][1:], strict=True
                    )
                ],
            },
            {
                "kind": "decisions",
                "title": words["decisions"],
                "rows": [
                    {
                        "number": f"2026-{serial}",
                        "text": words["decision"],
                        "institution": words["institution"],
                        "deadline": "2026-12-15",
                    }
                    for serial in (14, 15)
                ],
            },
            {
                "kind": "promises",
                "title": words["promises"],
                "rows": [
                    {
                        "text": words["promise"],
                        "institution": words["institution"],
                        "deadline": "2026-10-30",
                        "state": states[index % 3],
                        "done_on": "2026-10-20" if index % 3 == 0 else None,
                        "reason": words["reason"] if index % 3 == 2 else "",
                        "new_deadline": "2026-12-11" if index % 3 == 2 else None,
                    }
                    for index in range(promises)
                ],
            },
            {
                "kind": "calendar",
                "title": words["calendar"],
                "rows": [
                    {
                        "date": "2026-11-18",
                        "starts_at": "17:00",
                        "title": words["event"],
                        "place": words["place"],
                        "accessible": True,
                        "open": True,
                    }
                ],
            },
        ],
    }


def rendered(
    language: str,
    *,
    unsubscribe_url: str = UNSUBSCRIBE_SLOT,
    preferences_url: str = PREFERENCES_SLOT,
    content: dict[str, Any] | None = None,
) -> tuple[str, str, str]:
    """Subject, text and HTML as the bulletin makes them."""
    context = {
        "issue": content or issue(language),
        "language": language,
        "direction": direction(language),
        "unsubscribe_url": unsubscribe_url,
        "preferences_url": preferences_url,
        "web_address": "http://localhost:8000/buletini/2026/10/?k=m",
        "pdf_address": "http://localhost:8000/buletini/2026/10.pdf",
        "pdf_pages": 8,
        "pdf_size": 412_300,
    }
    folder = "bulletins/letter/edition"
    with override(language):
        subject = render_to_string(f"{folder}_subject.txt", context).strip()
        text = wrap(render_to_string(f"{folder}.txt", context), language)
        html = inline(render_to_string(f"{folder}.html", context))
    return subject, text, html


def message(language: str = "sq", **changes: Any) -> Message:
    """A short letter of a list, with slots for links, unless told otherwise."""
    links = f"{UNSUBSCRIBE_SLOT}\n\nëçأ؟\n{PREFERENCES_SLOT}"
    values: dict[str, Any] = {
        "subject": _WORDS[language]["title"],
        "text": f"Përshëndetje. السلام عليكم.\n{links}\nfund",
        "html": f'<p>ë <a href="{UNSUBSCRIBE_SLOT}">x</a> <a href="{PREFERENCES_SLOT}">y</a></p>',
        "language": language,
        "sender_name": "Këshilli i Sigurisë, zyra (KVSP)",
        "sender_address": "buletini@example.org",
        "recipient": "lexuesja@example.com",
        "envelope_sender": "kthim+1@example.org",
        "message_id": "<mailing-1.lexuesja@example.org>",
        "date": WRITTEN_AT,
        "list_id": f"buletini-{language}.example.org",
        "list_name": _WORDS[language]["title"],
        "unsubscribe_url": "https://example.org/ndalo/abc/",
        "unsubscribe_mailto": "mailto:ndalo+abc@example.org?subject=stop",
        "archive_url": "https://example.org/buletini/",
        **changes,
    }
    return Message(**values)
