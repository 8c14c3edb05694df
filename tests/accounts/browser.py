"""What a browser does that a bare test client does not: it sends the page's CSRF token with a form."""

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

TOKEN = re.compile(r'<meta name="csrf-token" content="([^"]+)">')


def post(client: FlaskClient, path: str, headers: dict[str, str] | None = None, **fields: str) -> TestResponse:
    """Sends a form."""
    found = TOKEN.search(client.get("/sign-in").text)
    assert found
    return client.post(path, data={"csrf_token": found[1], **fields}, headers=headers)


def sign_in(client: FlaskClient, login: str, password: str = "demo-2026", path: str = "/sign-in") -> TestResponse:
    """Signs in by the form."""
    return post(client, path, login=login, password=password)
