"""預審案的歷程: which outcomes lead where; which of them a tier offers stands in the rulebook."""

from flask_babel import lazy_gettext as _l

from innovation_hub.kernel.events.review import (
    CaseDecided,
    CaseMerged,
    CaseRefused,
    CaseResumed,
    CaseReturned,
    CaseWithdrawn,
    TierPassed,
)
from innovation_hub.kernel.lifecycle.moves import Move
from innovation_hub.kernel.office.decisions import OUTCOMES

IN_TIER, RETURNED, CLOSED, MERGED = "in_tier", "returned", "closed", "merged"

LIFECYCLE = (
    #    at        action                to        tells          label
    Move(IN_TIER,  "pass",               IN_TIER,  TierPassed,    _l("通過，進入下一級"), asks="decide"),
    Move(IN_TIER,  "return",             RETURNED, CaseReturned,  _l("退回補正"), asks="decide"),
    Move(IN_TIER,  "adopt",              CLOSED,   CaseDecided,   OUTCOMES["adopt"], asks="decide"),
    Move(IN_TIER,  "adopt_with_changes", CLOSED,   CaseDecided,   OUTCOMES["adopt_with_changes"], asks="decide"),
    Move(IN_TIER,  "trial",              CLOSED,   CaseDecided,   OUTCOMES["trial"], asks="decide"),
    Move(IN_TIER,  "keep_for_reference", CLOSED,   CaseDecided,   OUTCOMES["keep_for_reference"], asks="decide"),
    Move(IN_TIER,  "not_adopt",          CLOSED,   CaseDecided,   OUTCOMES["not_adopt"], asks="decide"),
    Move(IN_TIER,  "refuse",             CLOSED,   CaseRefused,   OUTCOMES["refuse"], asks="decide"),
    Move(IN_TIER,  "withdraw",           CLOSED,   CaseWithdrawn, _l("撤回"), asks="follow"),
    Move(RETURNED, "withdraw",           CLOSED,   CaseWithdrawn, _l("撤回"), asks="follow"),
    Move(IN_TIER,  "merge",              MERGED,   CaseMerged,    _l("併案"), asks="follow"),
    Move(RETURNED, "merge",              MERGED,   CaseMerged,    _l("併案"), asks="follow"),
    Move(MERGED,   "resume",             IN_TIER,  CaseResumed,   _l("恢復審查"), asks="follow"),
    Move(MERGED,   "resume_returned",    RETURNED, CaseResumed,   _l("恢復審查"), asks="follow"),
)  # fmt: skip

NEEDS_REASON = ("return", "keep_for_reference", "not_adopt", "refuse")
LABELS = {move.action: move.label for move in LIFECYCLE}
