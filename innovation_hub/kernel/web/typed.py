"""打好的字: what a person typed into a form that was not taken, and where that form stands."""

import re
from urllib.parse import urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException

from innovation_hub.kernel.storage.session import SAFE_METHODS

HIDDEN = {"csrf_token", "once", "version", "then", "hold", "shown", "id", "writer"}
SECRET = {"password", "old", "new", "again"}
CHOSEN = re.compile(r"[a-z0-9_.:-]{0,40}")


def from_own_page() -> bool:
    """Whether a page of the product sent the request; what another site sent is never shown as typed."""
    came_from = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(came_from).netloc == request.host


def sent() -> list[tuple[str, str]]:
    """The fields that were sent, but tokens and passwords; empty where no page of the product sent them."""
    if request.method in SAFE_METHODS or not from_own_page():
        return []
    left_out = SECRET | {"csrf_token", "hold"}
    return [(name, value) for name, value in request.form.items(multi=True) if name not in left_out]


def texts() -> list[str]:
    """What was written in one's own words, without what was only chosen."""
    return [value for name, value in sent() if name not in HIDDEN and value.strip() and not CHOSEN.fullmatch(value)]


def form_address() -> str:
    """Where the form that was sent can be opened again: the page it stood on, else the nearest page above."""
    referer = urlsplit(request.headers.get("Referer", ""))
    path = referer.path.removeprefix(request.script_root)
    if referer.netloc == request.host and _opens(path):
        return f"{referer.path}?{referer.query}" if referer.query else referer.path
    path = request.path
    while not _opens(path) and path.strip("/"):
        path = path.rstrip("/").rpartition("/")[0]
    return request.script_root + (path or "/")


def _opens(path: str) -> bool:
    adapter = current_app.create_url_adapter(request)
    try:
        return adapter is not None and adapter.match(path or "/", method="GET")[0] != "accounts.sign_in"
    except HTTPException:
        return False
