"""現在怎樣: where a proposal is, who has it, how long they still have, and what comes next, in plain words."""

from flask_babel import gettext as _

from innovation_hub.kernel import clock
from innovation_hub.kernel.office.decisions import OUTCOMES, TIERS
from innovation_hub.kernel.text.language import day, time_left, translated
from proposals.lifecycle import DECIDED, DRAFT, IN_REVIEW, MERGED, NOT_ACCEPTED, RETURNED
from proposals.models import Proposal


def days_left(proposal: Proposal) -> int | None:
    """Working days until it is due; below zero when it is late; None where nothing is due."""
    if proposal.due_on is None:
        return None
    today = clock.today()
    if proposal.due_on < today:
        return -clock.working_days(proposal.due_on, today) or -1
    return clock.working_days(today, proposal.due_on)


def sentence(proposal: Proposal) -> str:
    """The status line."""
    if proposal.stage == DRAFT:
        return _("草稿，只有您和共同提案人看得到。寫好後送出預審。")
    if proposal.stage == RETURNED:
        return _("退回補正，等提案人修改後再送。審查的時鐘暫停。")
    if proposal.stage == IN_REVIEW:
        return _under_review(proposal)
    if proposal.stage == DECIDED:
        return _("已決定：%(outcome)s。", outcome=OUTCOMES.get(proposal.outcome or "", ""))
    if proposal.stage == NOT_ACCEPTED:
        return _("不受理。理由與適用規定見下方。")
    merged = _("已併入另一件提案（見「相連的提案」），提案人共同列名；主案決定前可以復原。")
    return merged if proposal.stage == MERGED else _("已撤回。")


def _under_review(proposal: Proposal) -> str:
    left = days_left(proposal)
    if proposal.tier is None or left is None:
        return _("已送出，正在分案；幾秒後會看到由誰審查。")
    tier = TIERS.get(proposal.tier) or translated(proposal.tier_label)
    facts = {"tier": tier, "holder": proposal.holder, "due": day(proposal.due_on)}
    here = _("在「%(tier)s」，由%(holder)s處理，期限 %(due)s（%(left)s）。", left=time_left(left), **facts)
    return here + _("下一步：%(next)s。", next=translated(proposal.next_label))
