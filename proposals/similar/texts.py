"""文字: what submitted proposals say, as the index reads it: the words of their last revisions."""

from collections.abc import Collection, Iterator

from sqlalchemy import and_, func, select

from innovation_hub.kernel.storage.session import db
from proposals.models import Proposal, Revision
from proposals.similar.index.batch import content

PAGE = 100
_LAST = and_(Revision.proposal_id == Proposal.id, Revision.revision == Proposal.revision)
_TEXTS = select(Proposal.id, Revision.answers).join(Revision, _LAST)


def submitted() -> int:
    """How many proposals the index should hold."""
    return db.session.scalar(select(func.count()).where(Proposal.revision > 0)) or 0


def texts(ids: Collection[int]) -> dict[int, str]:
    """What these proposals say, those left out that were never submitted."""
    found = db.session.execute(_TEXTS.where(Proposal.id.in_(ids)).order_by(Proposal.id)) if ids else ()
    return {id: content(answers) for id, answers in found}


def page(after: int, most: int) -> list[tuple[int, str]]:
    """The last revisions of the proposals with ids above `after`, at most so many, each with its text."""
    found = db.session.execute(_TEXTS.where(Proposal.id > after).order_by(Proposal.id).limit(most))
    return [(id, content(answers)) for id, answers in found]


def pages() -> Iterator[list[tuple[int, str]]]:
    """All of them, page after page."""
    after = 0
    while some := page(after, PAGE):
        yield some
        after = some[-1][0]
