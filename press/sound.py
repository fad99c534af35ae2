"""Recordings that people bring: what they really are, and a clean copy of them.

MPEG audio, layer III (ISO/IEC 11172-3, 13818-3). Every frame is read by its header; what comes out is
frames and nothing else: no name, no picture, no comment, no note of the program that made it.
"""

import hashlib
from dataclasses import dataclass

from press.files import FileRefused, Trouble

MOST_BYTES = 1_500_000
LEAST_SECONDS = 1.0
TYPE = "audio/mpeg"

# By the two bits of the version: MPEG 2.5, reserved, 2, 1.
_RATES = {0: (11025, 12000, 8000), 2: (22050, 24000, 16000), 3: (44100, 48000, 32000)}
_KBITS_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBITS_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_LAYER_3 = 1
_STRAY = 4096
"""Bytes after the last frame that a program may leave: a frame that was cut off, or padding."""


@dataclass(frozen=True)
class Sound:
    data: bytes
    sha256: str
    seconds: float


@dataclass(frozen=True)
class _Frame:
    version: int
    rate: int
    size: int
    samples: int


def clean(data: bytes, name: str) -> Sound:
    """The frames of an MP3. FileRefused for anything else, with what is wrong."""
    if not data:
        raise FileRefused(Trouble.EMPTY)
    if len(data) > MOST_BYTES:
        raise FileRefused(Trouble.TOO_LARGE)
    if not name.lower().endswith(".mp3"):
        raise FileRefused(Trouble.KIND)
    start, end = _without_tags(data)
    frames, seconds = _frames(data, start, end)
    if seconds < LEAST_SECONDS:
        raise FileRefused(Trouble.BROKEN)
    kept = b"".join(frames)
    return Sound(kept, hashlib.sha256(kept).hexdigest(), seconds)


def _frames(data: bytes, at: int, end: int) -> tuple[list[bytes], float]:
    first = _frame(data, at)
    if first is None:
        raise FileRefused(Trouble.NOT_WHAT_IT_SAYS)
    found: list[bytes] = []
    samples = 0
    while at < end:
        frame = _frame(data, at)
        whole = frame is not None and at + frame.size <= end
        if frame is None or not whole or (frame.version, frame.rate) != (first.version, first.rate):
            break
        piece = data[at : at + frame.size]
        at += frame.size
        if not found and _tells_of_itself(piece):
            continue
        found.append(piece)
        samples += frame.samples
    if end - at > _STRAY:
        # Sound and then something else: two files in one.
        raise FileRefused(Trouble.BROKEN)
    return found, samples / first.rate


def _frame(data: bytes, at: int) -> _Frame | None:
    """The frame whose header stands there; None where there is none of layer III."""
    header = data[at : at + 4]
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE0 != 0xE0:
        return None
    version, layer = (header[1] >> 3) & 3, (header[1] >> 1) & 3
    kbits, rate, padding = header[2] >> 4, (header[2] >> 2) & 3, (header[2] >> 1) & 1
    if layer != _LAYER_3 or version not in _RATES or kbits in (0, 15) or rate == 3:
        return None
    hertz = _RATES[version][rate]
    whole = version == 3
    per_second = (_KBITS_1 if whole else _KBITS_2)[kbits] * 1000
    samples = 1152 if whole else 576
    return _Frame(version, hertz, samples // 8 * per_second // hertz + padding, samples)


def _without_tags(data: bytes) -> tuple[int, int]:
    """Where sound begins and ends: ID3 before and after it, and APE, are left out."""
    start, end = 0, len(data)
    while data[start : start + 3] == b"ID3" and len(data) >= start + 10:
        length = 0
        for byte in data[start + 6 : start + 10]:
            length = length << 7 | (byte & 0x7F)
        start += 10 + length + (10 if data[start + 5] & 0x10 else 0)
    # Some programs leave room after the tag.
    while start < end and data[start] == 0:
        start += 1
    if data[end - 128 : end - 125] == b"TAG":
        end -= 128
    if data[end - 32 : end - 24] == b"APETAGEX":
        length = int.from_bytes(data[end - 20 : end - 16], "little")
        has_head = data[end - 9] & 0x80
        end -= length + (32 if has_head else 0)
    return start, max(start, end)


def _tells_of_itself(frame: bytes) -> bool:
    """The first frame may be silent and say how the rest was made."""
    return any(mark in frame[4:44] for mark in (b"Xing", b"Info", b"VBRI"))
