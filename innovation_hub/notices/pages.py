"""鈴: the list of a person's notices, and the number beside the bell."""

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from innovation_hub.kernel.web.guards import find, me, myself, requires, seen
from innovation_hub.notices import models
from innovation_hub.notices.models import Notice

pages = Blueprint("notices", __name__, template_folder="templates")


@pages.get("/notices")
@requires("notice.list")
def bell() -> str:
    """My notices, unread first; ?cursor= goes on."""
    return render_template("notices/bell.html", page=models.page(seen(Notice), request.args.get("cursor", "")))


@pages.post("/notices/<int:id>/open", endpoint="open")
@requires("notice.read")
def go_there(id: int) -> Response:
    """Marks a notice read and goes where it leads."""
    notice = find(Notice, id)
    notice.read()
    return redirect(request.script_root + notice.url)


@pages.post("/notices/read")
@requires("notice.read")
def read_all() -> Response:
    """Marks all of mine read."""
    models.read_all(myself())
    flash(_("通知已全部標為已讀。"), "success")
    return redirect(url_for("notices.bell"))


def set_up(app: Flask) -> None:
    """Tells every page how many notices are unread."""

    @app.context_processor
    def count() -> dict[str, int]:
        person = me()
        return {"unread": models.unread(person) if person else 0}
