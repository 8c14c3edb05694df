"""欄位的識別: no two fields of a page share an id, however many forms stand on it."""

from itertools import count

from flask import g
from wtforms.form import BaseForm


def stand_apart(form: BaseForm) -> str:
    """Gives the form's fields ids that no form before it has on this page, and prints nothing. Names stay.

    Of two forms with one id a label would write into the other's field (WCAG 2.2, 1.3.1 and 4.1.2).
    """
    taken: set[str] = g.setdefault("field_ids", set())
    nth = next(nth for nth in count(1) if taken.isdisjoint(_ids(form, nth)))
    for field, id in zip(form, _ids(form, nth), strict=True):
        field.id = field.label.field_id = id
    taken.update(_ids(form, nth))
    return ""


def _ids(form: BaseForm, nth: int) -> list[str]:
    return [field.name if nth == 1 else f"form{nth}-{field.name}" for field in form]
