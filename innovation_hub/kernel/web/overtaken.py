"""兩份文字: what stands there now and what a person typed, where another save came between."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup
from wtforms import BooleanField, Field, Form, SelectField

from innovation_hub.kernel.text.cleaning import many_lines
from innovation_hub.kernel.text.language import listed
from innovation_hub.kernel.text.marking import versions

UNTYPED = ("HiddenField", "CSRFTokenField")


@dataclass(frozen=True)
class Difference:
    """A field in which both differ: its label, what is kept now and what was typed, with what differs marked."""

    label: str
    kept: Markup
    typed: Markup


def differences(form: Form, present: Form, sent: Iterable[Field]) -> list[Difference]:
    """The fields sent with `form` that say something else than `present`, and those only `present` has."""
    there = {field.name: field for field in present}
    pairs: list[tuple[Field | None, Field | None]] = [(there.get(field.name), field) for field in sent]
    pairs += [(field, None) for field in present if field.name not in form]
    return [_difference(*pair) for pair in pairs if said(pair[0]) != said(pair[1])]


def said(field: Field | None) -> str:
    """What stands in a field, as a person reads it."""
    if field is None or field.type in UNTYPED:
        return ""
    if isinstance(field, BooleanField):
        return _("是") if field.data else _("否")
    if isinstance(field, SelectField):
        return listed(_labels(field))
    return many_lines(str(field._value() if hasattr(field, "_value") else field.data or ""))


def _difference(kept: Field | None, typed: Field | None) -> Difference:
    shown: Any = typed or kept
    old, new = said(kept), said(typed)
    if isinstance(shown, SelectField | BooleanField):
        whole = Markup("<del>{}</del>").format(old), Markup("<ins>{}</ins>").format(new)
        return Difference(str(shown.label.text), *whole)
    found = versions(old, new)
    return Difference(str(shown.label.text), found.old, found.new)


def _labels(field: SelectField) -> list[str]:
    chosen = field.data if isinstance(field.data, list) else [field.data or ""]
    choices: Any = field.choices or ()
    return [str(choice.label) for choice in choices if choice.value in chosen]
