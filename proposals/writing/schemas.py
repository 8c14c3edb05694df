"""提案的程式介面格式: what programs send and get."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import Schema, ValidationError, fields, validates_schema
from marshmallow.validate import Length, OneOf

from innovation_hub.kernel.text.cleaning import many_lines
from proposals.fields import CATEGORIES, DETAILS, FIELDS, ORIGINS
from proposals.percent import Number, read


class PercentField(fields.Float):
    """Percent as a number with at most two decimals; a whole one reads as an integer."""

    default_error_messages = {"invalid": _l("須為數字，最多兩位小數。")}  # noqa: RUF012 (marshmallow reads it so)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Number:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.make_error("invalid", input=value)
        try:
            return read(value)
        except ValueError as error:
            raise self.make_error("invalid", input=value) from error

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return value


class Portion(Schema):
    """A co-proposer, by account or full name, and her contribution in percent; equal parts where none is given."""

    login = fields.String(required=True)
    share = PercentField()


class SectionOut(Schema):
    """A section."""

    key = fields.String()
    name = fields.String()


ONE_OF = _l("請從清單中選一項。")
TEXTS: dict[str, Any] = {
    field.key: fields.String(allow_none=True, metadata={"maxLength": field.limit}) for field in FIELDS
}
CHOICES: dict[str, Any] = {
    "category": fields.String(validate=OneOf(list(CATEGORIES), error=ONE_OF)),
    "origin": fields.String(validate=OneOf(list(ORIGINS), error=ONE_OF)),
    "service_item": fields.String(allow_none=True),
    "cooperating": fields.List(fields.String(), allow_none=True),
    "co_proposers": fields.List(fields.Nested(Portion)),
}
NEEDED = ("title", "problem", "measures", "benefit", "category")

Changes = Schema.from_dict(TEXTS | CHOICES, name="ProposalChanges")


class Draft(Changes):  # type: ignore[misc, valid-type]  # made from the table of fields
    """A new proposal: title, problem, measures, benefit and category are needed."""

    @validates_schema(skip_on_field_errors=False, pass_original=True)
    def complete(self, data: dict[str, Any], original: Any, **kwargs: object) -> None:
        """Each needed field is there and says something; one that is no text has its own sentence."""
        said = original if isinstance(original, dict) else dict.fromkeys(NEEDED, 0)
        missing = {key: [_("這一欄必填。")] for key in NEEDED if _silent(said.get(key, ""))}
        if missing:
            raise ValidationError(missing)


def _silent(value: object) -> bool:
    return value is None or (isinstance(value, str) and not many_lines(value))


class Line(Schema):
    """A proposal in a list."""

    id = fields.Integer()
    number = fields.String(allow_none=True)
    title = fields.String()
    stage = fields.String()
    tier = fields.String(allow_none=True)
    revision = fields.Integer()
    year = fields.Integer()
    category = fields.String()
    outcome = fields.String(allow_none=True)
    due_on = fields.Date(allow_none=True)
    section = fields.Nested(SectionOut)
    submitted_at = fields.AwareDateTime(allow_none=True)


class ProposerOut(Schema):
    """A proposer; the first is the lead. Who has not `agreed` does not count yet; `share` is in percent."""

    login = fields.String(attribute="employee.login")
    name = fields.String(attribute="employee.name")
    share = PercentField()
    agreed = fields.Boolean()


class Whole(Line):
    """A proposal as it stands."""

    version = fields.Integer()
    problem = fields.String()
    measures = fields.String()
    benefit = fields.String()
    details = fields.Dict(keys=fields.String(validate=OneOf([field.key for field in DETAILS])), values=fields.String())
    origin = fields.String()
    cooperating = fields.List(fields.String())
    proposers = fields.List(fields.Nested(ProposerOut))
    note = fields.String(allow_none=True)
    holder = fields.String(allow_none=True)
    decision = fields.Dict(allow_none=True)
    created_at = fields.AwareDateTime()
    changed_at = fields.AwareDateTime()


class Lines(Schema):
    """A page of proposals; `next` is the cursor of the following one."""

    items = fields.List(fields.Nested(Line))
    next = fields.String(allow_none=True)


class StepOut(Schema):
    """One thing that happened."""

    event = fields.String()
    label = fields.String(attribute="title")
    text = fields.String()
    by = fields.String()
    at = fields.AwareDateTime()


class Steps(Schema):
    """What happened, oldest first."""

    items = fields.List(fields.Nested(StepOut))


class Filters(Schema):
    """The filters of the list."""

    stage = fields.String()
    tier = fields.String()
    section = fields.String()
    year = fields.String()
    category = fields.String()
    outcome = fields.String()
    q = fields.String(validate=Length(max=100, error=_l("最多 100 字。")))
    mine = fields.String(validate=OneOf(("", "0", "1"), error=_l("請填 1，或不填。")))
    cursor = fields.String()
