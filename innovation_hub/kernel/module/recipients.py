"""受通知的人: who is told of an event, as several modules name them."""

from collections.abc import Iterable
from typing import Any

from innovation_hub.kernel.office.people import Role, holders


def proposers(event: Any) -> Iterable[int]:
    """Those who wrote it."""
    ids: list[int] = event.proposer_ids
    return ids


def secretariat(event: Any) -> Iterable[int]:
    """The secretariat."""
    return (person.id for person in holders(Role.SECRETARIAT))


def followers(event: Any) -> Iterable[int]:
    """Those who follow it and did not write it."""
    return set(event.follower_ids) - set(getattr(event, "proposer_ids", ()))


def reviewers(event: Any) -> Iterable[int]:
    """Those asked to judge."""
    ids: list[int] = event.reviewer_ids
    return ids


def in_charge(event: Any) -> Iterable[int]:
    """Those who hold the tier."""
    ids: list[int] = event.holder_ids
    return ids


def participants(event: Any) -> Iterable[int]:
    """Those asked to a meeting."""
    ids: list[int] = event.participant_ids
    return ids
