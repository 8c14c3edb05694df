"""登入與偏好: signing in and out, language and looks, and the list of people."""

from collections.abc import Sequence

from flask import Blueprint, current_app, g, redirect, render_template, request, session, url_for
from flask.sansio.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from flask_login import login_user, logout_user
from sqlalchemy import Select, select
from werkzeug.wrappers import Response

from innovation_hub.accounts.credentials import WrongPassword
from innovation_hub.accounts.forms import SignInForm
from innovation_hub.accounts.models import sign_in, sign_out
from innovation_hub.accounts.places import back, local
from innovation_hub.accounts.resuming import ask_again, carried, resumed
from innovation_hub.accounts.roles import ROLES
from innovation_hub.accounts.visitors import Visitor, token_shown
from innovation_hub.kernel import demo
from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.module.rows import Hit
from innovation_hub.kernel.office.people import Employee, Role, Section, sections
from innovation_hub.kernel.policy import table as policy
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.text.cleaning import one_line
from innovation_hub.kernel.text.language import brackets, listed, section_name
from innovation_hub.kernel.web.exports import Table, table_response
from innovation_hub.kernel.web.forms import on_hold
from innovation_hub.kernel.web.guards import repeatable, requires

pages = Blueprint("accounts", __name__, template_folder="templates")
FOUND = 6
CHOICES = {"language": ("zh", "en"), "theme": ("auto", "light", "dark"), "single_keys": ("on", "off")}


@pages.record_once
def keep_what_was_typed(state: BlueprintSetupState) -> None:
    """Who has to sign in anew is asked in a form that carries what she typed."""
    state.app.extensions["sign_in_keeping"] = ask_again


@pages.route("/sign-in", methods=["GET", "POST"], endpoint="sign_in")
@requires("accounts.sign_in")
@repeatable
def enter() -> Response | str | tuple[str, int]:
    """Asks who is there, and lets in who proves it."""
    form = SignInForm()
    status = 422 if form.is_submitted() else 200
    if not on_hold(form) and form.validate_on_submit() and _let_in(form):
        return resumed() or redirect(local(request.args.get("next")))
    facts = {"kept": carried(), "shown": demo.SHOWN, "password": demo.PASSWORD}
    return render_template("accounts/sign_in.html", form=form, **facts), status


@pages.post("/sign-out", endpoint="sign_out")
@requires("accounts.sign_out")
def leave() -> Response:
    """Ends this sign-in."""
    sign_out(token_shown())
    logout_user()
    _fresh_session()
    return redirect(url_for("accounts.sign_in"))


@pages.post("/language")
@requires("accounts.preferences")
def language() -> Response:
    """Chooses the language."""
    return _prefer("language")


@pages.post("/theme")
@requires("accounts.preferences")
def theme() -> Response:
    """Chooses light, dark, or as the device has it."""
    return _prefer("theme")


@pages.post("/single-keys")
@requires("accounts.preferences")
def single_keys() -> Response:
    """Turns the keys that act without Ctrl or Alt on or off (WCAG 2.2, 2.1.4)."""
    return _prefer("single_keys")


@pages.get("/people")
@requires("accounts.people")
def people() -> str:
    """Who works here, with which duties; ?section= shows one section, ?q= those with these words in name or login."""
    facts = {"people": _people(), "sections": sections(), "roles": ROLES}
    return render_template("accounts/people.html", **facts, chosen=request.args.get("section", ""))


@pages.get("/people.<any(ods, csv):kind>")
@requires("accounts.people")
def people_table(kind: str) -> Response:
    """The same list as a table."""
    heads = [_("姓名"), _("帳號"), _("課室"), _("職稱"), _("職務"), _("在職")]
    rows = [
        [one.name, one.login, section_name(one.section), one.title, listed(_duties(one)), one.active]
        for one in _people()
    ]
    return table_response(Table(_("同仁名冊"), heads, rows), kind)


def found(by: Employee, words: str) -> list[Hit]:
    """The people with these words, for the box that finds everything; none for who may not see the list."""
    if not policy.possible(by, "accounts.people"):
        return []
    some = db.session.scalars(_named(words).limit(FOUND)).unique()
    return [Hit(one.name, url_for("accounts.people", q=one.login), section_name(one.section)) for one in some]


def _people() -> Sequence[Employee]:
    query, chosen = _named(one_line(request.args.get("q"))), request.args.get("section", "")
    return db.session.scalars(query.where(Section.key == chosen) if chosen else query).unique().all()


def _named(words: str) -> Select[Employee]:
    query = select(Employee).join(Section).order_by(Section.id, Employee.id)
    return query.where(Employee.says(words)) if words else query


def _duties(person: Employee) -> list[object]:
    return [
        brackets(ROLES[Role(one.role)], _("代理")) if one.acting else ROLES[Role(one.role)] for one in person.duties
    ]


def _let_in(form: SignInForm) -> bool:
    hours, agent = current_app.config["HUB_SESSION_HOURS"], request.user_agent.string
    try:
        person, token = sign_in(form.login.data or "", form.password.data or "", hours, agent)
    except WrongPassword as refusal:
        form.form_errors.append(refusal.detail)
        return False
    _fresh_session()
    return bool(login_user(Visitor(person, token)))


def _fresh_session() -> None:
    """A cookie from before must be worth nothing after; what the eyes prefer stays."""
    preferred = {name: session[name] for name in CHOICES if name in session}
    session.clear()
    session.update(preferred)
    g.pop("csrf_token", None)


def _prefer(name: str) -> Response:
    value = request.form.get(name)
    if value not in CHOICES[name]:
        raise Invalid
    session[name] = value
    return redirect(back())
