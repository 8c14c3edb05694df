"""相似索引的不變條件: it holds each submitted text in its commit statements, no draft, and its counts are right."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, exists, func, or_, select, union_all

from innovation_hub.kernel.events.proposal import ProposalImported, ProposalSubmitted
from innovation_hub.kernel.messaging import journal_queries
from innovation_hub.kernel.module.invariant import Invariant, rows
from proposals.models import Proposal
from proposals.similar.index.batch import content
from proposals.similar.index.tables import Generation, Posting, Term, Text
from proposals.similar.index.terms import Vector, unpacked

LEARNT = journal_queries.last([ProposalSubmitted, ProposalImported], handled_by="similar")
LIVE = select(Generation.number).where(Generation.live).scalar_subquery()

_LIVING = select(func.count().label("live")).where(Generation.live)
GENERATIONS = _LIVING.having(or_(func.count() > 1, and_(func.count() == 0, exists(select(LEARNT.c.stream)))))
_TEXT = and_(Text.generation == LIVE, LEARNT.c.about == Text.text)
MISSING = select(LEARNT.c.stream).outerjoin(Text, _TEXT).where(Text.text.is_(None))
STRAY = (
    select(Text.text.label("proposal"))
    .outerjoin(Proposal, Proposal.id == Text.text)
    .where(Text.generation == LIVE, or_(Proposal.id.is_(None), Proposal.revision == 0))
)
_PLACES = select(Posting.term, (func.sum(func.length(Posting.places)) / 2).label("posted"))
_POSTED = _PLACES.where(Posting.generation == LIVE).group_by(Posting.term).subquery()
_TERMS = select(Term.term, Term.texts).where(Term.generation == LIVE).subquery()
POSTINGS = union_all(
    select(_TERMS.c.term, _TERMS.c.texts, _POSTED.c.posted)
    .outerjoin(_POSTED, _POSTED.c.term == _TERMS.c.term)
    .where(_TERMS.c.texts != func.coalesce(_POSTED.c.posted, 0)),
    select(_POSTED.c.term, _TERMS.c.texts, _POSTED.c.posted)
    .outerjoin(_TERMS, _POSTED.c.term == _TERMS.c.term)
    .where(_TERMS.c.term.is_(None)),
)


def other_words() -> Iterator[dict[str, Any]]:
    """Texts the index knows in other words than were last submitted."""
    for row in rows(select(Text.text, Text.vector, LEARNT.c.body).join(LEARNT, _TEXT)):
        if Vector.of(content(row["body"].get("answers", {}))).pack() != row["vector"]:
            yield {"proposal": row["text"]}


def miscounted() -> Iterator[dict[str, Any]]:
    """The live generation, where its number of texts or of terms is not that of the texts it has."""
    for row in rows(select(Generation.number, Generation.texts, Generation.length).where(Generation.live)):
        texts = length = 0
        for text in rows(select(Text.vector).where(Text.generation == row["number"])):
            texts, length = texts + 1, length + int(unpacked([text["vector"]])[1].sum())
        if (texts, length) != (row["texts"], row["length"]):
            yield {**row, "found_texts": texts, "found_length": length}


def misjudged() -> Iterator[dict[str, Any]]:
    """Terms whose number of texts is not that of the texts that have them."""
    found: Counter[int] = Counter()
    for row in rows(select(Text.vector).where(Text.generation == LIVE)):
        found.update(unpacked([row["vector"]])[0].view(np.int32).tolist())
    for row in rows(select(Term.term, Term.texts).where(Term.generation == LIVE)):
        if found.pop(row["term"], 0) != row["texts"]:
            yield dict(row)
    yield from ({"term": term, "texts": None} for term in found)


INVARIANTS = (
    Invariant("similar.generation", _l("相似索引有一個、且只有一個使用中的世代"), GENERATIONS),
    Invariant("similar.missing", _l("每件送出或匯入的提案都在相似索引裡"), MISSING),
    Invariant("similar.stray", _l("相似索引裡沒有草稿，也沒有不存在的提案"), STRAY),
    Invariant("similar.words", _l("相似索引記的是每件提案最後送出的內容"), other_words),
    Invariant("similar.counts", _l("相似索引的文數與詞數等於它所收的文"), miscounted),
    Invariant("similar.frequencies", _l("每個詞的文數等於有這個詞的文"), misjudged),
    Invariant("similar.postings", _l("每個詞的出處數等於它的文數"), POSTINGS),
)
