"""What may stand in a log: addresses of people and their tokens may not."""

import logging

from django.http import HttpRequest


class WithoutAddresses(logging.Filter):
    """Replaces the address that a request asked for by its route, which holds no token."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            match = request.resolver_match
            route = f"/{match.route}" if match else "an unknown address"
            record.msg, record.args = f"{request.method} {route}: {_status(record)}", ()
            record.request = None
        return True


def _status(record: logging.LogRecord) -> str:
    return str(getattr(record, "status_code", "") or record.levelname)
