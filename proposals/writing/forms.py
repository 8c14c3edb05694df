"""提案的表單: made from the table of fields, in two steps."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    DecimalField,
    Field,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional, ValidationError

from innovation_hub.kernel.office.decisions import OUTCOMES, TIERS
from innovation_hub.kernel.office.people import sections
from innovation_hub.kernel.office.service_items import service_items
from innovation_hub.kernel.text.language import section_name
from innovation_hub.kernel.web.forms import HubForm, Needed, VersionedForm, options
from proposals.fields import CATEGORIES, FIELDS, ORIGINS
from proposals.fields import Field as Said
from proposals.lifecycle import STAGES
from proposals.percent import read

CO_PROPOSERS = 3


def _asked(said: Said) -> Field:
    needed = [Needed()] if said.needed else []
    if said.lines == 1:
        return StringField(said.label, needed, description=said.hint)
    return TextAreaField(said.label, needed, description=said.hint, render_kw={"rows": said.lines})


class IdeaForm(VersionedForm):
    """First step: the idea in its own words."""

    category = RadioField(_l("類別"), [Needed()], choices=options(CATEGORIES.items()), default="public_service")

    @property
    def said(self) -> list[Field]:
        """The fields of text, in the table's order."""
        return [self[field.key] for field in FIELDS if field.key in self]

    def answers(self) -> dict[str, Any]:
        """What was written, by field."""
        return {"category": self.category.data} | {field.name: field.data or "" for field in self.said}


class DetailsForm(VersionedForm):
    """Second step: all that is asked before the first tier decides."""

    rows = 0
    origin = RadioField(_l("來源"), [Needed()], choices=options(ORIGINS.items()), default="free")
    service_item = SelectField(_l("相關服務項目"), validate_choice=False)
    cooperating = SelectMultipleField(_l("需要協辦的課室"), validate_choice=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.service_item.choices = options(((item.key, item.name) for item in service_items()), empty=_l("（沒有）"))
        self.cooperating.choices = options((section.key, section_name(section)) for section in sections())

    @property
    def said(self) -> list[Field]:
        """The fields of text, in the table's order."""
        return [self[field.key] for field in FIELDS if field.key in self]

    @property
    def portions(self) -> list[tuple[Field, Field]]:
        """The rows for co-proposers: login and contribution."""
        return [(self[f"co_login_{n}"], self[f"co_share_{n}"]) for n in range(self.rows)]

    def answers(self) -> dict[str, Any]:
        """What was written, by field."""
        chosen = {
            "origin": self.origin.data,
            "service_item": self.service_item.data,
            "cooperating": self.cooperating.data,
        }
        return chosen | {field.name: field.data or "" for field in self.said}


for field in FIELDS:
    setattr(IdeaForm if field.step == 1 else DetailsForm, field.key, _asked(field))


def details_form(rows: int) -> type[DetailsForm]:
    """The second step with so many rows for co-proposers."""
    asked: dict[str, Any] = {"rows": rows}
    by_button = {"data-by-button": ""}  # who is named is asked, so nobody is while one types
    for n in range(rows):
        asked[f"co_login_{n}"] = StringField(
            _l("共同提案人（帳號或姓名）"), validators=[Optional()], render_kw=by_button
        )
        asked[f"co_share_{n}"] = DecimalField(
            _l("貢獻（%）"), places=None, validators=[Optional(), two_decimals], render_kw=by_button
        )
    return type("DetailsForm", (DetailsForm,), asked)


def two_decimals(form: HubForm, field: Field) -> None:
    """Percent has at most two decimals."""
    try:
        read(field.data)
    except ValueError:
        raise ValidationError(_("貢獻請填數字，最多兩位小數。")) from None


class FilterForm(HubForm):
    """The filters of the list; they live in the address."""

    class Meta(HubForm.Meta):
        """A GET form changes nothing."""

        csrf = False

    q = StringField(_l("找"))
    stage = SelectField(_l("狀態"), validate_choice=False)
    tier = SelectField(_l("級別"), validate_choice=False)
    outcome = SelectField(_l("決定"), validate_choice=False)
    section = SelectField(_l("課室"), validate_choice=False)
    year = StringField(_l("年度"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, table in ((self.stage, STAGES), (self.tier, TIERS), (self.outcome, OUTCOMES)):
            field.choices = options(table.items(), empty=_l("全部"))
        self.section.choices = options(
            ((section.key, section_name(section)) for section in sections()), empty=_l("全部")
        )
