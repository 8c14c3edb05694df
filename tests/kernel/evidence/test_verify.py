"""Whoever edits, deletes, inserts, cuts or rewrites the journal behind the product's back is found, on either engine.

A probe's tables have no triggers: what the triggers refuse is told in tests/architecture/test_migrations.py.
"""

import re
import time
from contextlib import contextmanager

import pytest
from sqlalchemy import delete, select

from innovation_hub.kernel.evidence import chain, seals
from innovation_hub.kernel.evidence.seals import Seal, Sealer
from innovation_hub.kernel.evidence.verify import Verification
from innovation_hub.kernel.storage.session import db
from tests.probe import ring

pytest_plugins = ("tests.probe.fixtures",)
FORGED = """INSERT INTO events (position, stream, sequence, name, version, body, at, trace)
SELECT {position}, 'probe:8', {position}, name, version, body, at, trace FROM events WHERE position = 1"""
EDITS = (
    "stream = 'probe:9'",
    "sequence = 77",
    "name = 'probe.hung'",
    "version = 2",
    'body = \'{"probe_id":1,"number": 5}\'',
    "at = '2026-01-01 00:00:00.000000'",
    "by_id = 1",
    "cause = 1",
    "trace = 'y'",
)


@pytest.fixture
def journal(probe, monkeypatch):
    """Ten sealed entries, their positions 1 to 5 and 7 to 11, in blocks of four, and one entry that is not sealed."""
    monkeypatch.setattr(seals, "BLOCK", 4)
    ring(1, *range(1, 12))
    attack("DELETE FROM events WHERE position = 6")
    seal()
    assert len(sealed()) == 3
    ring(2, 1)
    return probe


def seal():
    """Seals all that was told."""
    sealer, end = Sealer(), time.monotonic() + 20
    while sealer.step() or seals.unsealed():
        assert time.monotonic() < end, "it did not settle"


def attack(*statements):
    db.session.rollback()
    for statement in statements:
        db.session.connection().exec_driver_sql(statement)
    db.session.commit()


@contextmanager
def undone(*statements):
    """The journal is as it was after the attack."""
    attack("CREATE TABLE kept AS SELECT * FROM events", *statements)
    yield
    attack("DELETE FROM events", "INSERT INTO events SELECT * FROM kept", "DROP TABLE kept")


def sealed():
    return db.session.scalars(select(Seal)).all()


def verify(probe, *anchors):
    """The exit code, and the first fault's kind and position."""
    db.session.rollback()
    args = [word for anchor in anchors for word in ("--anchor", anchor)]
    said = probe.app.test_cli_runner().invoke(args=["hub", "verify-journal", *args])
    fault = re.search(r"position (\d+): (\w+)", said.output)
    return said.exit_code, (fault[2], int(fault[1])) if fault else said.output.splitlines()[-2:]


def anchor():
    last = seals.last()
    return f"{last.hash}@{last.position}"


def rewrite():
    """All the seals made anew, as one would who wants to hide what she did."""
    db.session.execute(delete(Seal))
    db.session.commit()
    seal()


def test_a_clean_journal_is_clean(journal):
    code, (said, head) = verify(journal, anchor())
    assert (code, said) == (0, "無誤 clean: sealed up to 11, 1 not yet sealed, 1 anchors")
    seal()
    assert head == anchor()


def test_what_is_told_and_sealed_meanwhile_is_no_fault(journal):
    verification = Verification({})
    steps = verification.run()
    next(steps)
    ring(3, 1)
    seal()
    assert (sum(steps), verification.finding, verification.sealed) == (7, None, 11)


def test_an_empty_journal_is_clean(probe):
    assert verify(probe) == (0, ["無誤 clean: sealed up to 0, 0 not yet sealed, 0 anchors", f"{'0' * 64}@0"])


def test_an_edited_entry_is_found_in_every_column(journal):
    said = []
    for edit in EDITS:
        with undone(f"UPDATE events SET {edit} WHERE position = 5"):
            said.append(verify(journal))
    assert {edit.split()[0] for edit in EDITS} | {"position"} == set(chain.COLUMNS)
    assert said == [(1, ("edited", 5))] * len(EDITS)
    assert verify(journal)[0] == 0


def test_a_body_that_reads_the_same_and_is_written_otherwise_is_found(journal):
    attack('UPDATE events SET body = \'{"number":5,"probe_id":1}\' WHERE position = 5')
    assert verify(journal) == (1, ("edited", 5))


def test_a_deleted_entry_is_found(journal):
    said = []
    for position in (1, 4, 5, 8, 11):
        with undone(f"DELETE FROM events WHERE position = {position}"):
            said.append(verify(journal))
    assert said == [(1, ("deleted", position)) for position in (1, 4, 5, 8, 11)]


def test_an_entry_inserted_into_a_gap_is_found(journal):
    attack(FORGED.format(position=6))
    assert verify(journal) == (1, ("inserted", 6))


def test_a_cut_tail_is_found(journal):
    said = []
    for position in (2, 9, 10, 11):
        with undone(f"DELETE FROM events WHERE position >= {position}"):
            said.append(verify(journal))
    assert said == [(1, ("cut", position)) for position in (2, 9, 10, 11)]


def test_a_tail_cut_together_with_its_seals_is_found_by_an_anchor_alone(journal):
    known = anchor()
    attack("DELETE FROM events WHERE position > 8", "DELETE FROM seals WHERE position > 8")
    assert verify(journal)[0] == 0
    assert verify(journal, known) == (1, ("cut", 9))


def test_a_rewritten_journal_is_found_by_an_anchor_alone(journal, tmp_path):
    known = anchor()
    seal()
    attack("UPDATE events SET by_id = 1 WHERE position >= 12")
    rewrite()
    early = f"early {known}\n"
    late = tmp_path / "anchors.txt"
    late.write_text(early + f"late {'a' * 64}@12\n")
    assert verify(journal)[0] == verify(journal, known)[0] == 0
    assert verify(journal, str(late)) == (1, ("rewritten", 12))


def test_a_journal_rewritten_from_its_first_entry_is_found(journal):
    known = anchor()
    attack("UPDATE events SET trace = 'forged'")
    rewrite()
    assert verify(journal)[0] == 0
    assert verify(journal, known) == (1, ("rewritten", 1))


def test_an_entry_deleted_at_the_anchor_and_sealed_over_is_found(journal):
    known = anchor()
    attack("DELETE FROM events WHERE position = 11")
    rewrite()
    assert verify(journal)[0] == 0
    assert verify(journal, known) == (1, ("rewritten", 1))


def test_a_seal_that_is_lost_is_found(journal):
    attack("DELETE FROM seals WHERE number = 2")
    assert verify(journal) == (1, ("seal", 5))


def test_a_seal_that_is_damaged_is_found(journal):
    attack(f"UPDATE seals SET hash = '{'a' * 64}' WHERE number = 2")
    assert verify(journal) == (1, ("seal", 9))


def test_damaged_leaves_are_not_taken_for_an_edited_journal(journal):
    seal = db.session.get(Seal, 2)
    seal.leaves = seal.leaves[:-1] + bytes([seal.leaves[-1] ^ 1])
    db.session.commit()
    assert verify(journal) == (1, ("seal", 9))


def test_seals_made_anew_with_other_blocks_fit_the_same_anchors(journal, monkeypatch):
    known = anchor()
    monkeypatch.setattr(seals, "BLOCK", 3)
    rewrite()
    assert verify(journal, known)[0] == 0


def test_an_anchor_the_seals_have_not_come_to_is_held_against_the_journal_itself(journal):
    known = anchor()
    attack("DELETE FROM seals")
    assert verify(journal, known)[0] == 0
    attack("UPDATE events SET trace = 'forged' WHERE position = 2")
    assert verify(journal, known) == (1, ("rewritten", 1))


def test_an_anchor_that_is_none_is_said_to_be_none(journal, tmp_path):
    (tmp_path / "anchors.txt").write_text("nothing\n")
    assert verify(journal, str(tmp_path / "anchors.txt"))[0] == 1
