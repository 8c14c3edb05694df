"""預審的程式介面格式: what programs send and get."""

from flask_babel import lazy_gettext as _l
from marshmallow import Schema, fields
from marshmallow.validate import OneOf

from innovation_hub.kernel.office.decisions import CONTROL_LEVELS, OUTCOMES
from review.judging.cards import RECOMMENDATIONS

OFFERED = ("pass", "return", *OUTCOMES)


class TodoLine(Schema):
    """A case in the list."""

    id = fields.Integer()
    proposal_id = fields.Integer()
    number = fields.String()
    title = fields.String()
    tier = fields.String()
    stage = fields.String()
    due_on = fields.Date(attribute="round.due_on")
    revision = fields.Integer()


class TodoLines(Schema):
    """A page of cases; `next` is the cursor of the following one."""

    items = fields.List(fields.Nested(TodoLine))
    next = fields.String(allow_none=True)


class TodoFilters(Schema):
    """The filters of the list."""

    todo = fields.String(validate=OneOf(("", "0", "1"), error=_l("請填 1，或不填。")))
    tier = fields.String()
    cursor = fields.String()


class CriterionOut(Schema):
    """One line of the rubric."""

    key = fields.String()
    label = fields.String()
    max = fields.Integer()


class CheckOut(Schema):
    """One line of the checklist, or one outcome."""

    key = fields.String()
    label = fields.String()


class CardOut(Schema):
    """A scorecard; `sealed_at` is None while it is a draft."""

    reviewer = fields.String()
    scores = fields.Dict()
    checklist = fields.Dict()
    comment = fields.String()
    recommendation = fields.String()
    total = fields.Integer(allow_none=True)
    sealed_at = fields.AwareDateTime(allow_none=True)


class OwnCardOut(CardOut):
    """Her own card; `version` counts her saves from 0 on, and is null once the card is sealed."""

    version = fields.Integer(allow_none=True)


class CaseOut(TodoLine):
    """A case as she may see it: the dossier as submitted, what is asked, her own card, the outcomes she may choose."""

    dossier = fields.Dict()
    proposers = fields.List(fields.String(), allow_none=True)
    criteria = fields.List(fields.Nested(CriterionOut))
    checklist = fields.List(fields.Nested(CheckOut))
    card = fields.Nested(OwnCardOut, allow_none=True)
    cards = fields.List(fields.Nested(CardOut))
    waiting = fields.Integer()
    outcomes = fields.List(fields.Nested(CheckOut))
    rules = fields.List(fields.Nested(CheckOut))
    sections = fields.List(fields.Nested(CheckOut))
    control_levels = fields.List(fields.Nested(CheckOut))


class SheetIn(Schema):
    """Marks put down; what is not given stays, what is given as null is taken back."""

    scores = fields.Dict(keys=fields.String(), values=fields.Raw(allow_none=True), allow_none=True)
    checklist = fields.Dict(keys=fields.String(), values=fields.Boolean(allow_none=True), allow_none=True)
    comment = fields.String(allow_none=True)
    recommendation = fields.String(allow_none=True, metadata={"enum": [*RECOMMENDATIONS, None]})


class DecisionIn(Schema):
    """An outcome, and what it asks to be stated."""

    outcome = fields.String(required=True, metadata={"enum": list(OFFERED)})
    reason = fields.String(load_default="", allow_none=True)
    rule = fields.String(load_default="", allow_none=True)
    owner_section = fields.String(load_default="", allow_none=True)
    due_on = fields.String(load_default="", allow_none=True)
    control_level = fields.String(load_default="", allow_none=True, metadata={"enum": [*CONTROL_LEVELS]})


class RecusalIn(Schema):
    """Why one steps aside."""

    reason = fields.String(required=True)
