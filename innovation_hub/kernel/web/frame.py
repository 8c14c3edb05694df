"""框: what surrounds every answer: its trace, its headers, the menu, and the address of a static file."""

import uuid
from typing import Any

from flask import Flask, Response, current_app, g, request, session, url_for

from innovation_hub.kernel import logs
from innovation_hub.kernel.config import ROOT
from innovation_hub.kernel.policy import table as policy
from innovation_hub.kernel.text.language import language
from innovation_hub.kernel.web.field_ids import stand_apart
from innovation_hub.kernel.web.guards import action_of, me

CSP = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def init_frame(app: Flask) -> None:
    """Puts the frame around every answer of the app."""
    app.before_request(_trace)
    app.after_request(_protect)
    app.context_processor(_surroundings)
    app.url_defaults(_fingerprint)
    app.jinja_env.globals.update(once=_once, may=_may, writer=_writer, stand_apart=stand_apart)


def _trace() -> None:
    g.trace = request.headers.get("X-Request-ID", "")[:64] or uuid.uuid4().hex
    logs.trace.set(g.trace)


def _protect(response: Response) -> Response:
    response.headers.update({name: value for name, value in HEADERS.items() if name not in response.headers})
    response.headers["X-Request-ID"] = g.get("trace", "")
    if request.endpoint == "static" or (request.endpoint or "").endswith(".static"):
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    elif "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    return response


def _surroundings() -> dict[str, object]:
    """What every template knows."""
    theme, demo = session.get("theme", "auto"), current_app.config["HUB_DEMO"]
    facts = {"me": me(), "menu": menu(), "demo": demo, "language": language(), "theme": theme}
    return facts | {"single_keys": session.get("single_keys", "on")}


def menu() -> list[dict[str, object]]:
    """The main menu as this person sees it here."""
    person = me()
    if person is None:
        return []
    return [
        {
            "label": item.label,
            "url": url_for(item.endpoint),
            "current": _current(item.endpoint),
            "count": item.count(person) if item.count else None,
        }
        for module in current_app.extensions["modules"].values()
        for item in module.menu
        if policy.possible(person, item.asks or action_of(current_app, item.endpoint))
    ]


def _current(endpoint: str) -> str:
    """What aria-current says: this very page, or a page below it."""
    if request.endpoint == endpoint:
        return "page"
    here, above = request.script_root + request.path, url_for(endpoint).rstrip("/")
    return "true" if above != request.script_root and here.startswith(f"{above}/") else ""


def _fingerprint(endpoint: str, values: dict[str, Any]) -> None:
    """A static file's address changes with the file, so that browsers may keep it for ever."""
    if endpoint == "static" and "filename" in values:
        path = ROOT / "innovation_hub/kernel/web/static" / values["filename"]
        values["v"] = f"{int(path.stat().st_mtime):x}" if path.exists() else "0"


def _once() -> str:
    return uuid.uuid4().hex


def _writer() -> int | None:
    person = me()
    return person.id if person else None


def _may(action: str, thing: Any = None) -> bool:
    return policy.may(me(), action, thing)
