"""The bell: reading one's notices on the page and by program."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from innovation_hub.kernel import clock
from innovation_hub.kernel.storage.session import db
from innovation_hub.notices import MODULE
from innovation_hub.notices.models import Notice, put_up
from tests.accounts.browser import post


def give(office, login, *numbers, page="/proposals/9"):
    """Puts up decided notices with these running numbers."""
    same = {"employee_id": office.person(login).id, "kind": "decided", "url": page, "at": clock.now()}
    params = {"title": "線上預約", "outcome": "adopt"}
    put_up(same | {"position": n, "params": params | {"number": f"115-{n:04}"}} for n in numbers)
    db.session.commit()


def shown(text):
    """The numbers on the page, in order, those unread marked with a star."""
    found = text.partition('<ul class="list">')[2]
    items = re.findall(r'<li( class="unread")?>.*?「115-(\d{4}) 線上預約」', found, re.DOTALL)
    return [f"{'*' if unread else ''}{int(number)}" for unread, number in items]


def first_id(office, login):
    mine = select(Notice.id).where(Notice.employee_id == office.person(login).id)
    id = db.session.scalars(mine.order_by(Notice.id)).first()
    db.session.commit()
    return id


def badge(text):
    found = re.search(r'<span class="badge">(\d+)<', text)
    return int(found[1]) if found else 0


def queries(app, client, path):
    seen = []

    def note(*args):
        seen.append(args[2])

    event.listen(db.engine, "before_cursor_execute", note)
    assert client.get(path).status_code == 200
    event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


def test_the_page_shows_my_notices_unread_first_then_newest_first(office):
    give(office, "amy", 1, 2, 3)
    give(office, "ben", 4)
    client, id = office.client("amy"), first_id(office, "amy")
    post(client, f"/notices/{id + 1}/open")
    assert shown(client.get("/notices").text) == ["*3", "*1", "2"]


def test_without_notices_the_page_says_what_will_come(office):
    assert "還沒有通知" in office.client("amy").get("/notices").text


def test_pages_follow_each_other_without_gap_or_double(office):
    give(office, "amy", *range(1, 71))
    client = office.client("amy")
    ids = db.session.scalars(select(Notice.id).order_by(Notice.id)).all()
    for id in ids[10:45]:
        post(client, f"/notices/{id}/open")
    url, pages = "/notices", []
    while url:
        text = client.get(url).text
        pages.append(shown(text))
        after = re.search(r'href="([^"]+)" rel="next"', text)
        url = after and after[1].replace("&amp;", "&")
    unread = [f"*{n}" for n in [*range(70, 45, -1), *range(10, 0, -1)]]
    assert [len(page) for page in pages] == [30, 30, 10]
    assert [*pages[0], *pages[1], *pages[2]] == [*unread, *(str(n) for n in range(45, 10, -1))]


def test_opening_a_notice_marks_it_read_and_goes_where_it_leads(office):
    give(office, "amy", 1, 2)
    client, id = office.client("amy"), first_id(office, "amy")
    answer = post(client, f"/notices/{id}/open")
    assert (answer.status_code, answer.location) == (302, "/proposals/9")
    text = client.get("/notices").text
    assert (shown(text), badge(text)) == (["*2", "1"], 1)


def test_a_notice_stays_read_since_it_was_first_opened(office):
    give(office, "amy", 1)
    client, id = office.client("amy"), first_id(office, "amy")
    first = clock.now().replace(microsecond=0)
    for moment in (first, first + timedelta(hours=1)):
        with clock.at(moment):
            post(client, f"/notices/{id}/open")
    assert db.session.get(Notice, id).read_at == first


def test_all_are_marked_read_at_once_and_only_mine(office):
    give(office, "amy", 1, 2)
    give(office, "ben", 3)
    amy, ben = office.client("amy"), office.client("ben")
    assert post(amy, "/notices/read").location == "/notices"
    assert [shown(one.get("/notices").text) for one in (amy, ben)] == [["2", "1"], ["*3"]]


def test_nobody_opens_the_notice_of_another(office):
    give(office, "amy", 1)
    id = first_id(office, "amy")
    missing, foreign = (post(office.client("ben"), f"/notices/{one}/open") for one in (id + 1, id))
    by_program = office.api("ben").post(f"/notices/{id}/read")
    assert [missing.status_code, foreign.status_code, by_program.status_code] == [404, 404, 404]
    assert badge(office.client("amy").get("/notices").text) == 1


@pytest.mark.parametrize("cursor", ["x", "u", "7", "u-1", "u1 OR 1=1", "r" + "9" * 30])
def test_a_cursor_not_of_ours_is_refused(office, cursor):
    assert office.client("amy").get("/notices", query_string={"cursor": cursor}).status_code == 422


def test_every_page_shows_how_many_are_unread(office):
    give(office, "amy", 1, 2, 3)
    assert [badge(office.client(login).get("/me").text) for login in ("amy", "ben")] == [3, 0]


def test_the_list_takes_as_many_queries_for_thirty_notices_as_for_one(office, app):
    give(office, "amy", 1)
    give(office, "ben", *range(1, 31))
    one, thirty = (queries(app, office.client(login), "/notices") for login in ("amy", "ben"))
    assert one == thirty


def test_a_sentence_is_put_in_the_readers_language_when_she_reads_it(office):
    give(office, "amy", 1)
    client = office.client("amy")
    assert "「115-0001 線上預約」審查結果：採行。" in client.get("/notices").text


def test_what_was_typed_is_shown_as_typed(office):
    same = {"employee_id": office.person("amy").id, "kind": "returned", "url": "/proposals/9", "at": clock.now()}
    put_up([same | {"position": 1, "params": {"number": "115-0001", "title": "<b>%(x)s</b> 100%"}}])
    db.session.commit()
    assert "「115-0001 &lt;b&gt;%(x)s&lt;/b&gt; 100%」" in office.client("amy").get("/notices").text


def test_a_program_reads_the_notices(office):
    with clock.at(clock.now().replace(microsecond=0)):
        give(office, "amy", 1)
        at = clock.now().isoformat()
    id = first_id(office, "amy")
    sentence = "「115-0001 線上預約」審查結果：採行。"
    notice = {"id": id, "kind": "decided", "sentence": sentence, "url": "/proposals/9", "at": at, "read_at": None}
    assert office.api("amy").get("/notices").json == {"items": [notice], "next": None}


def test_a_program_goes_through_the_pages_by_link(office):
    give(office, "amy", *range(1, 32))
    amy = office.api("amy")
    first = amy.get("/notices?unread=1")
    link = first.headers["Link"].removeprefix("</api/v1").removesuffix('>; rel="next"')
    second = amy.get(link)
    assert [len(one.json["items"]) for one in (first, second)] == [30, 1]
    assert (second.json["next"], "Link" in second.headers) == (None, False)


def test_a_program_marks_a_notice_read_and_asks_for_the_unread(office):
    give(office, "amy", 1, 2)
    amy, id = office.api("amy"), first_id(office, "amy")
    with clock.at(clock.now().replace(microsecond=0)):
        answer = amy.post(f"/notices/{id}/read")
        assert (answer.status_code, answer.json["read_at"]) == (200, clock.now().isoformat())
    assert [notice["id"] for notice in amy.get("/notices?unread=1").json["items"]] == [id + 1]


def test_an_unknown_filter_is_refused(office):
    assert office.api("amy").get("/notices?unraed=1").status_code == 422


def test_notices_need_a_sign_in(office):
    assert [office.client().get(path).status_code for path in ("/notices", "/api/v1/notices")] == [302, 401]


def test_the_demo_world_has_read_what_is_older_than_two_days(office):
    with clock.at(clock.now() - timedelta(days=3)):
        give(office, "amy", 1)
    give(office, "amy", 2)
    for ago in (1, 0):
        MODULE.demo(ago)
        db.session.commit()
        assert shown(office.client("amy").get("/notices").text) == (["*2", "*1"] if ago else ["*2", "1"])
