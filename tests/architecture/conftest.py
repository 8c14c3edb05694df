"""The small world on SQLite, put back between two requests."""

import re
import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from innovation_hub.accounts.models import SignIn, Token, give_token, open_sign_in
from innovation_hub.kernel.storage.session import db
from innovation_hub.notices.models import Notice
from tests.architecture.world import ROLES, World
from tests.conftest import COMMON
from tests.office import Browser, Office
from wsgi import create_app

FORM_TOKEN = re.compile(r'[\w-]{40,}\.[\w-]+\.[\w-]+|data-left="\d+"')


class EntryPoints:
    """The product with the small world inside, and everyone's keys to it."""

    def __init__(self, app, broker, file: Path) -> None:
        self.app, self.file, self.full = app, file, file.with_suffix(".full")
        with app.app_context():
            office = Office(app, broker)
            world = World(office)
            self.people = {role: office.person(login) for role, login in ROLES.items() if login}
            self.cookies = {role: open_sign_in(person) for role, person in self.people.items()}
            self.tokens = {role: give_token(person, "test", 1)[1] for role, person in self.people.items()}
            db.session.commit()
            self.things = {**world.proposals, **world.merges, "meeting": world.meeting}
            self.things |= {f"case_{name}": id for name, id in world.cases.items()}
            self.things |= {model.KIND: self.first(model) for model in (Notice, SignIn, Token)}
            db.session.remove()
            db.engine.dispose()
        shutil.copy(self.file, self.full)

    def first(self, model) -> int:
        """Something of the author's own."""
        mine = select(model.id).where(model.employee_id == self.people["author"].id)
        return db.session.scalars(mine.order_by(model.id)).first()

    def ask(self, role: str, method: str, path: str, given: dict | None) -> str:
        """What it says to the role: the status, or `in` where it asks to sign in; then the world is as before."""
        answer = self.knock(role, method, path, given)
        if method != "GET" and answer.status_code < 400:
            self.put_back()
        asked = answer.status_code == 302 and answer.location.startswith("/sign-in")
        return "in" if asked else str(answer.status_code)

    def page(self, role: str, path: str) -> str:
        """What the role reads there, whatever the address, the form's token and the seconds of the moment are."""
        return FORM_TOKEN.sub("", self.knock(role, "GET", path, None).text).replace(path.format(**self.things), "")

    def knock(self, role: str, method: str, path: str, given: dict | None, more: dict | None = None):
        """The entry point's answer to the role: to her browser or, where the address is a program's, to her program."""
        client, program, headers = self.app.test_client(), path.startswith("/api/"), {}
        if program and role in self.tokens:
            headers = {"Authorization": f"Bearer {self.tokens[role]}", "If-Match": "*"} | (more or {})
        elif role in self.cookies:
            with client.session_transaction() as session:
                session["_user_id"], session["_fresh"] = self.cookies[role], True
        given = {key: self.named(value) for key, value in (given or {}).items()}
        body = {"json": given} if program and method != "GET" else {"data": given}
        return client.open(path.format(**self.things), method=method, headers=headers, **body)

    def named(self, value):
        """`{decided}` as the id of the thing so named."""
        return self.things[value[1:-1]] if isinstance(value, str) and value.startswith("{") else value

    def put_back(self) -> None:
        """The world as it was."""
        with self.app.app_context():
            db.engine.dispose()
        for rest in ("-wal", "-shm"):
            self.file.with_name(self.file.name + rest).unlink(missing_ok=True)
        shutil.copy(self.full, self.file)


@pytest.fixture(scope="module")
def entry_points(embedded, tmp_path_factory):
    settings, broker = embedded.copy(tmp_path_factory.mktemp("entry_points"))
    app = create_app(COMMON | settings | {"WTF_CSRF_ENABLED": False})
    app.test_client_class = Browser
    yield EntryPoints(app, broker, Path(settings["HUB_DATABASE_URL"].removeprefix("sqlite:///")))
    with app.app_context():
        db.engine.dispose()
