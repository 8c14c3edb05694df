"""The doctor finds nothing in a sound database, and each of its invariants can be broken and is then named."""

import pytest
from sqlalchemy import text

from innovation_hub.kernel.operations import doctor
from innovation_hub.kernel.storage.session import db, is_sqlite
from tests.doctor.breaks import BREAKS
from tests.doctor.ward import Ward, anything_goes
from tests.office import Office

SEALED = ("events", "revisions", "dossiers", "scorecards")


@pytest.fixture(scope="module", params=["embedded", "scaled_out"])
def ward(request):
    ground = request.getfixturevalue(request.param)
    app, broker = ground.ready()
    with app.app_context():
        yield Ward(Office(app, broker))
    ground.let_go()


def found(key):
    [invariant] = [one for one in doctor.all_invariants() if one.key == key]
    return [", ".join(f"{name} {value}" for name, value in row.items()) for row in invariant.breaking()]


def test_a_sound_database_has_no_finding(ward):
    findings = list(doctor.examine())
    assert {one.invariant.key: one.rows for one in findings if one.rows} == {}
    assert len(findings) >= 40


def test_each_invariant_has_its_own_key_and_its_break(ward):
    keys = [one.key for one in doctor.all_invariants()]
    assert (len(keys), sorted({one.key for one in BREAKS})) == (len(set(keys)), sorted(keys))


@pytest.mark.parametrize("broken", BREAKS, ids=repr)
def test_what_breaks_it_is_named(ward, broken):
    if broken.engine and broken.engine != db.engine.dialect.name:
        pytest.skip(f"a break of {broken.engine}")
    before = found(broken.key)
    with anything_goes():
        if is_sqlite() and not broken.key.endswith(".sealed"):
            unseal()
        ward.breaks(broken.statements)
        after = found(broken.key)
    assert before == []
    assert [line for line in after if broken.known_by.format(**ward.things) in line], after


def unseal():
    for name in db.session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
        db.session.execute(text(f"DROP TRIGGER {name}"))
