"""接著寫: what was typed before the sign-in ended goes through signing in anew, and back into its form."""

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from innovation_hub.accounts.forms import SignInForm
from innovation_hub.accounts.places import local
from innovation_hub.kernel import demo
from innovation_hub.kernel.web import typed
from innovation_hub.kernel.web.guards import myself

PREFIX, ADDRESS = "kept:", "kept_for"


def ask_again() -> Response:
    """The sign-in form that carries what was typed; 401, for what was sent has not been done."""
    kept = [(f"{PREFIX}{name}", value) for name, value in typed.sent()]
    facts = {"kept": [*kept, (ADDRESS, request.full_path)], "shown": demo.SHOWN, "password": demo.PASSWORD}
    action = url_for("accounts.sign_in", next=typed.form_address())
    page = render_template("accounts/sign_in.html", form=SignInForm(formdata=None), action=action, **facts)
    return Response(page, 401, content_type="text/html; charset=utf-8")


def carried() -> list[tuple[str, str]]:
    """What a sign-in form carries, to be carried on when the password was wrong."""
    fields = request.form.items(multi=True)
    return [(name, value) for name, value in fields if name == ADDRESS or name.startswith(PREFIX)]


def resumed() -> str | None:
    """The page that leads back into the form, filled; None where nothing was carried, or somebody else signed in."""
    kept = [(name.removeprefix(PREFIX), value) for name, value in carried() if name != ADDRESS]
    if not kept or dict(kept).get("writer", str(myself().id)) != str(myself().id):
        return None
    return render_template("accounts/resume.html", kept=kept, action=local(request.form.get(ADDRESS)))
