"""A number is given at first submission, runs on without gaps in its year, and is never reused."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from innovation_hub.kernel import clock
from tests.proposals.steps import draft, submitted

AUGUST = datetime(2026, 8, 3, 2, tzinfo=UTC)
NEW_YEAR = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)  # half past midnight on 1 January in Taipei


def number(program, id):
    return program.get(f"/proposals/{id}").json["number"]


def test_drafts_have_none_and_submissions_run_on(office):
    with clock.at(AUGUST):
        program, first = draft(office)
        _, second = draft(office)
        assert [number(program, id) for id in (first, second)] == [None, None]
        for id in (second, first):
            program.post(f"/proposals/{id}/submit")
        assert [number(program, id) for id in (first, second)] == ["115-0002", "115-0001"]


def test_a_withdrawn_or_refused_submission_leaves_no_gap_and_keeps_its_number(office):
    with clock.at(AUGUST):
        program, first = submitted(office)
        program.post(f"/proposals/{first}/withdraw")
        _, empty = draft(office)
        program.patch(f"/proposals/{empty}", {"benefit": ""}, headers={"If-Match": '"1"'})
        assert program.post(f"/proposals/{empty}/submit").status_code == 422
        _, second = submitted(office)
        assert [number(program, id) for id in (first, empty, second)] == ["115-0001", None, "115-0002"]


def test_each_year_of_taipei_begins_again(office):
    with clock.at(AUGUST):
        program, old = submitted(office)
        _, waiting = draft(office)
    with clock.at(NEW_YEAR):
        program, new = submitted(office)
        program.post(f"/proposals/{waiting}/submit")
        found = [(number(program, id), program.get(f"/proposals/{id}").json["year"]) for id in (old, new, waiting)]
    assert found == [("115-0001", 115), ("116-0001", 116), ("116-0002", 116)]


def test_a_draft_of_new_years_morning_is_of_the_new_year(office):
    with clock.at(NEW_YEAR):
        program, id = draft(office)
        assert program.get(f"/proposals/{id}").json["year"] == 116


def test_submissions_at_the_same_moment_get_numbers_without_a_gap(office):
    with clock.at(AUGUST):
        drafts = [draft(office) for _ in range(8)]

        def submit(made):
            program, id = made
            with clock.at(AUGUST):
                return program.post(f"/proposals/{id}/submit").json["number"]

        with ThreadPoolExecutor(8) as threads:
            numbers = sorted(threads.map(submit, drafts))
    assert numbers == [f"115-{n:04}" for n in range(1, 9)]
