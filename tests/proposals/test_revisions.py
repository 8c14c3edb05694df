"""Every submission freezes a revision; what was judged does not change, whatever is written afterwards."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from innovation_hub.kernel import clock
from innovation_hub.kernel.storage.session import db, writing
from proposals.models import Revision
from tests.proposals.steps import GOOD, draft, submitted
from tests.review.steps import case_of, decide

MONDAY = datetime(2026, 8, 3, 2, tzinfo=UTC)
TUESDAY = datetime(2026, 8, 4, 2, tzinfo=UTC)
UNSAID = {"cost": "", "schedule": "", "legal_impact": "", "risks": "", "references": ""}
SAID = {key: GOOD[key] for key in ("title", "problem", "measures", "benefit")} | UNSAID


def revisions(id):
    query = select(Revision).where(Revision.proposal_id == id).order_by(Revision.revision)
    found = [(one.revision, one.answers, one.proposers, one.at) for one in db.session.scalars(query)]
    db.session.commit()
    return found


def returned(office, id):
    """The chief sends it back."""
    assert decide(office, "chief.civil", case_of(id), outcome="return", reason="請補數字").status_code == 200


def test_a_draft_has_no_revision(office):
    program, id = draft(office)
    assert (revisions(id), program.get(f"/proposals/{id}").json["revision"]) == ([], 0)


def test_a_submission_freezes_what_is_said_and_who_says_it(office):
    with clock.at(MONDAY):
        _, id = submitted(office, co_proposers=[{"login": "ben", "share": 40}])
    amy, ben = office.person("amy").id, office.person("ben").id
    assert revisions(id) == [(1, SAID, {str(amy): 60, str(ben): 40}, MONDAY)]


def test_a_resubmission_is_a_new_revision_and_the_old_one_stays(office):
    with clock.at(MONDAY):
        amy, id = submitted(office)
        returned(office, id)
    with clock.at(TUESDAY):
        amy = office.api("amy")
        written = amy.patch(f"/proposals/{id}", {"problem": "每月六十通電話。"}, headers={"If-Match": "*"})
        assert (written.status_code, written.json["note"], written.json["revision"]) == (200, "請補數字", 1)
        assert office.api("chief.civil").get(f"/reviews/{case_of(id)}").json["dossier"] == SAID
        sent = amy.post(f"/proposals/{id}/submit").json
        office.settle()
    assert (sent["revision"], sent["note"], sent["number"]) == (2, None, "115-0001")
    person = {str(office.person("amy").id): 100}
    second = SAID | {"problem": "每月六十通電話。"}
    assert revisions(id) == [(1, SAID, person, MONDAY), (2, second, person, TUESDAY)]
    assert office.api("chief.civil").get(f"/reviews/{case_of(id)}").json["dossier"] == second


def test_the_page_of_a_revision_marks_what_it_changed(office):
    _, id = submitted(office)
    returned(office, id)
    amy = office.api("amy")
    amy.patch(f"/proposals/{id}", {"benefit": "每月減少八十通詢問電話。"}, headers={"If-Match": "*"})
    amy.post(f"/proposals/{id}/submit")
    client = office.client("amy")
    page = client.get(f"/proposals/{id}/revisions/2").text
    assert '<p class="text">每月減少<del>六</del>十通詢問電話。</p>' in page
    assert "每月減少<ins>八</ins>十通詢問電話。" in page
    assert [client.get(f"/proposals/{id}/revisions/{n}").status_code for n in (0, 1, 2, 3)] == [404, 200, 200, 404]


@pytest.mark.parametrize("table", ["revisions", "dossiers"])
@pytest.mark.parametrize("change", ["UPDATE {} SET revision = 9", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_what_was_frozen(office, table, change):
    _, id = submitted(office)
    before = revisions(id)
    with writing(), pytest.raises(IntegrityError, match=f"{table} is insert-only"):
        db.session.execute(text(change.format(table)))
    db.session.rollback()
    assert revisions(id) == before


RULED = "".join(f"{n}.說明文字\n{'─' * 40}\n" for n in range(1, 41))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (RULED, RULED.replace("文字", "文字改").replace("──", "─", 1), "1.說明文字<ins>改</ins>"),
        ("的" * 4999, "的的的的的的的的的是" * 499, "<ins>是</ins>"),
        (" x" * 2490 + "尾", "x xy" * 1245 + "尾", "<ins>"),
    ],
    ids=["ruled lines", "one character", "two in turn"],
)
def test_the_longest_alike_texts_are_compared_at_once(office, before, after, shown):
    amy, id = submitted(office, measures=before)
    returned(office, id)
    assert amy.patch(f"/proposals/{id}", {"measures": after}, headers={"If-Match": "*"}).status_code == 200
    assert amy.post(f"/proposals/{id}/submit").status_code == 200
    page = office.client("amy").get(f"/proposals/{id}/revisions/2")
    assert (page.status_code, shown in page.text) == (200, True)
