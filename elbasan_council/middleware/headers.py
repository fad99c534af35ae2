"""What a browser is told that Django has no setting for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Next = Callable[[HttpRequest], HttpResponse]
NOT_USED = (
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer",
    "microphone", "midi", "payment", "usb",
)  # fmt: skip
PERMISSIONS = ", ".join(f"{name}=()" for name in NOT_USED)
LOGOUT = "/workspace/logout/"


class HeadersMiddleware:
    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["Permissions-Policy"] = PERMISSIONS
        if request.path_info == LOGOUT and request.method == "POST":
            # What was read stays on no machine; the session's cookie goes with the logout itself.
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response
