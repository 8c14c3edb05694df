"""去處: where a visitor goes after a form, always inside this site."""

import re
from urllib.parse import urlsplit

from flask import request

LOCAL = re.compile(r"/(?![/\\])[^\\\x00-\x1f\x7f]*")


def local(url: str | None) -> str:
    """`url` when it is a path of this site, else the home page.

    Browsers read `//x`, `/\\x` and a path with a tab in it as another site.
    """
    return url if url and LOCAL.fullmatch(url) else f"{request.script_root}/"


def back() -> str:
    """The page the form names, else the page it stood on."""
    came = urlsplit(request.referrer or "")
    stood = came._replace(scheme="", netloc="").geturl() if came.netloc == request.host else None
    return local(request.form.get("next") or stood)
