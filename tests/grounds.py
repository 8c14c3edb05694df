"""What a test stands on: the product on an engine, its people inside, made once and put back before each test."""

import os
import shutil
import uuid
from pathlib import Path

from flask_migrate import upgrade

from innovation_hub.kernel.messaging.messages import BrokerGone
from innovation_hub.kernel.messaging.worker import broker_of
from innovation_hub.kernel.module.module import seed
from innovation_hub.kernel.storage.session import db
from tests.office import Browser
from tests.rows import Database
from wsgi import MODULES, create_app

POSTGRES = os.environ.get("HUB_TEST_POSTGRES_URL", "")
RABBITMQ = os.environ.get("HUB_TEST_RABBITMQ_URL", "")
RUN = uuid.uuid4().hex[:8]
ACCOUNTS = [module.name for module in MODULES].index("accounts")
COMMON = {"TESTING": True, "HUB_SWEEP_SECONDS": 0, "HUB_DEMO": False, "HUB_ENV": "development"}


class Ground:
    """The product, its broker, and its settings as they were."""

    def __init__(self, settings) -> None:
        self.app = create_app(COMMON | settings)
        self.app.test_client_class = Browser
        self.settings = dict(self.app.config)
        found_office(self.app)
        self.broker = broker_of(self.app)
        self.broker.open()

    def ready(self):
        """The product and its broker, as if nobody had ever touched them."""
        self.app.config.clear()
        self.app.config.update(self.settings)
        self.let_go()
        self.put_back()
        awake(self.broker)
        return self.app, self.broker

    def let_go(self) -> None:
        """Ends the product's connections to its database."""
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()


class Embedded(Ground):
    """SQLite and the local queue: the file is copied."""

    def __init__(self, folder: Path) -> None:
        self.file, self.full = folder / "hub.sqlite3", folder / "full.sqlite3"
        super().__init__(sqlite(self.file))
        shutil.copy(self.file, self.full)

    def put_back(self) -> None:
        """The file as it was."""
        for end in ("", "-wal", "-shm"):
            self.file.with_name(self.file.name + end).unlink(missing_ok=True)
        shutil.copy(self.full, self.file)

    def copy(self, folder: Path):
        """Settings for a product of one's own with the same people inside, and the broker."""
        return sqlite(Path(shutil.copy(self.full, folder / "hub.sqlite3"))), self.broker

    def close(self) -> None:
        """Lets go of everything."""
        self.let_go()
        self.broker.close()


class ScaledOut(Ground):
    """PostgreSQL and RabbitMQ: the rows are put back."""

    def __init__(self) -> None:
        self.database = Database(POSTGRES, RUN)
        queues = {"HUB_BROKER_URL": RABBITMQ, "HUB_QUEUE_PREFIX": f"hub_{RUN}"}
        super().__init__({"HUB_DATABASE_URL": self.database.url} | queues)
        self.let_go()
        self.database.keep()

    def put_back(self) -> None:
        """The rows as they were."""
        self.database.put_back()

    def close(self) -> None:
        """Takes away queues and databases."""
        self.let_go()
        self.broker.remove()
        self.broker.close()
        self.database.drop()


def sqlite(file: Path) -> dict[str, str]:
    """Settings for SQLite and the transport inside the process."""
    return {"HUB_DATABASE_URL": f"sqlite:///{file}", "HUB_BROKER_URL": "memory://"}


def found_office(app) -> None:
    """Makes the tables and the people."""
    with app.app_context():
        upgrade()
        seed()
        MODULES[ACCOUNTS].demo(365)
        db.session.commit()
        db.engine.dispose()


def awake(broker) -> None:
    """Empties the queues; opens them again where RabbitMQ, which handles nothing of us between tests, has hung up."""
    if broker.connection is None:
        broker.open()
    try:
        broker.take(100000, 0.0)
        broker.done()
    except BrokerGone:
        broker.open()
