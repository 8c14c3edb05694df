"""The rules are rows in versions; a case finishes on the version it began with."""

from copy import deepcopy

import pytest
from sqlalchemy import select

from innovation_hub.kernel import clock
from innovation_hub.kernel.office.people import Role
from innovation_hub.kernel.storage.session import db
from review.cases import Case
from review.rulebook.models import Rulebook, seed
from review.tiers import CHECKS, CRITERIA, REFUSALS, TIERS
from tests.proposals.steps import there
from tests.review.steps import at_section, case_of, decide, done, sealed, todo


@pytest.fixture
def engine(embedded):
    """These rules ask no database."""
    return embedded


def published(**changed):
    """A new version with other rules for the first tier."""
    rules = deepcopy(Rulebook.current().rules)
    rules["tiers"][0] |= changed
    db.session.add(Rulebook(version=2, rules=rules, reason="試行", since=clock.now()))
    db.session.commit()


def test_the_tiers_are_those_of_the_office_plan():
    assert [(tier.key, tier.decided_by, tier.days, tier.cards, tier.blind, tier.returns) for tier in TIERS] == [
        ("section", Role.SECTION_CHIEF, 5, (1, 2), False, 2),
        ("cross_section", Role.SECRETARIAT, 7, (2, 3), True, 2),
        ("task_force", Role.HEAD, 10, (3, 13), False, 0),
    ]


def test_the_rubric_sums_to_a_hundred():
    assert {criterion.key: criterion.max for criterion in CRITERIA} == {
        "innovation": 25,
        "feasibility": 25,
        "benefit": 30,
        "diffusion": 10,
        "completeness": 10,
    }
    assert sum(criterion.max for criterion in CRITERIA) == 100


def test_the_first_version_says_what_the_tables_say(office):
    book = Rulebook.current()
    assert (book.version, book.tiers, book.criteria) == (1, TIERS, CRITERIA)
    assert (book.checks, book.refusals) == (dict(CHECKS), dict(REFUSALS))
    assert [book.after(tier.key) for tier in TIERS] == [TIERS[1], TIERS[2], None]


def test_seeding_again_adds_nothing(office):
    seed()
    db.session.commit()
    assert there(Rulebook) == 1


def test_a_case_finishes_on_the_version_it_began_with(office):
    old, case = at_section(office)
    published(returns=0, checks=[])
    new, _ = at_section(office)
    versions = db.session.execute(select(Case.proposal_id, Case.rulebook_version).order_by(Case.id)).all()
    db.session.commit()
    assert [tuple(row) for row in versions] == [(old, 1), (new, 2)]
    done(decide(office, "chief.civil", case, outcome="return", reason="請補"))
    answer = decide(office, "chief.civil", case_of(new), outcome="return", reason="請補")
    assert answer.json["detail"] == "這一級最多退回 0 次，請作成其他決定。"


def test_a_fourth_tier_is_a_row(office):
    rules = deepcopy(Rulebook.current().rules)
    rules["tiers"].insert(1, rules["tiers"][0] | {"key": "second_look", "label": "複審", "days": 3})
    db.session.add(Rulebook(version=2, rules=rules, reason="試行四級", since=clock.now()))
    db.session.commit()
    id, case = at_section(office)
    ticks = dict.fromkeys((key for key, _ in CHECKS), True)
    tiers = []
    for _ in range(2):
        tiers.append(office.api("amy").get(f"/proposals/{id}").json["tier"])
        sealed(office, "chief.civil", case, checklist=ticks)
        done(decide(office, "chief.civil", case, outcome="pass"))
    tiers.append(office.api("amy").get(f"/proposals/{id}").json["tier"])
    assert tiers == ["section", "second_look", "cross_section"]
    assert todo(office, "rev1") == [case]
