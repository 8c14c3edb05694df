"""What the pages cost: SQL statements and milliseconds with one row and with thirty, and what a first visit fetches."""

import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask.testing import FlaskClient
from sqlalchemy import Engine, event, select

from innovation_hub.kernel.app import Hub
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.messaging.worker import broker_of
from innovation_hub.kernel.storage.session import db
from tests.conftest import COMMON, found_office
from tests.office import Browser, Office
from wsgi import create_app

PAGES = (
    ("proposals", "amy", "/proposals"),
    ("a proposal", "amy", "/proposals/{proposal}"),
    ("reviews", "chief.civil", "/reviews"),
    ("a review", "chief.civil", "/reviews/{review}"),
    ("dashboard", "head", "/dashboard"),
    ("home", "amy", "/"),
)
PROPOSAL = {
    "title": "里辦公處張貼多國語言公告",
    "problem": "新住民看不懂里辦公處的公告，常來電詢問。",
    "measures": "公告加上越南文與印尼文摘要，由志工每週翻譯。",
    "benefit": "每月減少六十通詢問電話。",
    "category": "public_service",
}
VISITS = 15
BROWSER = {"Accept-Encoding": "gzip, deflate, br"}
ASSET = re.compile(r'<(?:link|script|img)\b[^>]*?\b(?:href|src)="(/[^"]+)"')


def measure() -> tuple[list[list[object]], tuple[int, int]]:
    """A row a page: statements with 1 row and with 30, median ms of each; then requests and bytes of a first visit."""
    with office() as (app, at):
        few = _costs(app, at, 1)
        many = _costs(app, at, 30)
        visit = first_visit(at.client("amy"), "/proposals")
    rows = [[name, few[name][0], many[name][0], few[name][1], many[name][1]] for name, _, _ in PAGES]
    return rows, visit


@contextmanager
def office() -> Iterator[tuple[Hub, Office]]:
    """The product on SQLite with its office."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {"HUB_DATABASE_URL": f"sqlite:///{folder}/pages.sqlite3", "HUB_BROKER_URL": "memory://"}
        app = create_app(COMMON | settings | {"HUB_QUEUE_PREFIX": "bench_pages"})
        app.test_client_class = Browser
        found_office(app)
        broker = broker_of(app)
        broker.open()
        yield app, Office(app, broker)
        broker.close()
        with app.app_context():
            db.engine.dispose()


def _costs(app: Hub, office: Office, rows: int) -> dict[str, tuple[int, float]]:
    while len(ids := _ids(app)) < rows:
        _submit(office)
    review = office.api("chief.civil").get("/reviews").json["items"][0]["id"]
    return {name: _cost(office.client(who), url.format(proposal=ids[0], review=review)) for name, who, url in PAGES}


def _ids(app: Hub) -> list[int]:
    with app.app_context():
        streams = db.session.scalars(select(Entry.stream).where(Entry.name == "proposal.submitted"))
        return [int(stream.split(":")[1]) for stream in streams]


def _submit(office: Office) -> None:
    amy = office.api("amy")
    made = amy.post("/proposals", PROPOSAL)
    assert amy.post(f"/proposals/{made.json['id']}/submit").status_code == 200
    office.settle()


def _cost(client: FlaskClient, url: str) -> tuple[int, float]:
    assert client.get(url).status_code == 200, url
    statements = counted(lambda: client.get(url))
    return statements, round(statistics.median(_seconds(client, url) for _ in range(VISITS)) * 1000, 1)


def _seconds(client: FlaskClient, url: str) -> float:
    begun = time.perf_counter()
    client.get(url)
    return time.perf_counter() - begun


def counted(work: Callable[[], object]) -> int:
    """How many SQL statements the work takes."""
    seen: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    work()
    event.remove(Engine, "before_cursor_execute", note)
    return len(seen)


def first_visit(client: FlaskClient, url: str) -> tuple[int, int]:
    """Requests and bytes of bodies when nothing is in the browser's cache."""
    page = client.get(url, headers=BROWSER, buffered=True)
    assets = [one.replace("&amp;", "&") for one in sorted(set(ASSET.findall(client.get(url).text)))]
    return 1 + len(assets), len(page.data) + sum(
        len(client.get(one, headers=BROWSER, buffered=True).data) for one in assets
    )
