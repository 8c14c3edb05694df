"""The figures are folded from events: once or again, in any order of arrival, they are the same."""

from threading import Thread

from sqlalchemy import delete, inspect, select, text, update

from innovation_hub.dashboard import MODULE
from innovation_hub.dashboard.cli import HANDLES, fold
from innovation_hub.dashboard.models import Track
from innovation_hub.dashboard.reactions import REACTS
from innovation_hub.dashboard.readers import Proposer
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.messaging import delivery
from innovation_hub.kernel.storage.session import db
from tests.dashboard.story import Story, a_spring


def rows():
    """Every stored value."""
    db.session.expire_all()
    return {
        model.__tablename__: [
            {column.key: getattr(row, column.key) for column in inspect(model).columns}
            for row in db.session.scalars(select(model).order_by(*inspect(model).primary_key))
        ]
        for model in (Track, Proposer)
    }


def handle_in(app, stream):
    """A worker of its own handles what is new on the stream."""
    with app.app_context():
        delivery.deliver(MODULE, [stream])


def test_a_rebuild_gives_the_same_rows(office):
    a_spring(office)
    before = rows()
    db.session.execute(update(Track).values(cycle_days=1, stage="draft"))
    db.session.execute(delete(Proposer))
    db.session.commit()
    done = office.app.test_cli_runner().invoke(args=["dashboard", "rebuild"])
    assert (done.exit_code, "12 proposals" in done.output) == (0, True), done.output
    assert rows() == before


def test_what_is_handled_twice_changes_nothing(office):
    a_spring(office)
    before = rows()
    for entry in journal.every(HANDLES):
        REACTS[type(entry.event)](entry.event, entry)
    db.session.commit()
    assert rows() == before


def test_a_delivery_after_a_rebuild_changes_nothing(office):
    story = a_spring(office)
    before = rows()
    db.session.execute(text("DELETE FROM progress WHERE subscriber = 'dashboard'"))
    db.session.commit()
    delivery.deliver(MODULE, list(story.told.values()))
    assert rows() == before


def test_a_worker_beside_a_rebuild_waits_and_loses_nothing(office):
    story = a_spring(office)
    story.give_back(7, (4, 14))
    story.submit(7, (4, 15), "civil", "amy", revision=2)
    db.session.commit()
    worker = Thread(target=handle_in, args=(office.app, "proposal:7"))

    def entries():
        for count, entry in enumerate(journal.every(HANDLES)):
            if count == 40:
                worker.start()
                worker.join(0.3)
                assert worker.is_alive()
            yield entry

    fold(entries())
    db.session.commit()
    worker.join(10)
    after = rows()
    assert [row["paused_days"] for row in after["dashboard_tracks"] if row["proposal_id"] == 7] == [1]
    fold(journal.every(HANDLES))
    assert rows() == after


def test_a_draft_leaves_no_trace(office):
    story = Story(office)
    story.draft(1, (3, 2), "ben")
    story.handled()
    assert rows() == {"dashboard_tracks": [], "dashboard_proposers": []}


def test_a_withdrawn_proposal_waits_at_no_desk_even_when_the_review_comes_late(office):
    story = Story(office)
    story.submit(1, (3, 2), "civil", "amy")
    story.withdraw(1, (3, 2))
    story.enter(1, (3, 2), "section", "2026-03-09")
    story.handled()
    [row] = rows()["dashboard_tracks"]
    assert (row["stage"], row["tier"], row["holder"], row["due_on"]) == ("withdrawn", "", None, None)


def test_a_resubmission_replaces_the_proposers(office):
    story = Story(office)
    story.submit(1, (3, 2), "civil", "amy", "ben")
    story.give_back(1, (3, 3))
    story.submit(1, (3, 5), "civil", "amy", revision=2)
    story.handled()
    found = rows()
    assert [row["employee_id"] for row in found["dashboard_proposers"]] == [office.person("amy").id]
    [row] = found["dashboard_tracks"]
    assert (row["cross_section"], row["paused_days"], row["reply_days"]) == (False, 2, 1)
