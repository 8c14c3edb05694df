"""What cannot stand in a field is refused in one sentence at that field, and nothing is kept of it."""

import json

import pytest

from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.office.people import section_named
from innovation_hub.kernel.office.service_items import ServiceItem
from innovation_hub.kernel.storage.session import db
from proposals.fields import FIELDS
from tests.proposals.steps import GOOD, draft, refused, there

LOOK = "有欄位需要修正，請看各欄位旁的說明。"
NEEDED = "這一欄必填。"


@pytest.fixture
def engine(embedded):
    """These rules ask no database."""
    return embedded


def without(*keys):
    return {key: value for key, value in GOOD.items() if key not in keys}


FAULTS = {
    "nothing": ({}, dict.fromkeys(GOOD, NEEDED)),
    "no problem": (without("problem"), {"problem": NEEDED}),
    "an empty title": (GOOD | {"title": ""}, {"title": NEEDED}),
    "a title of invisible letters": (GOOD | {"title": "\u200f\u3164 \u200b"}, {"title": NEEDED}),
    "null": (GOOD | {"title": None}, {"title": "這一欄必填。"}),
    "a number for a text": (GOOD | {"title": 3}, {"title": "須為文字。"}),
    "a text for a list": (GOOD | {"cooperating": "civil"}, {"cooperating": "須為清單。"}),
    "an unknown key": (GOOD | {"colour": "red"}, {"colour": "沒有這個欄位。"}),
    "keys like our own words": (
        GOOD | {"self": 1, "detail": 2},
        {"self": "沒有這個欄位。", "detail": "沒有這個欄位。"},
    ),
    "an unknown category": (GOOD | {"category": "fun"}, {"category": "請從清單中選一項。"}),
    "an unknown origin": (GOOD | {"origin": "moon"}, {"origin": "請從清單中選一項。"}),
    "an unknown service item": (GOOD | {"service_item": "moon"}, {"service_item": "服務項目不在目錄內。"}),
    "an unknown section": (GOOD | {"cooperating": ["civil", "mars"]}, {"cooperating": "有課室不在清單內。"}),
    "a list": ([GOOD], {"_schema": "須為 JSON 物件。"}),
}


@pytest.mark.parametrize(("given", "errors"), FAULTS.values(), ids=FAULTS)
def test_what_cannot_stand_is_told_at_its_field(office, given, errors):
    assert refused(office.api("amy").post("/proposals", given)) == (422, LOOK, errors)
    assert (there(), there(Entry)) == (0, 0)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_a_field_holds_its_limit_and_not_one_more(office, field):
    full = "𡘙" * field.limit
    program, id = draft(office, **{field.key: full})
    shown = program.get(f"/proposals/{id}").json
    assert shown["details"].get(field.key, shown.get(field.key)) == full
    sentence = f"「{field.label}」最多 {field.limit} 字，目前 {field.limit + 1} 字。"
    answer = program.patch(f"/proposals/{id}", {field.key: full + "𡘙"}, headers={"If-Match": '"1"'})
    assert refused(answer) == (422, LOOK, {field.key: sentence})
    assert program.get(f"/proposals/{id}").json == shown


def test_the_limits_are_stated_in_the_description_of_the_api(office):
    schema = office.api("amy").get("/openapi.json").json["components"]["schemas"]["Draft"]["properties"]
    stated = {field.key: schema[field.key]["maxLength"] for field in FIELDS}
    assert stated == {
        "title": 100,
        "problem": 3000,
        "measures": 5000,
        "benefit": 3000,
        "cost": 500,
        "schedule": 1000,
        "legal_impact": 1000,
        "risks": 1000,
        "references": 1000,
    }


@pytest.mark.parametrize("body", ["{", "\xff", '{"title": 1' + "0" * 5000 + "}", "[" * 100_000, '{"a":' * 50_000])
def test_what_is_no_json_is_refused_whole(office, body):
    amy = office.api("amy")
    headers = amy.headers | {"Content-Type": "application/json"}
    answer = amy.client.post("/api/v1/proposals", data=body.encode("latin-1"), headers=headers)
    assert refused(answer) == (400, "送來的內容格式不對。請檢查後再送一次。", {})
    assert there() == 0


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain", None])
def test_a_body_that_says_to_be_something_else_is_refused_as_that(office, kind):
    amy = office.api("amy")
    answer = amy.client.post("/api/v1/proposals", data=json.dumps(GOOD), headers=amy.headers, content_type=kind)
    assert refused(answer) == (415, "請以 application/json 送出。", {})
    assert there() == 0


def test_half_a_character_in_a_key_is_told_as_a_key_that_nobody_knows(office):
    amy = office.api("amy")
    body = json.dumps(GOOD | {"甲\ud800": "乙"})
    answer = amy.client.post("/api/v1/proposals", data=body, headers=amy.headers, content_type="application/json")
    assert refused(answer) == (422, LOOK, {"甲?": "沒有這個欄位。"})


def test_half_a_character_is_refused_at_its_field(office):
    amy = office.api("amy")
    headers = amy.headers | {"Content-Type": "application/json"}
    answer = amy.client.post("/api/v1/proposals", data=json.dumps(GOOD | {"title": "甲\ud800"}), headers=headers)
    assert refused(answer) == (422, LOOK, {"title": "「提案名稱」有無法儲存的字元。請刪去後再送一次。"})
    assert there() == 0


def test_several_faults_are_told_together_and_nothing_of_the_rest_is_kept(office):
    program, id = draft(office)
    before = program.get(f"/proposals/{id}").json
    given = {"title": "長" * 101, "problem": "新的一段", "origin": "voice", "cooperating": ["mars"]}
    assert refused(program.patch(f"/proposals/{id}", given, headers={"If-Match": '"1"'})) == (
        422,
        LOOK,
        {"title": "「提案名稱」最多 100 字，目前 101 字。", "cooperating": "有課室不在清單內。"},
    )
    assert program.get(f"/proposals/{id}").json == before


def test_what_is_still_missing_is_told_on_submission(office):
    program, id = draft(office)
    program.patch(f"/proposals/{id}", {"problem": "", "benefit": " "}, headers={"If-Match": '"1"'})
    sentences = {"problem": "「現況問題」還沒有寫。", "benefit": "「預期效益」還沒有寫。"}
    assert refused(program.post(f"/proposals/{id}/submit")) == (422, "送出前請補上尚未填寫的欄位。", sentences)
    shown = program.get(f"/proposals/{id}").json
    assert (shown["stage"], shown["number"], shown["revision"], shown["version"]) == ("draft", None, 0, 2)


def test_details_are_kept_as_they_were_given(office):
    item = ServiceItem(key="seal", name="印鑑證明", section_id=section_named("civil").id)
    db.session.add(item)
    db.session.commit()
    more = {"origin": "voice", "service_item": "seal", "cooperating": ["social"], "cost": "無", "risks": "一\r\n二"}
    program, id = draft(office, **more)
    shown = program.get(f"/proposals/{id}").json
    assert (shown["origin"], shown["cooperating"]) == ("voice", ["social"])
    assert shown["details"] == {"cost": "無", "risks": "一\n二"}


@pytest.mark.parametrize(
    ("filter", "errors"),
    [
        ("stage=flying", {"stage": "沒有「flying」這個選項。"}),
        ("tier=roof", {"tier": "沒有「roof」這個選項。"}),
        ("outcome=won", {"outcome": "沒有「won」這個選項。"}),
        ("section=mars", {"section": "沒有「mars」這個選項。"}),
        ("section=%00", {"section": "沒有「\0」這個選項。"}),
        ("mine=yes", {"mine": "請填 1，或不填。"}),
        ("year=next", {"year": "年度請填民國年或西元年，例如 115 或 2026。"}),
        ("cursor=-1", {"cursor": "分頁位置不正確，請由第一頁重新開始。"}),
        ("colour=red", {"colour": "沒有這個欄位。"}),
        ("q=" + "長" * 101, {"q": "最多 100 字。"}),
    ],
)
def test_a_filter_that_means_nothing_is_told(office, filter, errors):
    assert refused(office.api("amy").get(f"/proposals?{filter}")) == (422, LOOK, errors)


def test_a_program_that_asks_for_english_is_refused_in_english(office):
    given = {"title": "x" * 101, "problem": 3, "colour": "red"} | without("title", "problem", "benefit")
    answer = office.api("amy").post("/proposals", given, headers={"Accept-Language": "en"})
    assert refused(answer) == (
        422,
        "Some fields need to be corrected. See the message beside each.",
        {"problem": "Must be text.", "benefit": "This field is needed.", "colour": "There is no such field."},
    )


@pytest.mark.parametrize("title", ["\u2800", "\u00ad\ufe0f", "\U000e0020 \u3164", "\u0301"])
def test_a_title_that_shows_nothing_is_an_empty_one(office, title):
    amy = office.api("amy")
    assert refused(amy.post("/proposals", GOOD | {"title": title})) == (422, LOOK, {"title": "這一欄必填。"})
    assert there() == 0


@pytest.mark.parametrize("title", ["家庭👨‍👩‍👧‍👦與🏳️‍🌈 می‌خواهم क्‍ष", "👩🏽‍💻與葛\U000e0100", "ശ്‍ര 1️⃣"])
def test_a_title_keeps_what_joins_its_letters(office, title):
    amy, id = draft(office, title=title)
    assert amy.get(f"/proposals/{id}").json["title"] == title
    assert title in office.client("amy").get(f"/proposals/{id}").text
