"""提案的歷程: its stages, and the rows that lead from one to the next."""

from flask_babel import lazy_gettext as _l

from innovation_hub.kernel.events.merge import (
    MergeConsented,
    MergeDropped,
    MergeObjected,
    ProposalJoined,
    ProposalMerged,
    ProposalParted,
    ProposalUnmerged,
)
from innovation_hub.kernel.events.proposal import (
    ProposalDecided,
    ProposalDiscarded,
    ProposalNotAccepted,
    ProposalReturned,
    ProposalSubmitted,
    ProposalWithdrawn,
)
from innovation_hub.kernel.lifecycle.moves import Move

DRAFT, IN_REVIEW, RETURNED, DECIDED = "draft", "in_review", "returned", "decided"
WITHDRAWN, NOT_ACCEPTED, MERGED = "withdrawn", "not_accepted", "merged"

STAGES = {
    DRAFT: _l("草稿"),
    IN_REVIEW: _l("審查中"),
    RETURNED: _l("退回補正"),
    DECIDED: _l("已決定"),
    WITHDRAWN: _l("撤回"),
    NOT_ACCEPTED: _l("不受理"),
    MERGED: _l("併案"),
}

LIFECYCLE = (
    #    at         action      to            tells                label
    Move(DRAFT,     "submit",   IN_REVIEW,    ProposalSubmitted,   _l("送出預審"), first="freeze"),
    Move(DRAFT,     "discard",  WITHDRAWN,    ProposalDiscarded,   _l("捨棄草稿")),
    Move(RETURNED,  "submit",   IN_REVIEW,    ProposalSubmitted,   _l("補正後再送"), first="freeze"),
    Move(RETURNED,  "withdraw", WITHDRAWN,    ProposalWithdrawn,   _l("撤回提案"), first="leave"),
    Move(IN_REVIEW, "withdraw", WITHDRAWN,    ProposalWithdrawn,   _l("撤回提案"), first="leave"),
    Move(IN_REVIEW, "return",   RETURNED,     ProposalReturned,    _l("退回補正"), first="leave"),
    Move(IN_REVIEW, "decide",   DECIDED,      ProposalDecided,     _l("決定"), first="leave"),
    Move(IN_REVIEW, "refuse",   NOT_ACCEPTED, ProposalNotAccepted, _l("不受理"), first="leave"),
    Move(IN_REVIEW, "merge",    MERGED,       ProposalMerged,      _l("併案"), first="leave", asks="follow_merge"),
    Move(RETURNED,  "merge",    MERGED,       ProposalMerged,      _l("併案"), first="leave", asks="follow_merge"),
    Move(MERGED,    "unmerge",  IN_REVIEW,    ProposalUnmerged,    _l("復原併案"), asks="follow_merge"),
    Move(MERGED,    "unmerge_returned", RETURNED, ProposalUnmerged, _l("復原併案"), asks="follow_merge"),
)  # fmt: skip

PROPOSED, OBJECTED, JOINED, DROPPED, UNDONE = "proposed", "objected", "joined", "dropped", "undone"

MERGE_STAGES = {
    PROPOSED: _l("等提案人回覆"),
    OBJECTED: _l("有人不同意，等研考決定"),
    JOINED: _l("已併案"),
    DROPPED: _l("不併案"),
    UNDONE: _l("已復原"),
}

MERGE_LIFECYCLE = (
    #    at        action     to        tells           label
    Move(PROPOSED, "consent", PROPOSED, MergeConsented, _l("同意"), asks="answer"),
    Move(PROPOSED, "object",  OBJECTED, MergeObjected,  _l("不同意"), asks="answer"),
    Move(PROPOSED, "join",    JOINED,   ProposalJoined, _l("併案"), asks="silence"),
    Move(OBJECTED, "join",    JOINED,   ProposalJoined, _l("仍予併案"), asks="settle"),
    Move(PROPOSED, "drop",    DROPPED,  MergeDropped,   _l("不併案"), asks="settle"),
    Move(OBJECTED, "drop",    DROPPED,  MergeDropped,   _l("不併案"), asks="settle"),
    Move(JOINED,   "undo",    UNDONE,   ProposalParted, _l("復原併案")),
)  # fmt: skip
