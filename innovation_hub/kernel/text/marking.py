"""標示: two versions of a text as HTML, what went in <del>, what came in <ins>, and how much of each."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from innovation_hub.kernel.text.difference import Part, difference

VISIBLE = str.maketrans({"\n": "↵\n", " ": "␣", "\t": "⇥", "\u3000": "□"})


@dataclass(frozen=True)
class Versions:
    """The old and the new text, safe for a page; `removed` and `added` in characters."""

    old: Markup
    new: Markup
    removed: int
    added: int

    @property
    def changed(self) -> bool:
        """Whether the two differ."""
        return bool(self.removed or self.added)

    @property
    def said(self) -> bool:
        """Whether either says anything."""
        return bool(self.old or self.new)


def versions(old: str, new: str) -> Versions:
    """What changed from the old text to the new one; a change of blanks alone is shown by signs."""
    found = difference(old, new)
    left = [("del" if part.changed else "", part.old) for part in found]
    right = [("ins" if part.changed else "", part.new) for part in found]
    return Versions(_html(left), _html(right), _count(found, "old"), _count(found, "new"))


def _html(pieces: Iterable[tuple[str, str]]) -> Markup:
    return Markup("").join(_piece(tag, text) for tag, text in pieces if text)


def _piece(tag: str, text: str) -> Markup:
    if not tag:
        return Markup("{}").format(text)
    shown = text if text.strip() else text.translate(VISIBLE)
    return Markup("<del>{}</del>" if tag == "del" else "<ins>{}</ins>").format(shown)


def _count(found: Iterable[Part], side: str) -> int:
    return sum(len(getattr(part, side)) for part in found if part.changed)
