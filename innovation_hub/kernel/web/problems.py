"""拒絕的樣子: one handler renders every no: a page for people, a problem document (RFC 9457) for programs."""

import json
import logging
from collections.abc import Callable, Mapping
from typing import Any, cast

from flask import Flask, Response, current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.wrappers import Response as AnyResponse

from innovation_hub.kernel.errors import Clash, HubError, Invalid, NotFound, NotSignedIn, Unavailable
from innovation_hub.kernel.storage.session import SAFE_METHODS, db
from innovation_hub.kernel.web import typed
from innovation_hub.kernel.web.bounds import told
from innovation_hub.kernel.web.guards import ask_who, marked, me, nobody
from innovation_hub.kernel.web.library_messages import HTTP, flat

RESUMED = _l("您的文字還在。看過之後，請再按一次按鈕存入。")
log = logging.getLogger("hub.web")


def wants_problem() -> bool:
    """Whether a program is asking."""
    return request.path.startswith("/api/")


def answer(error: HubError) -> AnyResponse:
    """The refusal, as page or problem document."""
    if wants_problem():
        return problem(error.status, str(error.title), str(error.detail), error.code, error.fields, error.more)
    if isinstance(error, NotSignedIn) and "HX-Request" not in request.headers and "X-Autosave" not in request.headers:
        return _sign_in()
    return page(error.status, str(error.title), str(error.detail), error.fields)


def _sign_in() -> AnyResponse:
    """Asks who is there, and keeps what was typed; afterwards leads to the page, or into the form that was sent."""
    if any(value for name, value in typed.sent() if name not in typed.HIDDEN):
        asked: Callable[[], AnyResponse] = current_app.extensions["sign_in_keeping"]
        return asked()
    there = request.full_path if request.method in SAFE_METHODS else typed.form_address()
    return redirect(url_for("accounts.sign_in", next=there))


def problem(  # noqa: PLR0917 (the members of RFC 9457, in its order)
    status: int, title: str, detail: str, code: str, fields: object = None, more: Mapping[str, Any] | None = None
) -> Response:
    """A problem document; `errors` says what is wrong at which field, `more` are its further members."""
    body: dict[str, Any] = {**(more or {}), "type": f"urn:innovation-hub:problem:{code}", "title": title}
    body |= {"status": status, "detail": detail, "instance": request.path}
    if fields:
        body["errors"], untold = told(cast(Mapping[str, object], fields))
        if untold:
            body["more_errors"] = untold
            body["detail"] += _("另有 %(more)s 處沒有列出。", more=untold)
    text = json.dumps(body, ensure_ascii=False, default=str)
    return Response(text.encode(errors="replace"), status, content_type="application/problem+json")


def page(status: int, title: str, detail: str, fields: object = None) -> Response:
    """The error page."""
    ask_who()
    shown, _more = told(cast(Mapping[str, object], fields or {}))
    kept = {"texts": typed.texts(), "form": typed.form_address() if request.method == "POST" else None}
    text = render_template("errors/page.html", status=status, title=title, detail=detail, fields=shown, **kept)
    return Response(text, status, content_type="text/html; charset=utf-8")


def refuse(error: HubError) -> AnyResponse:
    """The refusal; nothing of the request stays."""
    db.session.rollback()
    response = answer(error)
    if error.status == 503:
        response.headers["Retry-After"] = "5"
    if error.status == 401 and wants_problem():
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _clash(error: Exception) -> AnyResponse:
    log.info("clash: %s", error)
    return refuse(Clash())


def _unwritable(error: Exception) -> AnyResponse:
    log.info("unwritable: %s", type(error).__name__)
    return refuse(Invalid(_("內容含有無法儲存的字元或數字。請刪去後再送一次。")))


def _unavailable(error: Exception) -> AnyResponse:
    log.error("database: %s", error)
    nobody()
    return refuse(Unavailable())


def _forged(error: CSRFError) -> AnyResponse:
    by_script = "HX-Request" in request.headers or "X-Autosave" in request.headers
    if by_script or not typed.from_own_page():
        return page(400, _("這一頁開得太久了"), _("請重新開啟這一頁，再按一次。"))
    if me() is None and not marked("repeatable"):
        return answer(NotSignedIn())
    try:
        return _held(_("這一頁開得太久了，還沒有存入。您寫的內容都在，請再按一次。"))
    except HubError as refusal:
        return refuse(refusal)


def _held(why: str) -> AnyResponse:
    """The form that was sent, with what was typed."""
    held: AnyResponse = current_app.hold(why)  # type: ignore[attr-defined]  # the product's own app
    return held


def _broken(error: Exception) -> AnyResponse:
    log.exception("unexpected")
    return refuse(HubError())


def _http(error: HTTPException) -> AnyResponse:
    status = error.code or 500
    if status < 400:
        return error.get_response()
    if status == 404:
        return answer(NotFound())
    if status == 422:
        places = getattr(error, "data", {}).get("messages", {})
        return answer(Invalid(**{key: said for fields in places.values() for key, said in flat(fields).items()}))
    title, detail = _said(error, status)
    kept = {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")}
    shown = (status, str(title), str(detail))
    response = problem(*shown, code=f"http-{status}") if wants_problem() else page(*shown)
    response.headers.update(kept)
    return response


def _said(error: HTTPException, status: int) -> tuple[object, object]:
    if isinstance(error, MethodNotAllowed) and wants_problem():
        methods = ", ".join(sorted(error.valid_methods or ()))
        return HTTP[405][0], _("這個網址可用的方法：%(methods)s。", methods=methods)
    return HTTP.get(status, (HubError.title, HubError.detail) if status >= 500 else (error.name, error.description))


HANDLERS: dict[type[Exception], Callable[[Any], AnyResponse]] = {
    HubError: refuse,
    StaleDataError: _clash,
    IntegrityError: _clash,
    DataError: _unwritable,
    UnicodeEncodeError: _unwritable,
    OverflowError: _unwritable,
    PoolTimeout: _unavailable,
    DBAPIError: _unavailable,
    CSRFError: _forged,
    HTTPException: _http,
    Exception: _broken,
}


def init_problems(app: Flask) -> None:
    """Gives the app its one way to say no."""
    for kind, handler in HANDLERS.items():
        app.register_error_handler(kind, handler)
