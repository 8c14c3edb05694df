"""併案與預審: a merged case rests where it is and goes on there; who joins a proposal no longer judges it."""

from innovation_hub.kernel import clock
from innovation_hub.kernel.events import journal, timers
from innovation_hub.kernel.events.review import ReviewerRecused, TierDueSoon, TierOverdue
from innovation_hub.kernel.office.people import Employee, Role, holders, named
from review import notifications, tier_moves
from review.case_parts import CaseAuthor
from review.cases import Case
from review.judging.rounds import Assignment

JOINED = "併案後成為共同提案人或其同課室同仁"


def pause(case: Case) -> None:
    """The clock stops; cards and sheets stay as they are."""
    case.perform("merge")
    case.decider_role = case.decider_section_id = None
    if case.round.closed_at is None:
        case.round.paused_at = clock.now()
        timers.cancel(case.stream, TierDueSoon, TierOverdue)


def resume(case: Case) -> None:
    """It is where it was, with the working days it had left."""
    round = case.round
    if round.closed_at is not None:
        case.perform("resume_returned")
        return
    case.perform("resume")
    today, began = clock.today(), clock.local(round.paused_at or clock.now()).date()
    left = clock.working_days(began, round.due_on)
    round.paused_at, round.paused_days = None, (round.paused_days or 0) + clock.working_days(began, today)
    if round.due_on >= began:
        round.due_on = clock.due_after(today, left)
    deciders = tier_moves.hand_over(case)
    notifications.entered(case, deciders)
    notifications.assigned(case, [one.reviewer_id for one in round.asked if one.card is None])
    judges = {one.reviewer_id for one in round.asked}
    notifications.remind(case, judges | {person.id for person in deciders}, today, left)


def change_authors(case: Case, ids: list[int], parted: bool = False) -> None:
    """These are its proposers now: they step aside where they were asked, and nobody of them decides it.

    Who was one and is one no more still judges nothing here, unless she `parted` with a proposal of her own.
    """
    if case.is_closed or ids == case.proposer_ids:
        return
    people, kept = named(ids), {author.employee_id: author for author in case.authors}
    deciders = _deciders(case)
    gone = [] if parted else [author for id, author in kept.items() if id not in ids]
    case.authors[:] = [_author(kept, people[id], rank) for rank, id in enumerate(ids)] + gone
    for rank, author in enumerate(gone, len(ids)):
        author.gone, author.rank = True, rank
    if not case.is_open:
        return
    for one in [one for one in case.round.asked if one.card is None and _concerned(case, one)]:
        _step_aside(case, one)
    if (now := tier_moves.hand_over(case)) != deciders:
        notifications.entered(case, now)


def _author(kept: dict[int, CaseAuthor], person: Employee, rank: int) -> CaseAuthor:
    author = kept.get(person.id) or CaseAuthor(employee_id=person.id, employee=person)
    author.section_id, author.rank, author.gone = author.section_id or person.section_id, rank, False
    return author


def _deciders(case: Case) -> list[Employee]:
    if case.decider_role is None:
        return []
    return holders(Role(case.decider_role), case.decider_section_id, but={*case.author_ids, *case.aside_ids})


def _concerned(case: Case, one: Assignment) -> bool:
    authors = case.author_ids
    of_section = case.rules.aside and one.reviewer.section_id in authors.values()
    return one.reviewer_id in authors or of_section


def _step_aside(case: Case, one: Assignment) -> None:
    one.recused_at, one.recusal, one.sheet = clock.now(), JOINED, None
    journal.record(ReviewerRecused.of(case, reviewer_id=one.reviewer_id))
    tier_moves.ask_another(case)
