"""The demonstration's recording: three short tones, made here, and nobody's voice.

MPEG-1 audio, layer III (ISO/IEC 11172-3): one line of the spectrum that is one or nothing.
"""

_HEAD = bytes((0xFF, 0xFB, 0x18, 0xC0))
"""32 kbit/s, 32 kHz, one channel: 144 bytes and 36 milliseconds a frame, two granules in each."""
_SIZE, _MILLISECONDS = 144, 36
_LINE = 14
"""Of 576 lines over 16 kHz: a tone of 400 Hz."""
_GAIN = 200
"""210 is as loud as can be; 2 less, and it is a third quieter."""
_TABLE_SELECT = 1
TONES, TONE, PAUSE = 3, 700, 500
"""How many, and how long each is and what follows it, in milliseconds."""


def tones() -> bytes:
    """An MP3 of some four seconds."""
    return b"".join(
        _frame(sounds) * (length // _MILLISECONDS)
        for _each in range(TONES)
        for sounds, length in ((True, TONE), (False, PAUSE))
    )


def _frame(sounds: bool) -> bytes:
    coded = _coded() if sounds else ""
    side = "0" * 9 + "0" * 5 + "0" * 4 + (_granule(len(coded)) * 2)
    bits = side + coded * 2
    filled = bits.ljust((_SIZE - len(_HEAD)) * 8, "0")
    return _HEAD + int(filled, 2).to_bytes(_SIZE - len(_HEAD), "big")


def _granule(length: int) -> str:
    """What a decoder is told of a granule: how long it is, how many pairs, how loud, which table."""
    pairs = _LINE // 2 + 1 if length else 0
    tables = f"{_TABLE_SELECT:05b}" * 3
    return f"{length:012b}{pairs:09b}{_GAIN:08b}{0:04b}0{tables}{7:04b}{7:03b}000"


def _coded() -> str:
    """Pairs of lines in the code of table 1: noughts, and at last a one and its sign."""
    last = "01" if _LINE % 2 == 0 else "001"
    return "1" * (_LINE // 2) + last + "0"
