"""誰被告知: whom an event concerns; the table of notices names one of these a row."""

from collections.abc import Iterable
from typing import Any

from innovation_hub.kernel.events.review import ScorecardSealed
from innovation_hub.kernel.office.people import Role, holders

DECIDES = {"cross_section": Role.SECRETARIAT, "task_force": Role.HEAD}


def proposers(event: Any) -> Iterable[int]:
    """Those who wrote it."""
    ids: list[int] = event.proposer_ids
    return ids


def reviewers(event: Any) -> Iterable[int]:
    """Those asked to judge."""
    ids: list[int] = event.reviewer_ids
    return ids


def asked(event: Any) -> Iterable[int]:
    """Those who are asked to be co-proposers."""
    ids: list[int] = event.asked_ids
    return ids


def removed(event: Any) -> Iterable[int]:
    """Those who are named no more."""
    ids: list[int] = event.removed_ids
    return ids


def lapsed(event: Any) -> Iterable[int]:
    """Those who did not answer in time."""
    ids: list[int] = event.lapsed_ids
    return ids


def lead(event: Any) -> Iterable[int]:
    """The lead of the proposal."""
    return (event.lead_id,)


def participants(event: Any) -> Iterable[int]:
    """Those asked to a meeting."""
    ids: list[int] = event.participant_ids
    return ids


def in_charge(event: Any) -> Iterable[int]:
    """Those who hold the tier."""
    ids: list[int] = event.holder_ids
    return ids


def secretariat_beside(event: Any) -> Iterable[int]:
    """The secretariat, without those who are told as holders."""
    return (person.id for person in holders(Role.SECRETARIAT, but=event.holder_ids))


def secretariat(event: Any) -> Iterable[int]:
    """The secretariat."""
    return (person.id for person in holders(Role.SECRETARIAT))


def proposers_and_asker(event: Any) -> Iterable[int]:
    """Those who wrote the two, and whose idea the merge was."""
    return [*event.proposer_ids, event.asker_id]


def followers(event: Any) -> Iterable[int]:
    """Those who follow it and did not write it."""
    return set(event.follower_ids) - set(getattr(event, "proposer_ids", ()))


def deciders_when_all_in(event: ScorecardSealed) -> Iterable[int]:
    """Who decides the tier, once no card is missing."""
    if event.waiting or event.tier not in DECIDES:
        return ()
    return (person.id for person in holders(DECIDES[event.tier]))
