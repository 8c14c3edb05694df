"""同字: one folding for search, logins and comparing: what people write differently and mean alike is one text.

Width, case, composed and decomposed letters, accents of alphabets, traditional and simplified characters, their
variants and blanks between characters make no difference. Folded text is compared, never shown and never kept in place
of what was typed. Whoever changes what this gives raises FOLDING, so that what was kept folded is folded anew.
"""

import re
import unicodedata
from functools import cache

from opencc import OpenCC

from innovation_hub.kernel.text.characters import HARMFUL, JOINERS
from innovation_hub.kernel.text.variants import GROUPS, SIGNS

FOLDING = 1
WORDS = 20  # of a question; more are not asked

_IDEOGRAPHS = (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))
_ACCENTS = re.compile("(?<=[a-zα-ω])[\u0300-\u036f]+")
_WIDE = "[\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_WIDE_BLANK = re.compile(f"(?<={_WIDE}) | (?={_WIDE})")


def fold(text: str) -> str:
    """The text as it is compared and searched in."""
    return _WIDE_BLANK.sub("", " ".join(_plain(text).split()))


def words_of(question: str) -> list[str]:
    """The words of a question, each folded; all of them are to be found, in any order."""
    parted = unicodedata.normalize("NFKC", question).split()
    return list(dict.fromkeys(filter(None, map(fold, parted))))[:WORDS]


def fold_login(login: str) -> str:
    """A login as it is kept: of normal width, in small letters, without blanks around it and what nobody sees in it."""
    return _unseen(unicodedata.normalize("NFKC", login)).strip().lower()


def same(one: str, other: str) -> bool:
    """Whether people would call the two the same word or name."""
    return fold(one) == fold(other)


@cache
def simplified() -> dict[int, int]:
    """Code point of a traditional character → that of its simplified form, one for one."""
    characters = "\n".join(map(chr, _IDEOGRAPHS))
    pairs = zip(characters, OpenCC("t2s").convert(characters), strict=True)
    return {ord(one): ord(other) for one, other in pairs if one != other}


@cache
def _table() -> dict[int, int]:
    """Code point → the one that stands for it; of a character that stands in several groups the first one's."""
    simple = simplified()
    stands: dict[int, int] = {}
    for group in GROUPS:
        first, *others = dict.fromkeys(simple.get(ord(one), ord(one)) for one in group)
        target = stands.get(first, first)
        stands.update({one: target for one in others if one != target})
    table = {code: stands.get(plain, plain) for code, plain in simple.items()} | stands
    signs = {ord(sign): ord(plain) for plain, several in SIGNS.items() for sign in several}
    return table | signs


def _plain(text: str) -> str:
    known = unicodedata.normalize("NFKC", _unseen(text)).casefold()
    apart = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", known)))
    return apart.translate(_table())


def _unseen(text: str) -> str:
    return JOINERS.sub("", HARMFUL.sub("", text))
