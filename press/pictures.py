"""A picture in the sizes that pages need, each as WebP and as JPEG."""

import hashlib
import io
from dataclasses import dataclass

from PIL import Image

WIDTHS = (320, 640, 960, 1280)
QUALITY = {"webp": 78, "jpg": 80}


@dataclass(frozen=True)
class Sized:
    """A picture drawn anew, ready to be stored. Its name says nothing and follows from its bytes."""

    name: str
    width: int
    height: int
    """Of the largest size."""
    widths: tuple[int, ...]
    files: dict[str, bytes]
    """By file name, such as `<name>-640.webp`."""


def file_name(name: str, width: int, ending: str) -> str:
    return f"{name}-{width}.{ending}"


def sized(picture: Image.Image) -> Sized:
    """A picture as `press.files.picture` gives it; it is made smaller and never larger."""
    widths = [width for width in WIDTHS if width < picture.width]
    if picture.width <= WIDTHS[-1]:
        widths.append(picture.width)
    drawn = {width: _drawn(picture, width) for width in widths}
    largest = drawn[widths[-1]]
    encoded = {
        (width, ending): _encoded(image, ending)
        for width, image in drawn.items()
        for ending in QUALITY
    }
    name = hashlib.sha256(b"".join(encoded.values())).hexdigest()[:40]
    return Sized(
        name=name,
        width=largest.width,
        height=largest.height,
        widths=tuple(widths),
        files={file_name(name, *size): data for size, data in encoded.items()},
    )


def _drawn(picture: Image.Image, width: int) -> Image.Image:
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def _encoded(image: Image.Image, ending: str) -> bytes:
    out = io.BytesIO()
    if ending == "webp":
        image.save(out, "WEBP", quality=QUALITY[ending])
    else:
        image.save(out, "JPEG", quality=QUALITY[ending], optimize=True, progressive=True)
    return out.getvalue()
