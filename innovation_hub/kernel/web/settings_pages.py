"""調整: the page where the administrator sets the parameters, and everyone who may sees who set what when."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import FloatField

from innovation_hub.kernel.errors import NotFound
from innovation_hub.kernel.policy.parameters import Parameter, history, parameters
from innovation_hub.kernel.web.forms import VersionedForm, saved
from innovation_hub.kernel.web.guards import myself, requires

settings = Blueprint("steering", __name__)


class ValueForm(VersionedForm):
    """A parameter's new value."""

    value = FloatField(_l("數值"))


@settings.get("/hub/parameters")
@requires("parameter.list")
def index() -> str:
    """Every parameter, what it is now, and what it was."""
    return _page()


@settings.post("/hub/parameters/<key>")
@requires("parameter.change")
def change(key: str) -> Response | tuple[str, int]:
    """Sets one from now on."""
    if key not in parameters():
        raise NotFound
    form, parameter = ValueForm(), parameters()[key]
    if saved(form, lambda: _form(parameter), lambda: _change(parameter, form)):
        flash(_("「%(name)s」已存，從現在起適用。", name=parameter.label), "success")
        return redirect(url_for("steering.index"))
    return _page(key, form), form.status


def _change(parameter: Parameter, form: ValueForm) -> None:
    parameter.change(form.value.data, myself(), on=int(form.version.data or 0))


def _page(key: str = "", given: ValueForm | None = None) -> str:
    rows = [(one, given if given and one.key == key else _form(one)) for one in parameters().values()]
    return render_template("hub/parameters.html", rows=rows, history=history(), parameters=parameters())


def _form(parameter: Parameter) -> Any:
    last = parameter.last
    return ValueForm(formdata=None, value=last.value if last else parameter.default, version=last.id if last else 0)
