"""爬升: how a case enters a tier, is judged there, and leaves it."""

from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import delete

from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import Clash, Invalid, NotAllowed, NotNow
from innovation_hub.kernel.events import journal, timers
from innovation_hub.kernel.events.review import ReviewerRecused, ScorecardSealed, TierDueSoon, TierOverdue
from innovation_hub.kernel.office.people import Employee, Role, holders
from innovation_hub.kernel.policy import table as policy
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.text.cleaning import many_lines, one_line
from review import notifications
from review.cases import Case
from review.decision import Decision
from review.judging import cards
from review.judging.cards import Sheet
from review.judging.rounds import Assignment, Round, choose
from review.lifecycle import IN_TIER
from review.tiers import CHECKLIST, Tier

RECUSAL_LIMIT = 200


def enter(case: Case, tier: Tier) -> None:
    """The case comes to a tier: a round is opened, judges are chosen, the clock starts."""
    now = clock.now()
    before = [round for round in case.rounds if round.tier == tier.key]
    days = max(1, tier.days - sum(round.days_used for round in before))
    due_on = clock.due_after(clock.local(now).date(), days)
    case.tier, case.stage = tier.key, IN_TIER
    round = Round(case_id=case.id, tier=tier.key, revision=case.revision, opened_at=now, due_on=due_on)
    case.rounds.append(round)
    judges = _again(case, before[-1]) if before else choose(tier, case.section_id, case.author_ids, case.aside_ids)
    round.assignments = [_assign(case, person) for person in judges]
    deciders = hand_over(case)
    notifications.entered(case, deciders)
    notifications.assigned(case, [one.reviewer_id for one in round.asked])
    notifications.remind(case, {person.id for person in judges + deciders}, clock.local(now).date(), days)


def put_down(case: Case, by: Employee, on: int | None = None, **given: Any) -> Sheet:
    """Writes on version `on` of the person's sheet; earlier marks not given stay, those given as None go."""
    sheet = sheet_of(case, by)
    if on not in (None, sheet.version):
        raise Clash
    cards.written(sheet, cards.check_sheet(case.rulebook.asks(case.tier), given))
    _own(case, by).sheet = sheet
    db.session.flush()
    return sheet


def sheet_of(case: Case, by: Employee) -> Sheet:
    """The person's sheet as it stands, a new one before her first save; NotNow once her card is sealed."""
    assignment = _own(case, by)
    if assignment.card:
        raise NotNow(_("您的評分表已送出並封存。要更正請以更正方式另送一份，並寫明理由。"))
    empty = {"scores": {}, "checklist": {}, "comment": "", "recommendation": "", "version": 0}
    return assignment.sheet or Sheet(assignment_id=assignment.id, **empty)


def seal(case: Case, by: Employee, on: int | None = None) -> cards.Scorecard:
    """Seals version `on` of the person's sheet; from now on she sees the others' cards and her own never changes."""
    assignment = _own(case, by)
    if assignment.card:
        raise NotNow(_("您的評分表已送出並封存。"))
    sheet = sheet_of(case, by)
    if on not in (None, sheet.version):
        raise Clash
    cards.check_complete(case.rulebook.asks(case.tier), sheet)
    card = cards.sealed(sheet, case.revision)
    assignment.cards.append(card)
    assignment.sheet = None
    journal.record(ScorecardSealed.of(case, reviewer_id=by.id, waiting=case.round.waiting), by)
    return card


def recuse(case: Case, by: Employee, reason: str) -> None:
    """The person steps aside, with the reason; somebody else is asked where there is one."""
    assignment, reason = _own(case, by, to="recuse"), one_line(reason)
    if assignment.card:
        raise NotNow(_("評分表送出後不能再迴避。"))
    if not reason:
        raise Invalid(reason=_("請寫明迴避的理由。"))
    if len(reason) > RECUSAL_LIMIT:
        raise Invalid(reason=_("理由最多 %(limit)s 字，目前 %(length)s 字。", limit=RECUSAL_LIMIT, length=len(reason)))
    assignment.recused_at, assignment.recusal, assignment.sheet = clock.now(), reason, None
    journal.record(ReviewerRecused.of(case, reviewer_id=by.id), by)
    ask_another(case)
    _follow_on(case, by)


def decide(case: Case, by: Employee, given: Decision) -> None:
    """The decider's outcome: on to the next tier, back to the proposers, or the end."""
    _hold(case)
    tier, round = case.rules, case.round
    if case.is_open and not policy.may(by, "review.decide", case):
        raise NotAllowed(_("這件案子現在不由您決定。可能已經有人決定，或已到另一級；請重新整理。"))
    if case.is_open:
        given.check(case)
    case.perform(given.outcome, by=by, **given.facts(case))
    _close(case, round, given, by)
    following = case.rulebook.after(tier.key)
    if given.outcome == "pass" and following:
        enter(case, following)


def stop(case: Case) -> None:
    """The proposers withdrew."""
    case.perform("withdraw")
    if case.round.closed_at is None:
        _close(case, case.round, Decision("withdraw"), None)
    case.outcome = "withdraw"


def ask_another(case: Case) -> None:
    """Somebody is asked in place of one who stepped aside, where there is anybody; of a checklist one is enough."""
    asked = {one.reviewer_id for one in case.round.assignments}
    spare = [one for one in choose_all(case) if one.id not in asked]
    enough = case.rules.asks == CHECKLIST and case.round.asked
    if spare and not enough:
        case.round.assignments.append(_assign(case, spare[0]))
        notifications.assigned(case, [spare[0].id])


def choose_all(case: Case) -> list[Employee]:
    """Everyone who could judge the case at its tier."""
    rules = replace(case.rules, cards=(case.rules.cards[0], 99))
    return choose(rules, case.section_id, case.author_ids, case.aside_ids)


def _follow_on(case: Case, by: Employee) -> None:
    """Where who stepped aside would have decided, the next in line does, is told, and inherits the deadline."""
    mine = case.decider_role in by.roles and case.decider_section_id in (None, by.section_id)
    if not mine:
        return
    deciders, today = hand_over(case), clock.today()
    notifications.entered(case, deciders)
    timers.cancel(case.stream, TierDueSoon, TierOverdue)
    judges = {one.reviewer_id for one in case.round.asked}
    left = clock.working_days(today, case.round.due_on)
    notifications.remind(case, judges | {person.id for person in deciders}, today, left)


def _hold(case: Case) -> None:
    """Until the transaction ends nobody else moves the case; it is seen as it is now, not as it was loaded."""
    journal.hold(case.stream)
    db.session.expire_all()


def _own(case: Case, by: Employee, to: str = "score") -> Assignment:
    _hold(case)
    if case.is_assigned_to(by) and not case.is_judged_by(by):
        raise NotNow(_("這一輪審查已經結束，不再收評分表。"))
    policy.require(by, f"review.{to}", case)
    assignment = case.round.of(by)
    if assignment is None:
        raise NotAllowed
    return assignment


def _assign(case: Case, person: Employee) -> Assignment:
    return Assignment(case_id=case.id, reviewer_id=person.id, reviewer=person, cards=[])


def hand_over(case: Case) -> list[Employee]:
    """Who decides: of the section where its chief does, else the head; the secretariat where nobody else can."""
    tier = case.rules
    section = case.section_id if tier.decided_by == Role.SECTION_CHIEF else None
    case.decider_role, case.decider_section_id = tier.decided_by, section
    for role in dict.fromkeys((tier.decided_by, Role.HEAD, Role.SECRETARIAT)):
        place = section if role == tier.decided_by else None
        if found := holders(role, place, but={*case.author_ids, *case.aside_ids}):
            case.decider_role, case.decider_section_id = role, place
            return found
    return []


def _close(case: Case, round: Round, given: Decision, by: Employee | None) -> None:
    round.closed_at, round.outcome, round.by_id = clock.now(), given.outcome, by.id if by else None
    round.reason, round.rule = many_lines(given.reason) or None, given.rule or None
    case.decider_role = case.decider_section_id = None
    case.outcome = given.outcome if case.is_closed else None
    db.session.execute(delete(Sheet).where(Sheet.assignment_id.in_([one.id for one in round.assignments])))
    timers.cancel(case.stream, TierDueSoon, TierOverdue)


def _again(case: Case, before: Round) -> list[Employee]:
    """Who judged it at the tier before, without those who became its proposers."""
    return [
        one.reviewer
        for one in before.asked
        if one.reviewer.active and one.reviewer_id not in {*case.author_ids, *case.aside_ids}
    ]
