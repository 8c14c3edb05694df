"""A small office for tests: its app, its people, its worker, and clients signed in as any of them."""

import time
from contextvars import Context

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from innovation_hub.accounts import models as accounts
from innovation_hub.kernel import clock
from innovation_hub.kernel.evidence import seals
from innovation_hub.kernel.evidence.seals import Sealer
from innovation_hub.kernel.messaging.broker import Broker
from innovation_hub.kernel.messaging.worker import Carrier, Consumer
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.operations import queue_state
from innovation_hub.kernel.storage.session import db


class Browser(FlaskClient):
    """A client whose requests see nothing of the test's context: Flask would lend them its session and sign-in."""

    def open(self, *args, **kwargs):
        """Asks as if from outside, at the test's time."""
        told = clock.told()
        return Context().run(self._open_at, told, *args, **kwargs)

    def _open_at(self, told, *args, **kwargs):
        with clock.at(told):
            return super().open(*args, **kwargs)


class Office:
    """What a test asks of the office."""

    def __init__(self, app: Flask, broker: Broker) -> None:
        self.app = app
        self.carrier, self.consumer = Carrier(app, broker), Consumer(app, broker)

    def person(self, login: str) -> Employee:
        """The employee with this login."""
        person = db.session.scalars(select(Employee).where(Employee.login == login)).unique().one()
        db.session.commit()
        return person

    def client(self, login: str | None = None) -> FlaskClient:
        """A browser, signed in as `login`."""
        client = self.app.test_client()
        if login:
            with self.app.app_context():
                token = accounts.open_sign_in(self.person(login))
                db.session.commit()
            with client.session_transaction() as session:
                session["_user_id"], session["_fresh"] = token, True
        return client

    def api(self, login: str) -> "Programme":
        """A program with an access token of `login`."""
        with self.app.app_context():
            token = accounts.give_token(self.person(login), "test", 365)[1]
            db.session.commit()
        return Programme(self.app.test_client(), token)

    def settle(self, seconds: float = 60) -> None:
        """Lets every module handle everything that was told; fails when that takes too long."""
        end = time.monotonic() + seconds
        while True:
            moved = self.carrier.step() + self.consumer.step(0.0)
            with self.app.app_context():
                if not moved and not any(lag.events for lag in queue_state.lags()):
                    return
            assert time.monotonic() < end, "the queue did not settle"

    def seal(self, seconds: float = 20) -> None:
        """Seals the whole journal; fails when that takes too long."""
        sealer, end = Sealer(), time.monotonic() + seconds
        while sealer.step() or seals.unsealed():
            assert time.monotonic() < end, "the journal did not settle"


class Programme:
    """A JSON client with a bearer token."""

    def __init__(self, client: FlaskClient, token: str) -> None:
        self.client, self.headers = client, {"Authorization": f"Bearer {token}"}

    def get(self, path: str, **kwargs):
        return self.ask("get", path, **kwargs)

    def post(self, path: str, json=None, **kwargs):
        return self.ask("post", path, json=json if json is not None else {}, **kwargs)

    def put(self, path: str, json=None, **kwargs):
        return self.ask("put", path, json=json, **kwargs)

    def patch(self, path: str, json=None, **kwargs):
        return self.ask("patch", path, json=json, **kwargs)

    def delete(self, path: str, **kwargs):
        return self.ask("delete", path, **kwargs)

    def ask(self, verb: str, path: str, headers=None, **kwargs):
        return getattr(self.client, verb)(f"/api/v1{path}", headers={**self.headers, **(headers or {})}, **kwargs)
