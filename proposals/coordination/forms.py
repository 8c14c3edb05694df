"""協調的表單: a meeting is called, and what was said is kept."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional

from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.text.language import brackets, section_name
from innovation_hub.kernel.web.day_fields import DayField
from innovation_hub.kernel.web.forms import HubForm, Needed, VersionedForm, options
from proposals.coordination.models import COORDINATION_OUTCOMES, Coordination


class CoordinationForm(HubForm):
    """A meeting to be called."""

    subject = StringField(_l("協調主題"), [Needed()])
    meets_on = DayField(_l("開會日期"), [Needed(), Optional()])
    place = StringField(_l("地點"))
    people = SelectMultipleField(_l("出席者"), coerce=int, validate_choice=False)
    more = StringField(_l("其他出席者的姓名或帳號"), description=_l("多位以空白分開"))

    def __init__(self, suggestions: Sequence[Employee], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = ((str(one.id), brackets(one.name, section_name(one.section))) for one in suggestions)
        self.people.choices = options(told)

    def plan(self) -> dict[str, Any]:
        """When, where, about what."""
        return {"subject": self.subject.data or "", "meets_on": self.meets_on.data, "place": self.place.data or ""}


class MinutesForm(VersionedForm):
    """What was said in a meeting, and what came of it."""

    minutes = TextAreaField(_l("會議紀錄"), [Needed()], render_kw={"rows": 10})
    outcome = RadioField(_l("協調結果"), [Needed()], validate_choice=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome.choices = options(COORDINATION_OUTCOMES.items())


def minutes_form(meeting: Coordination, **sent: Any) -> MinutesForm:
    """The form filled with what is kept and what was sent; `formdata=None`: with what is kept alone."""
    kept = {"minutes": meeting.minutes, "outcome": meeting.outcome or "", "version": meeting.version}
    return MinutesForm(data=kept, **sent)
