"""兩份文字: what stands there now and what a person typed, where another save came between."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _
from markupsafe import Markup
from wtforms import Field, Form

from innovation_hub.kernel.answers import difference
from innovation_hub.kernel.words import listed, many_lines

UNTYPED = ("HiddenField", "CSRFTokenField")
CHOSEN = ("RadioField", "SelectField", "SelectMultipleField")


@dataclass(frozen=True)
class Difference:
    """A field in which both differ: its label, what is kept now and what was typed, with what differs marked."""

    label: str
    kept: Markup
    typed: Markup


def differences(form: Form, present: Form, sent: Iterable[Field]) -> list[Difference]:
    """The fields sent with `form` that say something else than `present`, and those only `present` has."""
    pairs = [(present[field.name] if field.name in present else None, field) for field in sent]
    pairs += [(field, None) for field in present if field.name not in form]
    return [_difference(*pair) for pair in pairs if said(pair[0]) != said(pair[1])]


def said(field: Field | None) -> str:
    """What stands in a field, as a person reads it."""
    if field is None or field.type in UNTYPED:
        return ""
    if field.type == "BooleanField":
        return _("是") if field.data else _("否")
    if field.type in CHOSEN:
        return listed(_labels(field))
    return many_lines(str(field._value() if hasattr(field, "_value") else field.data or ""))


def _difference(kept: Field | None, typed: Field | None) -> Difference:
    before, after = difference(said(kept), said(typed))
    label = (typed or kept).label.text  # type: ignore[union-attr]  # of a pair one is always there
    return Difference(str(label), before, after)


def _labels(field: Field) -> list[str]:
    chosen = field.data if isinstance(field.data, list) else [field.data or ""]
    return [str(option.label) for option in field.choices or () if option.value in chosen]
