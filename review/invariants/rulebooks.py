"""作業規定的不變條件: versions without a gap, maxima that sum to 100, tiers that can be worked."""

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, or_, select

from innovation_hub.kernel.module.invariant import Invariant, rows
from innovation_hub.kernel.office.people import Role
from review.lifecycle import LABELS
from review.rulebook.models import Rulebook

VERSIONS = select(func.count().label("rulebooks"), func.min(Rulebook.version).label("first"))
VERSIONS = VERSIONS.add_columns(func.max(Rulebook.version).label("last"))
VERSIONS = VERSIONS.having(or_(func.min(Rulebook.version) != 1, func.max(Rulebook.version) != func.count()))


def overweight() -> Iterator[dict[str, Any]]:
    """Rulebooks whose maxima do not sum to 100."""
    for row in rows(select(Rulebook.version, Rulebook.rules)):
        total = sum(one["max"] for one in row["rules"]["criteria"])
        if total != 100:
            yield {"rulebook": row["version"], "sum": total}


def unworkable() -> Iterator[dict[str, Any]]:
    """Tiers without days or cards, of roles that do not exist, or with outcomes the review does not know."""
    roles = {role.value for role in Role}
    for row in rows(select(Rulebook.version, Rulebook.rules)):
        for tier in row["rules"]["tiers"]:
            least, most = tier["cards"]
            known = {tier["decided_by"], tier["scored_by"]} <= roles and set(tier["outcomes"]) <= set(LABELS)
            if not (known and tier["days"] > 0 and 0 < least <= most and tier["outcomes"]):
                yield {"rulebook": row["version"], "tier": tier["key"]}


INVARIANTS = (
    Invariant("rulebook.versions", _l("作業規定的版本從 1 起連續無缺"), VERSIONS),
    Invariant("rulebook.sum", _l("各評分項目的滿分合計 100"), overweight),
    Invariant("rulebook.tiers", _l("每一級都有天數、審查人數、認得的角色與結果"), unworkable),
)
