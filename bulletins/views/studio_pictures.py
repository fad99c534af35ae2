"""The picture of a block in the editor."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bulletins.actions import set_picture
from bulletins.forms.pictures import PictureForm
from bulletins.models import Block
from bulletins.views.asking import who
from bulletins.views.studio_door import back_to, block_of, for_authors, month_of, with_nonce
from bulletins.views.studio_month import page


@dataclass(frozen=True)
class Refused:
    """A picture that was not taken, as the editor's page shows it."""

    block: Block
    form: PictureForm
    language: str = ""

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Where it is, and what."""
        return [
            (f"picture-{name}-{self.block.pk}", str(error))
            for name, errors in self.form.errors.items()
            for error in errors
        ]


@require_POST
@for_authors
@with_nonce
def change(request: HttpRequest, year: int, month: int) -> HttpResponse:
    block = block_of(month_of(year, month), request.POST.get("block", ""))
    way = request.POST.get("way", "")
    try:
        if way == "put":
            return _put(request, block)
        return _act(request, block, way)
    except (set_picture.NoPlace, set_picture.NoPicture):
        raise Http404 from None


def _put(request: HttpRequest, block: Block) -> HttpResponse:
    form = PictureForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, block.bulletin, refused=Refused(block, form), status=422)
    given = form.cleaned_data
    set_picture.put_picture(
        block=block,
        sized=given["file"],
        decorative=given["decorative"],
        by=who(request),
        at=timezone.now(),
    )
    said = _("The picture is here. Write what it shows, in each language.")
    if given["decorative"]:
        said = _("The picture is here.")
    messages.success(request, said)
    return back_to(block.bulletin, f"picture-{block.pk}")


def _act(request: HttpRequest, block: Block, way: str) -> HttpResponse:
    now, by = timezone.now(), who(request)
    if way == "remove":
        set_picture.remove_picture(block=block, by=by, at=now)
        said = _("The picture is taken away. For 30 days you can bring it back.")
    elif way == "bring_back":
        set_picture.bring_picture_back(block=block, by=by, at=now)
        said = _("The picture is back, with its words.")
    elif way in ("decorative", "meaning"):
        only = way == "decorative"
        set_picture.call_decorative(block=block, decorative=only, by=by, at=now)
        said = _("Write what the picture shows, in each language.")
        if only:
            said = _("The picture only decorates: it needs no words.")
    else:
        raise Http404
    messages.success(request, said)
    return back_to(block.bulletin, f"picture-{block.pk}")
