"""預審的表單: made from the rulebook the case began with."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from innovation_hub.kernel.office.decisions import CONTROL_LEVELS
from innovation_hub.kernel.office.people import sections
from innovation_hub.kernel.text.language import section_name
from innovation_hub.kernel.web.forms import HubForm, Needed, VersionedForm, options
from review.decision import REASON_LIMIT
from review.lifecycle import LABELS
from review.reviewer_queue import View
from review.tiers import Criterion

PREFILLED = ("outcome", "rule", "reason")
YES = {"yes": True, "no": False}
YES_NO = {"yes": _l("符合"), "no": _l("不符合")}


class CardForm(VersionedForm):
    """The scorecard; its marks are added for the tier by `card_form`."""

    comment = TextAreaField(_l("評語"), render_kw={"rows": 4})
    recommendation = RadioField(_l("建議"), [Needed()], validate_choice=False)

    def marks(self, criteria: tuple[Criterion, ...]) -> list[tuple[Field, Criterion]]:
        """The rubric's fields, each with its criterion."""
        return [(self[f"scores_{criterion.key}"], criterion) for criterion in criteria]

    def ticks(self, checks: dict[str, str]) -> list[Field]:
        """The checklist's fields."""
        return [self[f"checklist_{key}"] for key in checks]

    def given(self, view: View) -> dict[str, Any]:
        """What was put down; None where a mark or an answer was taken back. What the form did not show is left out."""
        asks = view.asks
        scores = {one.key: field.data for field, one in self.marks(asks["criteria"]) if self.sends(field)}
        ticks = {key: self[f"checklist_{key}"] for key in asks["checks"]}
        checklist = {key: YES.get(field.data) for key, field in ticks.items() if self.sends(field)}
        said = {field.name: field.data for field in (self.comment, self.recommendation) if self.sends(field)}
        return {"scores": scores, "checklist": checklist} | said


def card_form(view: View, **sent: Any) -> CardForm:
    """The form for this case's tier, filled with the person's own card and what was sent; `formdata=None`: not that."""
    fields: dict[str, Any] = {}
    for criterion in view.asks["criteria"]:
        fields[f"scores_{criterion.key}"] = IntegerField(criterion.label, [Needed(), Optional()])
    for key, label in view.asks["checks"].items():
        fields[f"checklist_{key}"] = RadioField(
            label, [Needed()], choices=options(YES_NO.items()), validate_choice=False
        )
    form = type("CardFormOfTier", (CardForm,), fields)(data=_filled(view), **sent)
    form.recommendation.choices = options((key, LABELS[key]) for key in view.case.rules.outcomes)
    return form  # type: ignore[no-any-return]  # made from CardForm above


class DecisionForm(HubForm):
    """The decision; the outcomes are those the tier offers."""

    outcome = RadioField(_l("決定"), [Needed()], validate_choice=False)
    reason = TextAreaField(_l("理由"), render_kw={"rows": 4})
    rule = SelectField(_l("不受理的規定"), validate_choice=False)
    owner_section = SelectField(_l("主辦課室"), [Needed()], validate_choice=False)
    due_on = StringField(_l("完成期限"), [Needed()], render_kw={"type": "date"})
    control_level = SelectField(_l("列管層級"), [Needed()], validate_choice=False)

    def given(self) -> dict[str, str]:
        """What was stated."""
        asked = [field for field in self if field.name != "csrf_token"]
        return {field.name: field.data or "" for field in asked}


def decision_form(view: View, filled: Mapping[str, str] | None = None) -> DecisionForm:
    """The form with the choices of this case, filled as an address asks."""
    form = DecisionForm(data={key: (filled or {}).get(key, "")[:REASON_LIMIT] for key in PREFILLED})
    form.outcome.choices = options((row["key"], row["label"]) for row in view.outcomes)
    form.rule.choices = options(view.case.rulebook.refusals.items(), empty=_l("（沒有適用的規定，如理由所述）"))
    form.owner_section.choices = options(((one.key, section_name(one)) for one in sections()), empty=_l("（請選擇）"))
    form.control_level.choices = options(CONTROL_LEVELS.items(), empty=_l("（請選擇）"))
    return form


class RecusalForm(HubForm):
    """Why one steps aside."""

    reason = StringField(_l("迴避理由"), [Needed()])


def _filled(view: View) -> dict[str, Any]:
    card = view.card
    if card is None:
        return {}
    filled: dict[str, Any] = {f"scores_{key}": points for key, points in card.scores.items()}
    filled |= {f"checklist_{key}": "yes" if value else "no" for key, value in card.checklist.items()}
    return filled | {"comment": card.comment, "recommendation": card.recommendation, "version": card.version}
