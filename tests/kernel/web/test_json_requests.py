"""A program that asks wrongly is told what is wrong, in its language, whatever address it asks."""

import pytest

from tests.proposals.steps import refused

LOOK = "有欄位需要修正，請看各欄位旁的說明。"
WRONG = [
    ("auditor", "/events?after=-1", {"after": "請填 0 或更大的整數。"}),
    ("auditor", "/events?limit=0", {"limit": "請填 1 到 1000 的整數。"}),
    ("auditor", "/events?colour=red", {"colour": "沒有這個欄位。"}),
    ("head", "/dashboard?year=0", {"year": "年度請填民國年，例如 115。"}),
    ("head", "/dashboard?colour=red", {"colour": "沒有這個欄位。"}),
    ("head", "/reviews?todo=now", {"todo": "請填 1，或不填。"}),
    ("head", "/notices?colour=red", {"colour": "沒有這個欄位。"}),
]


@pytest.fixture
def engine(embedded):
    """These rules ask no database."""
    return embedded


@pytest.mark.parametrize(("login", "path", "errors"), WRONG, ids=[path for _, path, _ in WRONG])
def test_what_is_asked_wrongly_is_told_at_its_name(office, login, path, errors):
    assert refused(office.api(login).get(path)) == (422, LOOK, errors)


def test_a_token_without_a_purpose_is_told(office):
    asked = {"login": "amy", "password": "demo-2026", "name": ""}
    assert refused(office.app.test_client().post("/api/v1/tokens", json=asked)) == (
        422,
        LOOK,
        {"name": "用途請寫 1 到 80 字。"},
    )


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("zh-TW", "這個網址可用的方法：GET, HEAD, OPTIONS, POST。"),
        ("en", "Methods of this address: GET, HEAD, OPTIONS, POST."),
    ],
)
def test_a_method_the_address_does_not_have_is_answered_with_those_it_has(office, language, sentence):
    answer = office.api("amy").put("/proposals", {}, headers={"Accept-Language": language})
    assert refused(answer) == (405, sentence, {})
    assert sorted(answer.headers["Allow"].split(", ")) == ["GET", "HEAD", "OPTIONS", "POST"]
    assert answer.content_type == "application/problem+json"


def test_the_description_says_how_to_ask_and_how_a_refusal_looks(office):
    told = office.app.test_client().get("/api/v1/openapi.json").json
    assert (told["openapi"], told["security"]) == ("3.1.0", [{"token": []}])
    assert told["components"]["securitySchemes"] == {"token": {"type": "http", "scheme": "bearer"}}
    assert list(told["components"]["responses"]["DEFAULT_ERROR"]["content"]) == ["application/problem+json"]
    assert told["paths"]["/api/v1/tokens"]["post"]["security"] == []
    change = told["paths"]["/api/v1/proposals/{id}"]
    assert {"$ref": "#/components/parameters/IF_MATCH"} in change["patch"]["parameters"]
    assert {"$ref": "#/components/parameters/ONCE"} in told["paths"]["/api/v1/proposals"]["post"]["parameters"]
    assert told["components"]["parameters"]["ONCE"]["name"] == "Idempotency-Key"
