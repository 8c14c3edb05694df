"""外部存放處: where an anchor goes: a file that is only appended to, a mail, a signed webhook; each a row of PLACES."""

import json
import os
import smtplib
import ssl
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Any
from urllib.parse import unquote, urlsplit

from innovation_hub.kernel import clock, outgoing
from innovation_hub.kernel.evidence.anchors import Point

SECONDS = 20
Settings = Mapping[str, Any]
LETTER = """事件簿到下列位置為止的雜湊值。請保存這封信，查驗時使用：flask hub verify-journal --anchor 這一行
The hash of the journal up to the position below. Keep this mail; hold the journal against it with:

flask hub verify-journal --anchor {point}
"""


def append(file: str, point: Point, settings: Settings) -> None:
    """One more line at the file's end, on the disk before we go on."""
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    try:
        os.write(handle, f"{clock.now():%Y-%m-%dT%H:%M:%SZ} {point}\n".encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def mail(to: str, point: Point, settings: Settings) -> None:
    """A letter through the office's mail server, encrypted where the server can."""
    letter = EmailMessage()
    letter["Subject"] = f"創新中心事件簿錨點 Journal anchor {point.position}"
    letter["From"], letter["To"] = settings["HUB_MAIL_FROM"], to
    letter["Date"], letter["Message-ID"] = formatdate(clock.now().timestamp()), make_msgid(domain="innovation-hub")
    letter.set_content(LETTER.format(point=point))
    _send(letter, settings["HUB_SMTP_URL"])


def ring(url: str, point: Point, settings: Settings) -> None:
    """A POST as Standard Webhooks has it: the same head on the same day has the same id."""
    told = clock.now()
    data = {"position": point.position, "hash": point.hash, "anchor": str(point)}
    body = json.dumps({"type": "journal.anchored", "timestamp": told.isoformat(), "data": data}).encode()
    headers = outgoing.signed(
        f"anchor_{told:%Y%m%d}_{point.position}", int(told.timestamp()), body, settings["HUB_ANCHOR_SECRET"]
    )
    outgoing.post(url, body, headers, private=settings["HUB_ANCHOR_PRIVATE"])


PLACES: dict[str, tuple[str, Callable[[str, Point, Settings], None]]] = {
    "file": ("HUB_ANCHOR_FILE", append),
    "mail": ("HUB_ANCHOR_MAIL", mail),
    "webhook": ("HUB_ANCHOR_WEBHOOK", ring),
}


def shown(address: str) -> str:
    """The address without what may be secret in it: user, password, query."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.hostname}{parts.path}" if parts.scheme in ("http", "https") else address


def _send(letter: EmailMessage, url: str) -> None:
    server, safe = urlsplit(url), ssl.create_default_context()
    port, host = server.port or (465 if server.scheme == "smtps" else 25), server.hostname or "localhost"
    line = (
        smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=safe)
        if server.scheme == "smtps"
        else smtplib.SMTP(host, port, timeout=SECONDS)
    )
    with line:
        line.ehlo()
        if server.scheme != "smtps" and line.has_extn("starttls"):
            line.starttls(context=safe)
        if server.username:
            line.login(unquote(server.username), unquote(server.password or ""))
        line.send_message(letter)
