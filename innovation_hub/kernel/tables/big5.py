"""大五碼: Big5 as Windows writes it: CP950, and beyond it the HKSCS characters and the private use area.

Private use is mapped as Microsoft maps code page 950 (https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WINDOWS).
"""

import codecs

ROW = 157  # characters a lead byte: trail bytes 40–7E and A1–FE
PRIVATE = ((0xFA, 0xFE, 0xE000), (0x8E, 0xA0, 0xE311), (0x81, 0x8D, 0xEEB8))
SYMBOLS = 0xF6B1  # C6A1–C8FE
HANDLER = "big5-beyond-cp950"


def decode(content: bytes) -> str:
    """The text; a byte that stands for nothing comes as a lone surrogate (U+DC80 … U+DCFF)."""
    return content.decode("cp950", HANDLER)


def _beyond(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    pair = error.object[error.start : error.start + 2]
    found = _hkscs(pair) or _private(pair)
    return (found, error.start + 2) if found else (chr(0xDC00 + pair[0]), error.start + 1)


def _hkscs(pair: bytes) -> str:
    try:
        return pair.decode("big5hkscs")
    except UnicodeDecodeError:
        return ""


def _private(pair: bytes) -> str:
    nth = _nth(pair[1]) if len(pair) == 2 else None
    if nth is None:
        return ""
    for first, last, base in PRIVATE:
        if first <= pair[0] <= last:
            return chr(base + (pair[0] - first) * ROW + nth)
    place = (pair[0] - 0xC6) * ROW + nth - 63
    return chr(SYMBOLS + place) if 0xC6 <= pair[0] <= 0xC8 and place >= 0 else ""


def _nth(trail: int) -> int | None:
    if 0x40 <= trail <= 0x7E:
        return trail - 0x40
    return trail - 0xA1 + 63 if 0xA1 <= trail <= 0xFE else None


codecs.register_error(HANDLER, _beyond)
