"""共同語句: what two texts say in the same words, where these words tell something, and how that is marked."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set

import numpy as np
from markupsafe import Markup, escape

from proposals.similar.index.terms import Unit, pairs, singles, units

SHORTEST = 3  # characters
MOST_PLACES = 16  # where a unit occurs in the text asked about: more are not tried
MOST = 8  # phrases

_SENTENCE = re.compile(r"[^\n。！？；：、「」『』（）!?;:()]+")  # what a comma parts may still be said as one

Run = Sequence[Unit]


def phrases(asked: str, other: str, telling: Set[int]) -> list[str]:
    """What both texts say in the same words, longest first, as the other writes it; `telling` is of `Index.search`."""
    known, found = _Known(units(asked), telling), dict[tuple[int, ...], str]()
    for sentence in _SENTENCE.findall(other):
        for run in known.runs(units(sentence)):
            found.setdefault(_codes(run), sentence[run[0].start : run[-1].end])
    longest_first = sorted(found.values(), key=len, reverse=True)
    return [phrase for n, phrase in enumerate(longest_first) if not any(phrase in a for a in longest_first[:n])][:MOST]


def marked(text: str, said: Iterable[str]) -> Markup:
    """The text, safe for a page, with every occurrence of the phrases in a <mark>, however they are written in it."""
    out, done = Markup(), 0
    for start, end in _spans(units(text), [_codes(units(phrase)) for phrase in said]):
        out += Markup("{}<mark>{}</mark>").format(text[done:start], text[start:end])
        done = end
    return out + escape(text[done:])


def _codes(run: Run) -> tuple[int, ...]:
    return tuple(unit.code for unit in run)


def _spans(run: Run, wanted: Sequence[tuple[int, ...]]) -> Iterator[tuple[int, int]]:
    """Where any of the wanted runs stands, from the left, the longest first, without overlap."""
    codes, beginning = _codes(run), defaultdict[int, list[tuple[int, ...]]](list)
    for one in sorted(filter(None, wanted), key=len, reverse=True):
        beginning[one[0]].append(one)
    at = 0
    while at < len(run):
        length = next((len(one) for one in beginning.get(codes[at], ()) if codes[at : at + len(one)] == one), 0)
        if length:
            yield run[at].start, run[at + length - 1].end
        at += max(1, length)


class _Known:
    """The text asked about: where each unit stands in it, and which units tell, with the next one or alone."""

    def __init__(self, run: Run, telling: Set[int]) -> None:
        codes = np.array([unit.code for unit in run], np.uint32)
        self.run = run
        self.places = defaultdict[int, list[int]](list)
        for place, unit in enumerate(run):
            self.places[unit.code].append(place)
        self.with_next = [term in telling for term in pairs(codes).tolist()]
        self.alone = [term in telling for term in singles(codes).tolist()]

    def runs(self, sentence: Run) -> Iterator[Run]:
        """What the sentence shares and what tells, from the left, each run as long as it goes."""
        at = 0
        while at < len(sentence):
            tried = self.places.get(sentence[at].code, ())[:MOST_PLACES]
            length, place = max(((self._common(sentence, at, place), place) for place in tried), default=(1, -1))
            start, end = self._telling(place, length) if place >= 0 else (0, 0)
            if sum(unit.end - unit.start for unit in sentence[at + start : at + end]) >= SHORTEST:
                yield sentence[at + start : at + end]
            at += length

    def _common(self, sentence: Run, at: int, place: int) -> int:
        most, length = min(len(sentence) - at, len(self.run) - place), 1
        while length < most and sentence[at + length].code == self.run[place + length].code:
            length += 1
        return length

    def _telling(self, place: int, length: int) -> tuple[int, int]:
        """The part of a run that tells; of common words cut in two it leaves the first and takes in the last."""
        tells = [n for n in range(length) if self._tells(place, place + n, place + length)]
        if not tells:
            return 0, 0
        return tells[0] + (tells[0] > 0), min(tells[-1] + 2, length)

    def _tells(self, start: int, place: int, end: int) -> bool:
        """With the unit before or after it in the run or, a word of an alphabet, by itself."""
        word = self.run[place].end - self.run[place].start > 1 and self.alone[place]
        before = place > start and self.with_next[place - 1]
        return word or before or (place + 1 < end and self.with_next[place])
