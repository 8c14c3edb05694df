"""A deadline is told once, at its time, whoever looks."""

import threading
from datetime import timedelta

from innovation_hub.kernel import clock
from innovation_hub.kernel.events import journal, timers
from innovation_hub.kernel.storage.session import db, writing
from tests.probe import ProbeRang, ring

pytest_plugins = ("tests.probe.fixtures",)


def remind(count, minutes):
    for number in range(1, count + 1):
        timers.remind(ProbeRang(probe_id=number, number=1), clock.now() + timedelta(minutes=minutes))
    db.session.commit()


def told():
    db.session.rollback()
    return sorted(entry.body["probe_id"] for entry in journal.after(0, 1000))


def fire(app):
    with app.app_context(), writing():
        while timers.fire(limit=20):
            pass


def test_two_workers_tell_each_deadline_once(probe):
    remind(100, minutes=-1)
    workers = [threading.Thread(target=fire, args=(probe.app,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    fire(probe.app)
    assert told() == list(range(1, 101))


def test_a_deadline_waits_for_its_time(probe):
    remind(1, minutes=5)
    fire(probe.app)
    before = told()
    with clock.at(clock.now() + timedelta(minutes=5)):
        fire(probe.app)
    assert (before, told()) == ([], [1])


def test_a_cancelled_deadline_is_never_told(probe):
    remind(2, minutes=-1)
    timers.cancel("probe:1")
    db.session.commit()
    fire(probe.app)
    assert told() == [2]


def test_a_deadline_is_told_later_while_somebody_acts_on_the_thing(on_postgres):
    ring(1, 7)
    remind(1, minutes=-1)
    journal.hold("probe:1")
    fire(on_postgres.app)
    timers.cancel("probe:1")
    db.session.commit()
    fire(on_postgres.app)
    assert [entry.body["number"] for entry in journal.after(0, 10)] == [7]
