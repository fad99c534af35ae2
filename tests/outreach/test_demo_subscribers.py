"""Invented subscribers for trials."""

from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from outreach.addresses import keyed_hash
from outreach.models import Subscriber
from press.addresses import fenced_off


def entered(count: int) -> str:
    out = StringIO()
    call_command("demo_subscribers", str(count), stdout=out)
    return out.getvalue()


def test_they_come_in_three_languages_and_once(acting: None) -> None:
    assert entered(40) == "40 demonstration subscribers, 40 of them new\n"
    assert entered(100) == "100 demonstration subscribers, 60 of them new\n"
    rows = list(Subscriber.objects.all())
    assert Counter(row.language for row in rows) == {"sq": 60, "en": 25, "ar": 15}
    assert all(row.confirmed_at and row.address_hash == keyed_hash(row.address) for row in rows)
    assert not any(fenced_off(row.domain) for row in rows)


@pytest.mark.parametrize("count", ["0", "-1", "2000001"])
def test_a_count_makes_sense(acting: None, count: str) -> None:
    with pytest.raises(CommandError, match="How many"):
        call_command("demo_subscribers", "--", count)


def test_a_real_portal_has_no_invented_subscribers(acting: None, settings: Settings) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="demonstrations only"):
        entered(1)
    assert not Subscriber.objects.exists()
