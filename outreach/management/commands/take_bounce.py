import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from outreach.actions.take_returned import take_returned
from outreach.models import ReturnedMail


class Command(BaseCommand):
    help = "Records one returned message from standard input; 0, or 75 and the server keeps it."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        take_returned(sys.stdin.buffer, way=ReturnedMail.Way.PIPE, at=timezone.now())
