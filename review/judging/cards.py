"""評分表: a sheet is written on until it is sealed; a sealed scorecard is never changed, a correction is a new one."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.office.decisions import OUTCOMES
from innovation_hub.kernel.storage.session import Base
from innovation_hub.kernel.text.cleaning import many_lines
from review.tiers import Criterion

COMMENT_LIMIT = 2000
FIRST = text("corrects IS NULL")
RECOMMENDATIONS = ("", "pass", "return", *OUTCOMES)


class Sheet(Base):
    """評分草稿: what a reviewer has put down so far; only she sees it."""

    __tablename__ = "sheets"
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"), primary_key=True)
    scores: Mapped[dict[str, Any]] = mapped_column(default=dict)
    checklist: Mapped[dict[str, Any]] = mapped_column(default=dict)
    comment: Mapped[str] = mapped_column(default="")
    recommendation: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=0)


class Scorecard(Base):
    """評分表: sealed, insert-only. `corrects` is the card it takes the place of, with the reason."""

    __tablename__ = "scorecards"
    __table_args__ = (
        Index("uq_scorecards_first", "assignment_id", unique=True, sqlite_where=FIRST, postgresql_where=FIRST),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"), index=True)
    revision: Mapped[int]
    scores: Mapped[dict[str, Any]]
    checklist: Mapped[dict[str, Any]]
    total: Mapped[int | None]
    comment: Mapped[str]
    recommendation: Mapped[str]
    sealed_at: Mapped[datetime]
    corrects: Mapped[int | None] = mapped_column(ForeignKey("scorecards.id"), unique=True)
    reason: Mapped[str | None]


def check_sheet(asks: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """What was put down, cleaned; Invalid names each mark that is out of range or unknown. None takes back."""
    limits = {criterion.key: criterion.max for criterion in asks["criteria"]}
    faults: dict[str, object] = {}
    for key, points in (given.get("scores") or {}).items():
        if key not in limits:
            faults[f"scores.{key}"] = _("沒有這個評分項目。")
        elif points is None:
            continue
        elif not isinstance(points, int) or isinstance(points, bool) or not 0 <= points <= limits[key]:
            faults[f"scores.{key}"] = _("請填 0 到 %(max)s 的整數。", max=limits[key])
    faults |= {
        f"checklist.{key}": _("沒有這個檢核項目。") for key in given.get("checklist") or {} if key not in asks["checks"]
    }
    if (given.get("recommendation") or "") not in RECOMMENDATIONS:
        faults["recommendation"] = _("請從清單中選一個建議。")
    comment = many_lines(given.get("comment", ""))
    if len(comment) > COMMENT_LIMIT:
        faults["comment"] = _("評語最多 %(limit)s 字，目前 %(length)s 字。", limit=COMMENT_LIMIT, length=len(comment))
    if faults:
        raise Invalid(**faults)
    return {**given, "comment": comment} if "comment" in given else given


def written(sheet: Sheet, given: dict[str, Any]) -> None:
    """Writes on the sheet: what is not given stays, what is given as None or empty is taken back."""
    for part in ("scores", "checklist"):
        if part in given:
            marks = {**getattr(sheet, part), **given[part]} if given[part] is not None else {}
            setattr(sheet, part, {key: mark for key, mark in marks.items() if mark is not None})
    for part in ("comment", "recommendation"):
        if part in given:
            setattr(sheet, part, given[part] or "")
    sheet.changed_at = clock.now()
    sheet.version += 1


def check_complete(asks: dict[str, Any], sheet: Sheet) -> None:
    """Invalid names what is still missing before the card can be sealed."""
    criteria: tuple[Criterion, ...] = asks["criteria"]
    missing: dict[str, object] = {
        f"scores.{criterion.key}": _("「%(label)s」還沒有給分。", label=criterion.label)
        for criterion in criteria
        if criterion.key not in sheet.scores
    }
    missing |= {
        f"checklist.{key}": _("「%(label)s」還沒有勾選是否符合。", label=label)
        for key, label in asks["checks"].items()
        if key not in sheet.checklist
    }
    if criteria and not sheet.recommendation:
        missing["recommendation"] = _("請選一個建議。")
    if missing:
        raise Invalid(_("送出前請補上尚未填寫的項目。"), **missing)


def sealed(sheet: Sheet, revision: int, corrects: Scorecard | None = None, reason: str | None = None) -> Scorecard:
    """The card sealed from the sheet."""
    return Scorecard(
        assignment_id=sheet.assignment_id,
        revision=revision,
        scores=sheet.scores,
        checklist=sheet.checklist,
        total=sum(sheet.scores.values()) if sheet.scores else None,
        comment=sheet.comment,
        recommendation=sheet.recommendation,
        sealed_at=clock.now(),
        corrects=corrects.id if corrects else None,
        reason=reason,
    )
