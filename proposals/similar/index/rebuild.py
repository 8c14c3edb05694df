"""重建索引: a new generation is built beside the one that answers, takes its place, and the old one goes."""

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from proposals.similar.index.index import Index
from proposals.similar.index.shelf import Shelf
from proposals.similar.index.tables import Generation, Posting, Term, Text
from proposals.similar.index.terms import Vector

BATCH = 512  # texts written, and
SLICE = 50_000  # rows thrown away in one transaction: other writers wait that long

Page = Callable[[int, int], Sequence[tuple[int, str]]]


class Overtaken(Exception):
    """Another rebuild was begun and has thrown this one's generation away."""


def rebuild(session: Session, page: Page) -> Iterator[int]:
    """Builds the index anew from `page(after, most)`: ids above `after` in ascending order, each with its text.

    Commit at every step. Yields how many texts the step has read; steps that clear away yield 0.
    """
    index = Index(session)
    yield from _clear(session)
    generation = index.begin(live=False).generation
    yield 0
    after = -1
    while read := _filled(index, generation, page, after):
        after = read[-1][0]
        yield len(read)
    yield from _clear(session)


def _filled(index: Index, generation: int, page: Page, after: int) -> Sequence[tuple[int, str]]:
    """One batch onto the new shelf; when there are no more, that shelf is the live one."""
    shelf = _mine(index, generation)
    read = page(after, BATCH)  # behind the lock, so that no text is older than what a writer has put meanwhile
    known = shelf.vectors([text for text, _ in read])
    new = {text: Vector.of(content) for text, content in read if text not in known}
    if new:
        shelf.add(new)
    if not read:
        index.session.execute(update(Generation).values(live=Generation.number == generation))
    return read


def _mine(index: Index, generation: int) -> Shelf:
    for shelf in index.shelves():
        if shelf.generation == generation:
            return shelf
    raise Overtaken


def _clear(session: Session) -> Iterator[int]:
    """Throws away all that is not of the live generation, a slice at a time."""
    session.execute(delete(Generation).where(~Generation.live))
    live = session.scalar(select(Generation.number))
    yield 0
    for table, key in ((Term, Term.term), (Posting, Posting.term), (Text, Text.text)):
        while (stray := _stray(session, table, live)) is not None:
            last = select(key).where(table.generation == stray).order_by(key).offset(SLICE).limit(1)
            slice_ = key <= func.coalesce(last.scalar_subquery(), 2**62)
            session.execute(delete(table).where(table.generation == stray, slice_))
            yield 0


def _stray(session: Session, table: type[Term] | type[Posting] | type[Text], live: int | None) -> int | None:
    """A generation the table has rows of that is not the live one."""
    ends = (session.scalar(select(end(table.generation))) for end in (func.min, func.max))
    return next((number for number in ends if number not in (None, live)), None)
