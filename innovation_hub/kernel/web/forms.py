"""表單: the model says what is wrong, the form shows it at the field."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar, TypeVar

from flask import g, request
from flask_wtf import FlaskForm
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from wtforms import Field, HiddenField, i18n
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # its types are a version behind
from wtforms.form import BaseForm

from innovation_hub.kernel.errors import Clash, Invalid
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.text.language import in_english
from innovation_hub.kernel.web.overtaken import Difference, differences

T = TypeVar("T")
SHOWN = "shown"
EMPTY: dict[str, Callable[[], Any]] = {"RadioField": str, "SelectMultipleField": list, "BooleanField": bool}


class HubForm(FlaskForm):
    """A form whose own sentences are in the reader's language: WTForms would speak Simplified Chinese to zh_Hant_TW.

    What it does not show it does not change: a field that was not sent keeps what the form was filled with. Of choices
    a browser sends nothing where nothing is chosen; that they were shown stands in the hidden fields `shown`.
    """

    status = 422
    unkept: ClassVar[tuple[str, ...]] = ()  # fields that say something of the save itself, such as its reason
    overtaken: Sequence[Difference] | None = None

    class Meta(FlaskForm.Meta):
        """Where its sentences come from."""

        def get_translations(self, form: BaseForm) -> Any:
            """WTForms' own sentences, in Traditional Chinese or English."""
            return i18n.get_translations(["en" if in_english() else "zh_TW"])

    def process(self, formdata: Any = None, *args: Any, **kwargs: Any) -> None:
        """Takes what was sent; choices that were not shown keep what the form was filled with."""
        super().process(formdata, *args, **kwargs)
        for field in self:
            if field.type in EMPTY and field.raw_data == []:
                field.data = (field.name not in shown() and field.object_data) or EMPTY[field.type]()

    def sends(self, field: Field) -> bool:
        """Whether the field was sent, or was shown with nothing chosen in it."""
        return field.name in request.form or field.name in shown()

    def kept(self) -> list[Field]:
        """The fields sent that replace what stands there."""
        return [field for field in self if self.sends(field) and field.name not in self.unkept]


class VersionedForm(HubForm):
    """A form that replaces what stands there: `version` is the one the person saw, empty before the first save."""

    version = HiddenField()

    def process(self, formdata: Any = None, *args: Any, **kwargs: Any) -> None:
        """Takes what was sent; who sends no version has seen none."""
        super().process(formdata, *args, **kwargs)
        if self.version.raw_data == []:
            self.version.data = ""


class Needed:
    """Marks a field as one that must be filled before the thing can go on; the model says so when it is not."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __call__(self, form: FlaskForm, field: Field) -> None:
        """A draft may leave it empty."""


def shown() -> list[str]:
    """The names of the choices the form sent now has shown."""
    return request.form.getlist(SHOWN)


def options(rows: Iterable[tuple[str, object]], empty: object = None) -> list[Any]:
    """The options of a field to choose from, given as value and label; first an empty one where `empty` labels it."""
    first = [] if empty is None else [SelectChoice("", empty)]
    return first + [SelectChoice(value, label) for value, label in rows]


def attempt(form: FlaskForm, verb: Callable[[], T]) -> T | None:
    """What the verb gives when form and model accept; None with the sentences at their fields otherwise."""
    if on_hold(form) or not form.validate_on_submit():
        return None
    try:
        done = verb()
        db.session.flush()
    except Invalid as error:
        db.session.rollback()
        say(form, error)
        return None
    return done


def on_hold(form: FlaskForm) -> bool:
    """Whether the form is only to be shown with what was typed, as after signing in anew; above it stands why."""
    if why := g.get("hold"):
        form.form_errors.append(why)
        g.held = True
    return bool(why)


def accepted(form: FlaskForm, change: Callable[[], None]) -> bool:
    """Whether the form holds and the model accepts the change."""

    def made() -> bool:
        change()
        return True

    return attempt(form, made) is not None


def saved(form: VersionedForm, present: Callable[[], VersionedForm], change: Callable[[], None]) -> bool:
    """As `accepted`, where the form names the version that stands there now; `present` gives the form filled with it.

    Where another was saved meanwhile nothing is kept: the form holds both texts, and the version to save hers over.
    Who saves the same text again is not told of a clash.
    """
    if overtaken(form, present()):
        on_hold(form)
        return False
    try:
        return accepted(form, change)
    except (Clash, StaleDataError, IntegrityError):
        db.session.rollback()
    if not overtaken(form, present()):
        raise Clash
    return False


def overtaken(form: VersionedForm, present: VersionedForm) -> bool:
    """Whether the form was filled from another version than `present`, and says something else."""
    seen, form.version.data = form.version.data, present.version.data
    if str(seen or 0) == str(present.version.data or 0):
        return False
    if not (found := differences(form, present, form.kept())):
        return False
    form.status, form.overtaken = Clash.status, found
    return True


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
