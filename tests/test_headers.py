"""What every answer tells the browser, besides its page."""

import pytest
from django.test import Client

from tests import cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.mark.parametrize("address", ["/", "/workspace/login/", "/nothing/", "/robots.txt"])
def test_an_answer_belongs_to_us_alone_and_uses_no_device(acting: None, address: str) -> None:
    answer = Client().get(address)
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(
        answer["Permissions-Policy"].split(", ")
    )
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_logging_out_leaves_nothing_on_the_machine(acting: None) -> None:
    client = Client()
    client.force_login(cast.observer(), backend=BACKEND)
    assert "Clear-Site-Data" not in client.get("/workspace/logout/")
    assert "cache" in client.post("/workspace/logout/")["Clear-Site-Data"]
    assert client.get("/workspace/").status_code == 302
