"""How a transaction that handles events begins: one round trip on PostgreSQL, step by step on SQLite, the same."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from innovation_hub.kernel import clock
from innovation_hub.kernel.messaging import checkpoints, fetching
from innovation_hub.kernel.messaging.fetching import Standing, fetch
from innovation_hub.kernel.messaging.parked import Failure
from innovation_hub.kernel.storage import pipeline
from innovation_hub.kernel.storage.session import db, writing
from tests.probe import ring

pytest_plugins = ("tests.probe.fixtures",)
ONE, TWO, OTHER = ("probe1", "probe:1"), ("probe1", "probe:2"), ("probe2", "probe:1")
NAMES = {"probe.rang"}


def told(pairs, limit=10):
    with writing():
        found = fetch(pairs, NAMES, limit)
        db.session.rollback()
    return found.stands, [(entry.stream, entry.sequence, entry.event.number) for entry in found.entries]


def handled(pair, sequence):
    with writing():
        checkpoints.note({pair: sequence})
        db.session.commit()


def fail(pair, next_try_at):
    failure = Failure(subscriber=pair[0], stream=pair[1], position=1, tries=1, error="", since=clock.now())
    failure.next_try_at = next_try_at
    with writing():
        db.session.add(failure)
        db.session.commit()


def test_who_has_handled_nothing_begins_at_the_beginning_in_the_journal_s_order(probe):
    ring(1, 1)
    ring(2, 1)
    ring(1, 2)
    stands, entries = told([TWO, ONE])
    assert stands == {ONE: Standing(0, False, False), TWO: Standing(0, False, False)}
    assert entries == [("probe:1", 1, 1), ("probe:2", 1, 1), ("probe:1", 2, 2)]
    assert told([TWO, ONE], limit=2)[1] == entries[:2]


def test_only_what_is_new_to_the_one_furthest_behind_is_found_each_once(probe):
    ring(1, 1, 2, 3)
    handled(ONE, 2)
    handled(OTHER, 1)
    assert told([ONE])[1] == [("probe:1", 3, 3)]
    assert told([ONE, OTHER])[1] == [("probe:1", 2, 2), ("probe:1", 3, 3)]


def test_what_waits_after_a_failure_is_not_read_until_it_is_due(probe):
    ring(1, 1)
    ring(2, 1)
    fail(ONE, clock.now() + timedelta(hours=1))
    stands, entries = told([ONE, TWO])
    assert (stands[ONE], entries) == (Standing(0, True, False), [("probe:2", 1, 1)])


def test_what_is_due_is_read(probe):
    ring(1, 1)
    fail(ONE, clock.now() - timedelta(seconds=1))
    assert told([ONE]) == ({ONE: Standing(0, False, True)}, [("probe:1", 1, 1)])


def test_new_entries_are_found_along_their_streams_on_a_database_without_statistics(on_postgres):
    for stream in range(1, 31):
        ring(stream, 1)
    words, fixed = pipeline.worded(fetching.FAR[1])
    asked = {"subscribers": "{probe1}", "streams": "{probe:1}", "names": "{probe.rang}", "limit": 500}
    with on_postgres.app.app_context():
        db.session.execute(text("SET LOCAL enable_seqscan = off"))
        raw = db.session.connection().connection.dbapi_connection
        plan = "\n".join(row[0] for row in raw.execute("EXPLAIN " + words, fixed | asked | {"now": clock.now()}))
        db.session.rollback()
    assert ("uq_events_stream" in plan, "ix_events_name" in plan, "pk_events" in plan) == (True, False, False)


def test_a_connection_that_died_is_called_gone_and_the_next_one_serves(on_postgres):
    ring(1, 1)
    with on_postgres.app.app_context(), writing():
        db.session.connection().connection.dbapi_connection.close()
        with pytest.raises(DBAPIError) as raised:
            fetch([ONE], NAMES, 10)
        db.session.rollback()
        assert (raised.value.connection_invalidated, len(fetch([ONE], NAMES, 10).entries)) == (True, 1)
        db.session.rollback()


def test_a_statement_that_fails_says_so_as_sqlalchemy_would(on_postgres):
    with on_postgres.app.app_context(), pytest.raises(DBAPIError) as raised:
        pipeline.answers((text("SELECT 1"), {}), (text("SELECT 1 / 0"), {}))
    assert (raised.value.orig.sqlstate, raised.value.connection_invalidated) == ("22012", False)
