"""編碼: which one a text file is in: its byte order mark says so, else strict UTF-8 holds, else it is Big5."""

import codecs
import re
from dataclasses import dataclass

from flask_babel import gettext as _

from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.tables import big5

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
NAMES = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "cp950": "Big5 (CP950)",
    "big5hkscs": "Big5-HKSCS",
    "gb18030": "GB18030",
}
UNREADABLE = re.compile("[\ud800-\udfff]+")
NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffd]")
SAMPLE, FEW, MOST_STRAY = 4_000, 8, 20  # bytes looked at; more than a few, and one in so many, are no text
PRIVATE_USE = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True)
class Text:
    """A decoded file; bytes that stand for nothing are lone surrogates, for whoever reads the rows to refuse."""

    content: str
    encoding: str

    @property
    def name(self) -> str:
        """The encoding as people call it."""
        return NAMES[self.encoding]


def decode(content: bytes, encoding: str | None = None) -> Text:
    """The text in the encoding that is given or found; Invalid where the name is of none that is read."""
    if encoding is not None and encoding.lower() not in NAMES:
        raise Invalid(encoding=_("沒有這種編碼。可用的有：%(names)s。", names=", ".join(NAMES)))
    found = encoding.lower() if encoding else _found(content)
    _refuse_binary(_decoded(content[:SAMPLE], found))
    return Text(_decoded(content, found).replace("\x00", "").lstrip("\ufeff"), found)


def unreadable(text: str) -> bool:
    """Whether the text holds what could not be decoded, or what no encoding can write."""
    return UNREADABLE.search(text) is not None


def _refuse_binary(beginning: str) -> None:
    stray = len(NO_TEXT.findall(beginning))
    if stray > FEW and stray * MOST_STRAY > len(beginning):
        raise Invalid(_("這不是文字檔，或編碼讀不出來。請用試算表另存成 XLSX、ODS 或 CSV，或指定編碼。"))


def _found(content: bytes) -> str:
    marked = next((name for mark, name in MARKS if content.startswith(mark)), None)
    if marked:
        return marked
    high, low = content[:SAMPLE:2].count(0), content[1:SAMPLE:2].count(0)
    if max(high, low) > max(5 * min(high, low), len(content[:SAMPLE]) // 100):  # ASCII in UTF-16: every other byte is 0
        return "utf-16-le" if high < low else "utf-16-be"
    gaps = len(UNREADABLE.findall(_decoded(content, "utf-8")))
    return "cp950" if gaps and gaps > content.decode("cp950", "replace").count("\ufffd") else "utf-8"


def _decoded(content: bytes, encoding: str) -> str:
    if encoding == "cp950":
        return big5.decode(content)
    return content.decode(encoding, "surrogateescape" if encoding in ("utf-8", "big5hkscs", "gb18030") else "replace")
