"""“Was this page useful?”: an answer is a number, and a way to say more."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from outreach import reach
from outreach.forms.useful import UsefulForm
from outreach.pages import cacheable
from outreach.reach.visits import by_a_reader
from outreach.subscriptions import HOUR, TooOften, count_form
from outreach.views.forms import client_of, public_form, too_often


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def useful(request: HttpRequest, language: str) -> HttpResponseBase:
    return _take(request) if request.method == "POST" else _look(request)


@cacheable
def _look(request: HttpRequest) -> HttpResponse:
    """Opened by itself, as by the list of languages: there is no page to answer about."""
    return render(request, "outreach/useful/useful.html", {"answer": ""})


@never_cache
def _take(request: HttpRequest) -> HttpResponse:
    form = UsefulForm(request.POST)
    if not form.is_valid() or form.about is None:
        return render(request, "outreach/useful/useful.html", {"answer": ""}, status=422)
    now = timezone.now()
    answer, page = form.cleaned_data["answer"], form.cleaned_data["page"]
    told = {"answer": answer, "page": page, "page_language": form.about.language}
    try:
        count_form(client=client_of(request), at=now, form="useful")
    except TooOften as error:
        told |= {"answer": "", "too_often": too_often(error)}
        response = render(request, "outreach/useful/useful.html", told, status=429)
        response["Retry-After"] = str(HOUR)
        return response
    if by_a_reader(request):
        about = form.about
        reach.count(
            kind=form.kind, language=about.language, page=about.page, issue=about.issue, at=now
        )
    return render(request, "outreach/useful/useful.html", told)
