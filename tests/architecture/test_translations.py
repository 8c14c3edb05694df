"""Every text has its English, and a reader of English meets Chinese only where somebody wrote it."""

import html
import re
from collections import defaultdict

import pytest
from sqlalchemy import select

from innovation_hub.kernel.office.people import Employee, Section
from innovation_hub.kernel.storage.session import Base, db
from tests.architecture.entry_points import ENTRY_POINTS, ROLES
from tools.words import CHINESE, extracted, kept, modules, translated

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
QUOTED = re.compile("「[臺台]」")
MARKS, MARKED = re.compile("</?mark>"), re.compile("<mark>(.*?)</mark>")
KEPT_AS_WRITTEN = re.compile(r'<(?:input|textarea)\b[^>]*\blang="zh-Hant-TW"[^>]*>(?:[^<]*</textarea>)?')
OWN_NAME = "中文"
PAGES = [entry for entry in ENTRY_POINTS if entry.method == "GET" and not entry.path.startswith(("/api/", "/static/"))]


def messages(catalogues):
    return [message for catalogue in catalogues for message in catalogue if message.id]


def forms(text):
    return [text] if isinstance(text, str) else list(text)


SAID = messages(map(extracted, modules()))
KEPT = messages(map(kept, modules()))


def test_every_text_is_in_its_catalogue_and_nothing_else_is():
    for module in modules():
        said, known = ({(one.context, one.id) for one in messages([of(module)])} for of in (extracted, kept))
        assert said == known, f"make words brings {module.name} up to date"


def test_every_text_has_its_english():
    assert [message.id for message in KEPT if not translated(message.string)] == []


def test_the_english_has_the_placeholders_of_the_text():
    for message in KEPT:
        for text, english in zip(forms(message.id), forms(message.string), strict=True):
            assert sorted(PLACEHOLDER.findall(english)) == sorted(PLACEHOLDER.findall(text)), text


def test_the_english_is_english():
    assert [one for message in KEPT for one in forms(message.string) if CHINESE.search(QUOTED.sub("", one))] == []


def test_a_text_reads_the_same_in_every_module():
    readings = defaultdict(set)
    for message in KEPT:
        readings[message.context, message.id].add(message.string)
    assert [text for text, found in readings.items() if len(found) > 1] == []


@pytest.fixture(scope="module")
def written(entry_points):
    """What people wrote, longest first: the text of the database but for what the product says itself."""
    with entry_points.app.app_context():
        tables = (db.session.execute(select(table)).all() for table in Base.metadata.sorted_tables)
        found = set(texts([tuple(row) for rows in tables for row in rows]))
        ours = {text for message in SAID for text in forms(message.id)}
        ours |= set(db.session.scalars(select(Section.name)))
        ours -= set(db.session.scalars(select(Employee.title)))
        db.session.remove()
    return sorted(found - ours | {OWN_NAME}, key=len, reverse=True)


def texts(value):
    if isinstance(value, str) and CHINESE.search(value):
        yield value
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)


@pytest.mark.parametrize("entry", PAGES, ids=repr)
def test_a_page_in_english_holds_no_chinese_but_what_people_wrote(entry_points, written, entry):
    for role in (role for role in ROLES if entry.says[role] == "200"):
        page = html.unescape(read(entry_points, role, entry.path))
        quotes = MARKED.findall(page)
        page = KEPT_AS_WRITTEN.sub("", MARKS.sub("", page))
        for text in [*written, *quotes]:
            page = page.replace(text, "")
        assert [line for line in page.splitlines() if CHINESE.search(QUOTED.sub("", line))] == [], role


def read(entry_points, role, path):
    client = entry_points.app.test_client()
    with client.session_transaction() as session:
        session["language"] = "en"
        if role in entry_points.cookies:
            session["_user_id"], session["_fresh"] = entry_points.cookies[role], True
    answer = client.get(path.format(**entry_points.things))
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize(("language", "first"), [("zh-TW", "創新性"), ("en", "Innovation")])
def test_a_program_is_answered_in_the_language_it_asks_for(entry_points, language, first):
    headers = {"Authorization": f"Bearer {entry_points.tokens['secretariat']}", "Accept-Language": language}
    answer = entry_points.app.test_client().get(
        f"/api/v1/reviews/{entry_points.things['case_at_cross_section']}", headers=headers
    )
    assert answer.json["criteria"][0]["label"] == first
