"""提案的歷程: its stages, and the rows that lead from one to the next."""

from flask_babel import lazy_gettext as _l

from innovation_hub.kernel.events import (
    ProposalDecided,
    ProposalDiscarded,
    ProposalNotAccepted,
    ProposalReturned,
    ProposalSubmitted,
    ProposalWithdrawn,
)
from innovation_hub.kernel.lifecycle import Move

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
)  # fmt: skip
