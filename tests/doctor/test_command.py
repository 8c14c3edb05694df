"""`flask hub doctor`: says what it found, to people and to programs, and ends with an exit code."""

import json

import pytest
from sqlalchemy import text

from innovation_hub.kernel.operations import doctor
from innovation_hub.kernel.storage.session import db
from tests.architecture.world import World


@pytest.fixture
def world(office):
    return World(office)


def asked(office, *words):
    return office.app.test_cli_runner().invoke(args=["hub", "doctor", *words])


def spoil(statement):
    db.session.execute(text(statement))
    db.session.commit()


def test_a_sound_database_ends_with_zero(office, world):
    answer = asked(office)
    assert (answer.exit_code, "0 項不符 broken, 0 列 rows" in answer.output) == (0, True), answer.output


def test_what_is_broken_is_named_in_both_languages_and_the_exit_code_says_so(office, world):
    id = world.proposals["draft"]
    spoil(f"UPDATE proposers SET share = 5000 WHERE proposal_id = {id}")
    answer = asked(office)
    assert answer.exit_code == 1
    first, second, last = answer.output.splitlines()[-3:]
    said = "每件提案各提案人的貢獻合計 100% The contributions to a proposal sum to 100%"
    assert first == f"✗ proposals.shares: {said}"
    assert second == f"    proposal {id}, number None, shares 50"
    assert "1 項不符 broken, 1 列 rows" in last


def test_a_program_reads_one_document(office, world):
    spoil("UPDATE duties SET role = 'king' WHERE id = 1")
    answer = asked(office, "--json", "--only", "people.roles")
    [finding] = json.loads(answer.output)
    assert (answer.exit_code, finding["key"], [row["role"] for row in finding["broken"]]) == (
        1,
        "people.roles",
        ["king"],
    )


def test_what_can_no_longer_be_asked_is_a_finding_and_the_others_are_still_asked(office, world):
    spoil("UPDATE rulebooks SET rules = '{}'")
    found = {one.invariant.key: one.rows for one in doctor.examine() if one.rows}
    assert "KeyError" in found["rulebook.sum"][0]["error"]
    assert len(list(doctor.examine())) == len(doctor.all_invariants())


def test_every_invariant_is_listed(office):
    answer = asked(office, "--list")
    listed = [line.split()[0] for line in answer.output.splitlines()]
    assert (answer.exit_code, listed) == (0, [one.key for one in doctor.all_invariants()])
