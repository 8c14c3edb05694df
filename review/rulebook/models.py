"""規則版本: the rulebook as versioned rows; a case finishes on the version it began with."""

from dataclasses import fields
from datetime import datetime
from typing import Any, Self

from sqlalchemy import func, select
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel import clock
from innovation_hub.kernel.office.people import Role
from innovation_hub.kernel.storage.session import Base, db
from innovation_hub.kernel.text.language import translated
from review.tiers import CHECKLIST, Criterion, Tier, rules


class Rulebook(Base):
    """作業規定: one version of the rules, never changed once a case has begun on it."""

    __tablename__ = "rulebooks"
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    rules: Mapped[dict[str, Any]]
    reason: Mapped[str]
    since: Mapped[datetime]

    @classmethod
    def current(cls) -> Self:
        """The version in force."""
        return db.session.scalars(select(cls).order_by(cls.version.desc()).limit(1)).one()

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """The tiers, first to last."""
        return tuple(_tier(row) for row in self.rules["tiers"])

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The rubric, in the reader's language; its maxima sum to 100."""
        return tuple(_criterion(row) for row in self.rules["criteria"])

    @property
    def checks(self) -> dict[str, str]:
        """The checklist: key → sentence in the reader's language."""
        return {row["key"]: translated(row["label"]) for row in self.rules["checks"]}

    @property
    def refusals(self) -> dict[str, str]:
        """The rules a case may be refused by: key → sentence in the reader's language."""
        return {row["key"]: translated(row["label"]) for row in self.rules["refusals"]}

    def refusal(self, key: str) -> str:
        """The rule a case is refused by, as it is kept; empty where there is no such rule."""
        return next((str(row["label"]) for row in self.rules["refusals"] if row["key"] == key), "")

    def tier(self, key: str) -> Tier:
        """The tier with this key."""
        return next(tier for tier in self.tiers if tier.key == key)

    def after(self, key: str) -> Tier | None:
        """The tier after this one; None after the last."""
        keys = [tier.key for tier in self.tiers]
        later = keys.index(key) + 1
        return self.tiers[later] if later < len(keys) else None

    def asks(self, key: str) -> dict[str, Any]:
        """What a scorer is asked at this tier: the checklist or the criteria."""
        if self.tier(key).asks == CHECKLIST:
            return {"checks": self.checks, "criteria": ()}
        return {"checks": {}, "criteria": self.criteria}


def spare_keys(version: int) -> str:
    """How the keys of rows begin that came new with the version after this one."""
    return f"v{version + 1}_"


def seed() -> None:
    """Version 1, from the table in review/tiers.py, where there is none yet."""
    if not db.session.scalar(select(func.count()).select_from(Rulebook)):
        db.session.add(Rulebook(version=1, rules=rules(), reason="初版", since=clock.now()))


def _criterion(row: dict[str, Any]) -> Criterion:
    anchors = tuple((marks, translated(sentence)) for marks, sentence in row["anchors"])
    return Criterion(row["key"], translated(row["label"]), row["max"], anchors)


def _tier(row: dict[str, Any]) -> Tier:
    known = {field.name: row[field.name] for field in fields(Tier) if field.name in row}
    known |= {"decided_by": Role(row["decided_by"]), "scored_by": Role(row["scored_by"])}
    return Tier(**known | {"cards": tuple(row["cards"]), "outcomes": tuple(row["outcomes"])})
