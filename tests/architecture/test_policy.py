"""The policy answers alike for one thing and for a list, whoever asks."""

import pytest
from sqlalchemy import inspect, select

from innovation_hub.accounts.models import SignIn, Token, give_token, open_sign_in
from innovation_hub.dashboard.models import Track
from innovation_hub.kernel.module import tables
from innovation_hub.kernel.policy import table as policy
from innovation_hub.kernel.storage.session import db
from innovation_hub.notices.models import Notice
from proposals.coordination.models import Coordination
from proposals.merges import Merge
from proposals.models import Proposal
from review.cases import Case
from tests.architecture.world import ROLES, World
from wsgi import MODULES

THINGS = {model.KIND: model for model in (Proposal, Merge, Coordination, Case, Track, Notice, Token, SignIn)}
MAY = {action: rule for action, (_, rule) in tables.merged(MODULES)["policy"].items()}
ROWS = [(action, THINGS[kind]) for action in MAY if (kind := action.split(".")[0]) in THINGS]


@pytest.fixture
def people(office):
    World(office)
    people = {role: office.person(login) if login else None for role, login in ROLES.items()}
    for person in filter(None, people.values()):
        give_token(person, "test", 1)
        open_sign_in(person)
    db.session.commit()
    return people


def test_every_kind_of_thing_the_policy_rules_is_looked_at(office):
    ruled = {rule.split(".")[0] for rule in MAY}
    models = {mapper.class_ for mapper in db.Model.registry.mappers}
    assert {model for model in models if getattr(model, "KIND", None) in ruled} == set(THINGS.values())


def test_a_list_shows_exactly_the_things_that_could_be_opened_one_by_one(people):
    differing, admitted = [], 0
    for role, person in people.items():
        for action, model in ROWS:
            listed = set(db.session.scalars(select(model).where(MAY[action].where(person, model))).unique())
            opened = {
                thing for thing in db.session.scalars(select(model)).unique() if policy.may(person, action, thing)
            }
            admitted += len(opened)
            if listed != opened:
                differing.append((role, action, names(listed), names(opened)))
    assert differing == []
    assert admitted > 300


@pytest.mark.parametrize("engine", ["embedded"], indirect=True)
def test_a_entry_point_is_open_to_whoever_may_do_it_on_some_thing(people):
    shut = [
        (role, action)
        for role, person in people.items()
        for action, model in ROWS
        for thing in db.session.scalars(select(model)).unique()
        if policy.may(person, action, thing) and not policy.possible(person, action)
    ]
    assert shut == []


def names(things):
    return sorted(inspect(thing).identity for thing in things)
