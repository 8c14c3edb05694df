"""字元: which characters show nothing, which join their neighbours, and which only harm.

Sources: Unicode 15 DerivedCoreProperties (Default_Ignorable_Code_Point), emoji-data (Extended_Pictographic, in ranges)
and the Unicode Standard 23.2 on U+200C and U+200D in Arabic and Indic scripts.
"""

import re
import unicodedata

ZWNJ, ZWJ = "\u200c", "\u200d"
FLAG, TAG_END = "\U0001f3f4", "\U000e007f"

#: Ends of lines of every system, two-character ones first.
LINE_END = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")

#: Controls, direction marks, fillers and other format characters: nobody sees them, and what is copied carries them.
HARMFUL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001d173-\U0001d17a\U000e0000-\U000e001f]"
)

#: What joins: kept only where it has something to join (see `cleaning`).
JOINERS = re.compile("[\u200c\u200d\ufe00-\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef]")

#: Characters that have a width and no ink, beside the blanks that Python knows.
BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0\U00013441\U00013442\U00016fe4\U0001d159")

_PICTURES = re.compile(
    "[\xa9\xae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf\u2934\u2935\u2b00-\u2bff\u3030"
    "\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
_JOINING_LETTERS = re.compile(  # Arabic to Mandaic, Devanagari to Sinhala, Tibetan to Myanmar, Khmer, Mongolian …
    "[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1700-\u18af\u1900-\u1cff\ua800-\ua8ff\ua980-\uaaff\uabc0-\uabff"
    "\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00010bff\U00011000-\U00011fff\U0001e900-\U0001e95f]"
)
_VIRAMA = 9  # Unicode's combining class of the sign that takes a vowel away
_SEEN = frozenset("LNPS")  # letters, numbers, punctuation, symbols


def is_picture(character: str) -> bool:
    """Whether it is an emoji, or a mark that belongs to one."""
    return bool(_PICTURES.match(character)) or character in ("\ufe0f", "\u20e3", TAG_END)


def is_joining_letter(character: str) -> bool:
    """Whether it is of a script whose letters U+200C and U+200D part and join."""
    return bool(_JOINING_LETTERS.match(character))


def takes_vowel(character: str) -> bool:
    """Whether it is a virama, after which a joiner chooses the form of a letter."""
    return unicodedata.combining(character) == _VIRAMA


def shows(character: str) -> bool:
    """Whether the character by itself shows something: ink, not a blank, a control, or a mark on what stands before.

    Characters newer than this Python's tables, and those of private use (造字), are taken to be seen.
    """
    if character in BLANK_LETTERS or HARMFUL.match(character) or JOINERS.match(character):
        return False
    kind = unicodedata.category(character)
    return kind[0] in _SEEN or kind in ("Co", "Cn", "Mc")
