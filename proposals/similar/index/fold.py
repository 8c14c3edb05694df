"""同字: 臺 and 台, full and half width, traditional and simplified, large and small: one for all of them."""

import unicodedata

from innovation_hub.kernel.text.folding import simplified

FIRST_PLANE = 0x10000


class _Folds(dict[int, int]):
    """Code point → folded code point; of the first plane worked out once, so that no text can make it grow for ever."""

    def __init__(self, simplified: dict[int, int]) -> None:
        self.simplified = simplified

    def __missing__(self, code: int) -> int:
        plain = _single(unicodedata.normalize("NFKC", chr(code)), code)
        small = _single(chr(plain).lower(), plain)
        folded = self.simplified.get(small, small)
        if code < FIRST_PLANE:
            self[code] = folded
        return folded


def _single(text: str, code: int) -> int:
    return ord(text) if len(text) == 1 else code


_FOLDS = _Folds(simplified())


def fold(text: str) -> str:
    """The text with each character folded; as long as it was, so that positions in it are positions in the text."""
    return text.translate(_FOLDS)
