"""表單: the model says what is wrong, the form shows it at the field."""

from collections.abc import Callable, Iterable
from itertools import count
from typing import Any, ClassVar, TypeVar

from flask import g
from flask_wtf import FlaskForm
from wtforms import Field, i18n
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # its types are a version behind
from wtforms.form import BaseForm

from innovation_hub.kernel.db import db
from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.words import in_english

T = TypeVar("T")


class HubForm(FlaskForm):
    """A form whose own sentences are in the reader's language: WTForms would speak Simplified Chinese to zh_Hant_TW."""

    class Meta(FlaskForm.Meta):
        """Where its sentences come from."""

        def get_translations(self, form: BaseForm) -> Any:
            """WTForms' own sentences, in Traditional Chinese or English."""
            return i18n.get_translations(["en" if in_english() else "zh_TW"])

    def stand_apart(self) -> str:
        """Gives the fields ids that no form before this one has on the page, and prints nothing.

        Names stay. Of two forms with one id a label would write into the other's field (WCAG 2.2, 4.1.2).
        """
        taken: set[str] = g.setdefault("field_ids", set())
        nth = next(nth for nth in count(1) if taken.isdisjoint(self._ids(nth)))
        for field, id in zip(self, self._ids(nth), strict=True):
            field.id = field.label.field_id = id
        taken.update(self._ids(nth))
        return ""

    def _ids(self, nth: int) -> list[str]:
        return [field.name if nth == 1 else f"form{nth}-{field.name}" for field in self]


class Needed:
    """Marks a field as one that must be filled before the thing can go on; the model says so when it is not."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __call__(self, form: FlaskForm, field: Field) -> None:
        """A draft may leave it empty."""


def options(rows: Iterable[tuple[str, object]], empty: object = None) -> list[Any]:
    """The options of a field to choose from, given as value and label; first an empty one where `empty` labels it."""
    first = [] if empty is None else [SelectChoice("", empty)]
    return first + [SelectChoice(value, label) for value, label in rows]


def attempt(form: FlaskForm, verb: Callable[[], T]) -> T | None:
    """What the verb gives when form and model accept; None with the sentences at their fields otherwise."""
    if not form.validate_on_submit():
        return None
    try:
        done = verb()
        db.session.flush()
    except Invalid as error:
        db.session.rollback()
        say(form, error)
        return None
    return done


def accepted(form: FlaskForm, change: Callable[[], None]) -> bool:
    """Whether the form holds and the model accepts the change."""

    def made() -> bool:
        change()
        return True

    return attempt(form, made) is not None


def say(form: FlaskForm, error: Invalid) -> None:
    """Puts each sentence of the refusal at its field, or above the form where it has no such field."""
    if not error.fields:
        form.form_errors.append(str(error.detail))
    for key, sentence in error.fields.items():
        field: Field | None = form._fields.get(key.replace(".", "_"))
        if field is None:
            form.form_errors.append(str(sentence))
        else:
            field.errors = [*field.errors, str(sentence)]
