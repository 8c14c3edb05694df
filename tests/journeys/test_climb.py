"""A proposal climbs three tiers through the real queue."""

GOOD = {
    "title": "里辦公處張貼多國語言公告",
    "problem": "新住民看不懂里辦公處的公告，常來電詢問。",
    "measures": "公告加上越南文與印尼文摘要，由志工每週翻譯。",
    "benefit": "每月減少六十通詢問電話。",
    "category": "public_service",
}
MARKS = {"innovation": 20, "feasibility": 20, "benefit": 25, "diffusion": 8, "completeness": 8}


def climb(office, login="amy"):
    amy = office.api(login)
    made = amy.post("/proposals", GOOD)
    assert made.status_code == 201, made.json
    sent = amy.post(f"/proposals/{made.json['id']}/submit")
    assert sent.status_code == 200, sent.json
    office.settle()
    return amy, made.json["id"]


def todo(office, login):
    return [item["id"] for item in office.api(login).get("/reviews?todo=1").json["items"]]


def score(office, login, id, **card):
    program = office.api(login)
    put = program.put(f"/reviews/{id}/scorecard", card, headers={"If-Match": "*"})
    assert put.status_code == 200, put.json
    sealed = program.post(f"/reviews/{id}/scorecard/seal")
    assert sealed.status_code == 200, sealed.json
    return sealed.json


def decide(office, login, id, **decision):
    answer = office.api(login).post(f"/reviews/{id}/decision", decision)
    office.settle()
    return answer


def test_a_proposal_climbs_to_adoption(office):
    amy, id = climb(office)
    shown = amy.get(f"/proposals/{id}").json
    assert (shown["stage"], shown["tier"], shown["number"]) == ("in_review", "section", shown["number"])
    [case] = todo(office, "chief.civil")
    keys = [row["key"] for row in office.api("chief.civil").get(f"/reviews/{case}").json["checklist"]]
    score(office, "chief.civil", case, checklist=dict.fromkeys(keys, True))
    assert decide(office, "chief.civil", case, outcome="pass").status_code == 200
    assert amy.get(f"/proposals/{id}").json["tier"] == "cross_section"
    for reviewer in ("rev1", "rev2", "rev3"):
        assert todo(office, reviewer) == [case]
        score(office, reviewer, case, scores=MARKS, comment="可行", recommendation="pass")
    assert todo(office, "sec") == [case]
    assert decide(office, "sec", case, outcome="pass", reason="三位皆建議通過").status_code == 200
    for n in range(1, 8):
        score(office, f"panel{n}", case, scores=MARKS, comment="同意", recommendation="adopt")
    done = decide(
        office,
        "head",
        case,
        outcome="adopt",
        reason="採行",
        owner_section="civil",
        due_on="2035-12-31",
        control_level="section",
    )
    assert done.status_code == 200, done.json
    assert amy.get(f"/proposals/{id}").json["stage"] == "decided"
    assert amy.get(f"/proposals/{id}").json["outcome"] == "adopt"
    events = [step["event"] for step in amy.get(f"/proposals/{id}/timeline").json["items"]]
    assert events == [
        "proposal.submitted",
        "case.tier_entered",
        "case.tier_passed",
        "case.tier_entered",
        "case.tier_passed",
        "case.tier_entered",
        "case.decided",
    ]
