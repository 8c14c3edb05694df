"""我的帳號: what a person sees and changes about herself: password, access tokens, where she is signed in."""

from flask import current_app, flash, jsonify, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from innovation_hub.accounts.credentials import WrongPassword
from innovation_hub.accounts.forms import PasswordForm, TokenForm
from innovation_hub.accounts.models import SignIn, Token, change_password, digest, give_token, signed_in_by
from innovation_hub.accounts.pages import found, pages
from innovation_hub.accounts.roles import ROLES
from innovation_hub.accounts.visitors import token_shown
from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.web.guards import find, myself, repeatable, requires, seen

__all__ = ["found", "pages"]


@pages.get("/me", endpoint="me")
@requires("accounts.me")
def show() -> str:
    """My name, section and duties; my password, tokens and sign-ins."""
    return _show(PasswordForm(formdata=None), TokenForm(formdata=None))


@pages.post("/me/password")
@requires("accounts.me")
def password() -> Response | tuple[str, int]:
    """Changes the password."""
    form = PasswordForm()
    if not form.validate() or not _changed(form):
        return _show(form, TokenForm(formdata=None)), 422
    flash(_("密碼已更新，其他裝置上的登入都已結束。"), "success")
    return redirect(url_for("accounts.me"))


@pages.post("/me/tokens")
@requires("accounts.tokens")
def add_token() -> Response | tuple[str, int]:
    """Makes an access token, which the next page shows once."""
    form = TokenForm()
    if not form.validate():
        return _show(PasswordForm(formdata=None), form), 422
    session["new_token"] = give_token(myself(), form.name.data or "", current_app.config["HUB_TOKEN_DAYS"])[1]
    return redirect(url_for("accounts.me", _anchor="tokens"))


@pages.post("/me/tokens/<int:id>/revoke")
@requires("token.revoke")
def revoke_token(id: int) -> Response:
    """Revokes a token."""
    find(Token, id, "revoke").revoke()
    flash(_("權杖已撤銷。"), "success")
    return redirect(url_for("accounts.me", _anchor="tokens"))


@pages.post("/me/extend")
@requires("accounts.me")
@repeatable
def extend() -> Response:
    """Lets this sign-in last longer; a script is told for how many seconds."""
    left = signed_in_by(token_shown()).extend(current_app.config["HUB_SESSION_HOURS"])
    if request.accept_mimetypes.best == "application/json":
        return jsonify(left=left)
    flash(_("登入已延長。"), "success")
    return redirect(url_for("accounts.me", _anchor="sign-ins"))


@pages.post("/me/sign-ins/<int:id>/end")
@requires("sign_in.end")
def end_sign_in(id: int) -> Response:
    """Ends one of my sign-ins elsewhere."""
    find(SignIn, id, "end").end()
    flash(_("那一處的登入已結束。"), "success")
    return redirect(url_for("accounts.me", _anchor="sign-ins"))


def _changed(form: PasswordForm) -> bool:
    try:
        change_password(myself(), form.old.data or "", form.new.data or "", token_shown())
    except Invalid as refusal:
        form.new.errors = [str(refusal.fields["new"])]
    except WrongPassword as refusal:
        form.old.errors = [refusal.detail]
    return not form.errors


def _show(password_form: PasswordForm, token_form: TokenForm) -> str:
    tokens = seen(Token, "revoke").where(Token.revoked_at.is_(None), Token.expires_at > clock.now())
    sign_ins = seen(SignIn, "end").where(SignIn.until > clock.now())
    return render_template(
        "accounts/me.html",
        password_form=password_form,
        token_form=token_form,
        tokens=db.session.scalars(tokens.order_by(Token.id)).all(),
        new_token=session.pop("new_token", None),
        sign_ins=db.session.scalars(sign_ins.order_by(SignIn.since.desc())).all(),
        here=digest(token_shown()),
        roles=ROLES,
        days=current_app.config["HUB_TOKEN_DAYS"],
    )
