"""A merged proposal counts once: the figures against counts made in SQL, and the same when built anew."""

from sqlalchemy import text

from innovation_hub.kernel.storage.session import db
from tests.dashboard.test_equals_the_tables import climb, submit
from tests.proposals.merging.steps import merged, undo

OF_YEAR = "FROM proposals WHERE year = 115 AND number IS NOT NULL"
COUNTS = {
    "submitted": f"SELECT count(*) {OF_YEAR}",
    "accepted": f"SELECT count(*) {OF_YEAR} AND stage <> 'not_accepted'",
    "in_review": f"SELECT count(*) {OF_YEAR} AND stage = 'in_review'",
    "merged": f"SELECT count(*) {OF_YEAR} AND stage = 'merged'",
    "decided": f"SELECT count(*) {OF_YEAR} AND stage = 'decided'",
    "adopted": f"SELECT count(*) {OF_YEAR} AND stage = 'decided' AND outcome = 'adopt'",
}


def figures(office):
    return office.api("amy").get("/dashboard?year=115").json["figures"]


def counted():
    db.session.rollback()
    found = {key: db.session.scalar(text(sql)) for key, sql in COUNTS.items()}
    db.session.commit()
    return found


def test_a_merged_child_counts_once(office):
    first, second, third = (submit(office, login, 2) for login in ("amy", "ben", "kao.feng"))
    gone = merged(office, first, second, "amy", "ben")
    before = figures(office)
    undo(office, merged(office, first, third, "amy", "ben", "kao.feng"))
    assert figures(office) == before
    climb(office, first, "adopt")
    found = figures(office)
    assert {key: found[key] for key in COUNTS} == counted()
    assert (found["merged"], found["merge_rate"], found["adoption_rate"]) == (1, 33.3, 100.0)
    assert (found["cross_section_rate"], found["decided"]) == (33.3, 1)
    result = office.app.test_cli_runner().invoke(args=["dashboard", "rebuild"])
    assert result.exit_code == 0, result.output
    assert (figures(office), gone) == (found, 1)
