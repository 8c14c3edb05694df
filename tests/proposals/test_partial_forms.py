"""What a form does not show it does not change: on the pages of a draft, in each of their parts, also while typing."""

import html
import re

import pytest

from tests.accounts.browser import post
from tests.proposals.steps import ANY, draft

FIVE = ("ben", "kao.feng", "chou.hj", "tsai.yk", "lin.yc")
AUTOSAVE = {"X-Autosave": "1"}
INPUT = re.compile(r"<input\b[^>]*>")


def attribute(tag, name):
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return html.unescape(found[1]) if found else ""


def filled(client, path):
    """The form as it stands on the page, as a browser would send it."""
    form = client.get(path).text.partition('<form class="form"')[2].partition("</form>")[0]
    fields = {}
    for tag in INPUT.findall(form):
        kind, name = attribute(tag, "type"), attribute(tag, "name")
        if name and name != "once" and (kind not in ("checkbox", "radio") or " checked" in tag):
            fields.setdefault(name, []).append(attribute(tag, "value"))
    areas = re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\r?\n?(.*?)</textarea>', form, re.DOTALL)
    return fields | {name: [html.unescape(text)] for name, text in areas}


def shares(program, id):
    return {one["login"]: one["share"] for one in program.get(f"/proposals/{id}").json["proposers"]}


@pytest.fixture
def joint(office):
    """A draft of six, written by a program."""
    amy, id = draft(office, co_proposers=[{"login": login, "share": 10} for login in FIVE])
    assert shares(amy, id) == {"amy": 50} | dict.fromkeys(FIVE, 10)
    return id


@pytest.mark.parametrize("path", ["details", "autosave"])
def test_the_second_step_keeps_all_co_proposers(office, joint, path):
    amy, client = office.api("amy"), office.client("amy")
    form = filled(client, f"/proposals/{joint}/details") | {"schedule": ["六月試辦"]}
    form.pop("csrf_token")
    answer = post(client, f"/proposals/{joint}/{path}", AUTOSAVE if path == "autosave" else None, **form)
    assert answer.status_code in (200, 302)
    assert amy.get(f"/proposals/{joint}").json["details"]["schedule"] == "六月試辦"
    assert shares(amy, joint) == {"amy": 50} | dict.fromkeys(FIVE, 10)


@pytest.mark.parametrize("path", ["details", "autosave"])
def test_a_part_of_the_second_step_changes_that_part(office, joint, path):
    amy, client = office.api("amy"), office.client("amy")
    amy.patch(f"/proposals/{joint}", {"cost": "無", "cooperating": ["social"], "origin": "circle"}, headers=ANY)
    headers = AUTOSAVE if path == "autosave" else None
    seen = str(amy.get(f"/proposals/{joint}").json["version"])
    answer = post(client, f"/proposals/{joint}/{path}", headers, version=seen, schedule="六月", origin="circle")
    assert answer.status_code in (200, 302)
    shown = amy.get(f"/proposals/{joint}").json
    assert (shown["details"]["cost"], shown["details"]["schedule"], shown["cooperating"]) == ("無", "六月", ["social"])
    assert (shown["origin"], shares(amy, joint)) == ("circle", {"amy": 50} | dict.fromkeys(FIVE, 10))


def test_a_ticked_section_is_taken_back(office):
    amy, id = draft(office, cooperating=["social"], cost="無")
    given = {"version": "1", "origin": "free", "shown": "cooperating"}
    assert post(office.client("amy"), f"/proposals/{id}/details", **given).status_code == 302
    shown = amy.get(f"/proposals/{id}").json
    assert (shown["cooperating"], shown["details"]["cost"]) == ([], "無")


@pytest.mark.parametrize("emptied", ["cost", "risks", "references"])
def test_an_emptied_field_is_empty(office, emptied):
    amy, id = draft(office, cost="無", risks="漏填", references="他所作法")
    answer = post(office.client("amy"), f"/proposals/{id}/details", version="1", origin="free", **{emptied: ""})
    said = {"cost": "無", "risks": "漏填", "references": "他所作法"}
    details = amy.get(f"/proposals/{id}").json["details"]
    assert (answer.status_code, {key: details[key] for key in said}) == (302, said | {emptied: ""})


def test_the_first_step_keeps_what_it_was_not_sent(office):
    amy, id = draft(office)
    before = amy.get(f"/proposals/{id}").json
    assert post(office.client("amy"), f"/proposals/{id}/edit", version="1", title="改了名稱").status_code == 302
    after = amy.get(f"/proposals/{id}").json
    assert [after[key] for key in ("problem", "benefit", "category")] == [
        before[key] for key in ("problem", "benefit", "category")
    ]
    assert after["title"] == "改了名稱"
