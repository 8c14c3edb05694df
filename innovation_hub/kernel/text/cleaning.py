"""清理: one cleaning for every entry, form, JSON, import and command: what stays is as it was typed.

Line ends of every kind become \\n. Controls, direction marks and fillers go. U+200C, U+200D, variation selectors and
tags stay where they join something: emoji families, Arabic and Indic letters, the forms of a character. What shows
nothing is empty. Nothing is normalised: folding is for comparing, never for storing.
"""

from itertools import pairwise

from innovation_hub.kernel.text.characters import (
    FLAG,
    HARMFUL,
    JOINERS,
    LINE_END,
    ZWJ,
    ZWNJ,
    is_joining_letter,
    is_picture,
    shows,
    takes_vowel,
)


def one_line(text: str | None) -> str:
    """Text for a field of one line: blanks in a row are one blank; empty when nothing of it can be seen."""
    return _seen(" ".join(_clean(text).split()))


def many_lines(text: str | None) -> str:
    """Text for a field of many lines, without blank lines around it; empty when nothing of it can be seen."""
    return _seen(_clean(text).strip())


def is_text(text: str) -> bool:
    """Whether it can be kept at all: a lone surrogate is half a character, which no encoding can write."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _clean(text: str | None) -> str:
    plain = HARMFUL.sub("", LINE_END.sub("\n", text or ""))
    return _joined(plain) if JOINERS.search(plain) else plain


def _joined(text: str) -> str:
    """Without the joiners that stand where nothing is joined."""
    kept: list[str] = []
    for character, following in pairwise([*text, ""]):
        if not JOINERS.match(character) or _joins(kept, character, following):
            kept.append(character)
    return "".join(kept)


def _joins(before: list[str], joiner: str, following: str) -> bool:
    last = before[-1] if before else " "
    if joiner in (ZWJ, ZWNJ):
        return _joins_letters(last, joiner, following) or (joiner == ZWJ and _joins_pictures(last, following))
    if joiner >= "\U000e0100" or joiner < "\U000e0000":  # a variation selector chooses the form of what it follows
        return shows(last)
    return last == FLAG or "\U000e0020" <= last <= "\U000e007e"  # a flag is spelt in tags


def _joins_letters(last: str, joiner: str, following: str) -> bool:
    if not is_joining_letter(last):
        return False
    return takes_vowel(last) or joiner == ZWJ or is_joining_letter(following)


def _joins_pictures(last: str, following: str) -> bool:
    return is_picture(last) and is_picture(following)


def _seen(text: str) -> str:
    return text if any(map(shows, text)) else ""
