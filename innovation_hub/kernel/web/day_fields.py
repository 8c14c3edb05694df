"""日期欄位: fields of forms and of programs that take a day as the office writes it, and keep it in one form."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from marshmallow import ValidationError, fields
from wtforms import DateField

from innovation_hub.kernel.text.days import read_day


class DayField(DateField):
    """A day in a form: 2026-12-31, 115/12/31 or 115年12月31日; none where nothing is written."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Reads what was typed."""
        typed = "".join(valuelist[:1])
        self.data = read_day(typed) if typed.strip() else None
        if typed.strip() and self.data is None:
            raise ValueError(_("看不懂這個日期。請寫成 2026-12-31 或 115/12/31。"))


class Day(fields.Date):
    """A day in a document; written in whichever way, it is kept as one day."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        day = read_day(value) if isinstance(value, str) else None
        if day is None:
            raise ValidationError(_("看不懂這個日期。請寫成 2026-12-31 或 115/12/31。"))
        return day
