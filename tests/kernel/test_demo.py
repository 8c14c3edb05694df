"""The demo world is lived once, and a fill that was stopped goes on."""

from innovation_hub.kernel import demo
from innovation_hub.kernel.demo import DemoDay
from innovation_hub.kernel.storage.session import db


def test_an_office_with_people_of_its_own_gets_no_demo(office):
    assert demo.in_use() is True


def test_a_stopped_fill_goes_on_with_the_next_day(app):
    with app.app_context():
        first = demo.days()
        ago, day = first[3]
        db.session.add(DemoDay(ago=ago, day=day))
        db.session.commit()
        assert (demo.in_use(), demo.days()) == (False, first[4:])


def test_a_whole_year_is_lived_once(app):
    with app.app_context():
        [*_, (ago, day)] = demo.days()
        db.session.add(DemoDay(ago=ago, day=day))
        db.session.commit()
        assert demo.days() == []
