"""What a transaction on PostgreSQL says last goes with its commit: all of it, or nothing."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from innovation_hub.kernel.events import journal
from innovation_hub.kernel.messaging import checkpoints
from innovation_hub.kernel.messaging.checkpoints import Checkpoint
from innovation_hub.kernel.storage.commit_statements import add_commit_statement
from innovation_hub.kernel.storage.session import db, writing
from tests.probe import ProbeRang, ring

pytest_plugins = ("tests.probe.fixtures",)
ONE = "probe1", "probe:1"


def noted():
    found = db.session.scalar(db.select(Checkpoint.sequence).where(Checkpoint.subscriber == "probe1"))
    db.session.rollback()
    return found


def test_a_note_said_last_is_committed_with_the_rest(probe):
    with probe.app.app_context(), writing():
        checkpoints.lock([ONE])
        checkpoints.note_last({ONE: 3})
        db.session.commit()
        assert noted() == 3


def test_a_note_said_last_is_forgotten_by_a_rollback(probe):
    with probe.app.app_context(), writing():
        checkpoints.lock([ONE])
        db.session.commit()
        checkpoints.note_last({ONE: 3})
        db.session.rollback()
        db.session.execute(text("SELECT 1"))
        db.session.commit()
        assert noted() == 0


def test_where_the_last_words_fail_nothing_is_committed_and_the_next_transaction_goes_on(on_postgres):
    with on_postgres.app.app_context(), writing():
        checkpoints.lock([ONE])
        add_commit_statement(db.session, "SELECT 1 / 0", {})
        with pytest.raises(DBAPIError) as raised:
            db.session.commit()
        db.session.rollback()
        assert (raised.value.orig.sqlstate, raised.value.connection_invalidated, noted()) == ("22012", False, None)


def test_a_connection_that_dies_before_its_last_words_is_called_gone_and_the_next_one_serves(on_postgres):
    with on_postgres.app.app_context(), writing():
        checkpoints.lock([ONE])
        checkpoints.note_last({ONE: 3})
        db.session.connection().connection.dbapi_connection.pgconn.finish()
        with pytest.raises(DBAPIError) as raised:
            db.session.commit()
        db.session.rollback()
        assert (raised.value.connection_invalidated, noted()) == (True, None)


def test_an_event_rings_when_its_transaction_is_committed_and_never_else(on_postgres):
    with on_postgres.app.app_context(), writing():
        raw = db.engine.raw_connection()
        wakeup = raw.dbapi_connection
        wakeup.autocommit = True
        wakeup.execute("LISTEN hub_journal")
        journal.record(ProbeRang(probe_id=1, number=1))
        db.session.rollback()
        assert list(wakeup.notifies(timeout=0.2)) == []
        ring(1, 1)
        assert len(list(wakeup.notifies(timeout=5, stop_after=1))) == 1
        wakeup.autocommit = False
        raw.close()
