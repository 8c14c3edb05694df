"""The product as it is served: a web server on a free port and the worker beside it, both threads of this process."""

import logging
import threading
import time
from datetime import datetime, timedelta

from sqlalchemy import func, select
from werkzeug.serving import make_server

from innovation_hub.accounts.models import SignIn, open_sign_in
from innovation_hub.kernel import clock
from innovation_hub.kernel.messaging.worker import Embedded, broker_of
from innovation_hub.kernel.storage.session import db, writing
from proposals.models import Proposal
from review.cases import Case
from tests.architecture.world import World
from tests.office import Office

PATIENCE = 60.0


class Site:
    """The served product with a small world inside; `proposals` and `cases` are its things by name."""

    def __init__(self, app) -> None:
        self.app = app
        broker = broker_of(app)
        broker.open()
        with app.app_context():
            self.office = Office(app, broker)
            self.office.settle()
            self.world = World(self.office)
            self.proposals, self.cases = self.world.proposals, self.world.cases
        broker.close()
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self.server = make_server("127.0.0.1", 0, app, threaded=True)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.worker = Embedded(app)
        self.serving = threading.Thread(target=self.server.serve_forever, daemon=True)

    def open(self) -> None:
        """Begins to serve."""
        self.worker.start()
        self.serving.start()

    def close(self) -> None:
        """Ends both."""
        self.server.shutdown()
        self.serving.join(10)
        self.server.server_close()
        self.worker.end()
        with self.app.app_context():
            db.engine.dispose()

    def cookie(self, login: str) -> dict[str, object]:
        """What a browser holds that is signed in as `login`."""
        with self.app.app_context(), writing():
            token = open_sign_in(self.office.person(login))
            db.session.commit()
        signed = self.app.session_interface.get_signing_serializer(self.app).dumps({"_user_id": token, "_fresh": True})
        return {"name": "session", "value": signed, "url": self.url}

    def shorten_sign_ins(self, login: str, minutes: int) -> None:
        """The person's sign-ins end in so many minutes."""
        with self.app.app_context(), writing():
            for one in db.session.scalars(select(SignIn).where(SignIn.employee_id == self.office.person(login).id)):
                one.until = clock.now() + timedelta(minutes=minutes)
            db.session.commit()

    def signed_in_until(self, login: str) -> datetime:
        """When the last of the person's sign-ins ends."""
        with self.app.app_context():
            own = SignIn.employee_id == self.office.person(login).id
            return db.session.scalars(select(SignIn.until).where(own).order_by(SignIn.id.desc())).first()

    def end_sign_ins(self, login: str) -> None:
        """The person's sign-ins run out."""
        with self.app.app_context(), writing():
            for one in db.session.scalars(select(SignIn).where(SignIn.employee_id == self.office.person(login).id)):
                one.end()
            db.session.commit()

    def draft(self, login: str = "amy") -> int:
        """A new draft of theirs."""
        with self.app.app_context(), writing():
            return self.world.draft(login)

    def submitted(self, login: str = "amy") -> int:
        """A new submitted proposal, which its case has handled of."""
        with self.app.app_context(), writing():
            id = self.world.submitted(login)
        self.until(lambda: self.tier(id) == "section")
        return id

    def judged(self, name: str, *logins: str) -> None:
        """These people seal their cards on the case of this name."""
        with self.app.app_context(), writing():
            self.world.score(name, logins)

    def tier(self, id: int) -> str | None:
        """Where the proposal is."""
        with self.app.app_context():
            return db.session.get_one(Proposal, id).tier

    def case_of(self, id: int) -> int:
        """The case of a proposal."""
        with self.app.app_context():
            return db.session.scalars(select(Case.id).where(Case.proposal_id == id)).one()

    def said(self, id: int, field: str) -> str:
        """What the proposal says in a field."""
        with self.app.app_context():
            return getattr(db.session.get_one(Proposal, id), field)

    def id_of(self, number: str) -> int:
        """The proposal with this number."""
        with self.app.app_context():
            return db.session.scalars(select(Proposal.id).where(Proposal.number == number)).one()

    def count(self, title: str) -> int:
        """How many proposals have this title."""
        with self.app.app_context():
            return db.session.scalar(select(func.count()).where(Proposal.title == title))

    def until(self, true) -> None:
        """Waits for it; fails when that takes too long."""
        end = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < end, "it took too long"
            time.sleep(0.05)
