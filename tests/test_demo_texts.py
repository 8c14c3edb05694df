"""示範世界的文字: what the demo office says about itself is complete, consistent and never said twice."""

import json
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]


def read(path):
    return json.loads((ROOT / path).read_text(encoding="utf-8"))


OFFICE = read("innovation_hub/accounts/demo/people.json")
SECTIONS = {section["key"] for section in OFFICE["sections"]}
PEOPLE = {person["login"]: person for person in OFFICE["people"]}
ITEMS = read("innovation_hub/kernel/demo/catalogue.json")
PROPOSALS = {one["key"]: one for one in read("proposals/demo/proposals.json")}
SIMILAR = read("proposals/demo/similar.json")
FATES = {
    key: {tier: round for tier, round in fate.items() if "outcome" in round}
    for key, fate in read("review/demo/fates.json").items()
}
ROUNDS = [(key, tier, round) for key, fate in FATES.items() for tier, round in fate.items()]
SHEETS = [(tier, card) for _, tier, round in ROUNDS for card in round.get("cards", [])]
DECIDED = {key: fate["task_force"] for key, fate in FATES.items() if "task_force" in fate}

ROLES = {"section_chief", "secretariat", "reviewer", "task_force", "head", "administrator", "auditor"}
MAXIMA = {"innovation": 25, "feasibility": 25, "benefit": 30, "diffusion": 10, "completeness": 10}
RULES = {"defect_without_method", "already_planned", "repeats_refused", "personnel_matter", "asks_interpretation"}
ADOPTED = {"adopt", "adopt_with_changes", "trial"}
DECISIONS = ADOPTED | {"keep_for_reference", "not_adopt", "refuse"}
FIRST, SECOND = {"pass", "return", "refuse"}, {"pass", "return"}
OUTCOMES = {"section": FIRST, "section_again": FIRST, "cross_section": SECOND, "task_force": DECISIONS}
JUDGES = {"cross_section": ("reviewer", range(2, 4)), "task_force": ("task_force", range(5, 8))}
DETAILS = ("service_item", "cost", "schedule", "cooperating_sections", "legal_impact", "risks", "references")
LENGTHS = {"problem": range(80, 261), "measures": range(100, 321), "benefit": range(60, 181)}


def authors(proposal):
    return [proposal["proposer"], *(login for login, _ in proposal["co"])]


def judged(proposal):
    return proposal | {key: text for key, text in (proposal["resubmit"] or {}).items() if key in LENGTHS}


def texts():
    for one in PROPOSALS.values():
        again = one["resubmit"] or {}
        yield from (one["title"], *(said[key] for said in (one, again) for key in LENGTHS if key in said))
    yield from (words for _, _, round in ROUNDS for words in (round.get("comment"), round["reason"]))
    yield from (card["comment"] for _, card in SHEETS)


def test_every_person_and_every_role_has_its_place():
    assert len(PEOPLE) == len(OFFICE["people"]) == len({person["name"] for person in OFFICE["people"]})
    assert {person["section"] for person in OFFICE["people"]} == SECTIONS
    assert {role for person in OFFICE["people"] for role in person["roles"]} == ROLES
    chiefs = [(p["section"], p.get("acting", False)) for p in PEOPLE.values() if "section_chief" in p["roles"]]
    assert Counter(chiefs) == Counter([(section, False) for section in SECTIONS] + [("civil", True)])


def test_thirty_service_items_belong_to_sections_and_count_their_steps():
    assert (len(ITEMS), len({item["key"] for item in ITEMS}), len({item["name"] for item in ITEMS})) == (30, 30, 30)
    assert {item["section"] for item in ITEMS} <= SECTIONS
    assert min(item[key] for item in ITEMS for key in ("steps", "stamps", "documents", "days", "visits")) == 1


def test_proposals_refer_to_people_items_and_sections_that_exist():
    assert {login for one in PROPOSALS.values() for login in authors(one)} <= PEOPLE.keys()
    assert {one["service_item"] for one in PROPOSALS.values()} <= {None, *(item["key"] for item in ITEMS)}
    assert {section for one in PROPOSALS.values() for section in one["cooperating_sections"]} <= SECTIONS


def test_shares_sum_to_a_hundred_with_something_left_for_the_proposer():
    for one in PROPOSALS.values():
        shares = [share for _, share in one["co"]]
        assert len(set(authors(one))) == len(authors(one))
        assert min([1, *shares]) > 0
        assert 100 - sum(shares) >= max([1, *shares])


def test_a_proposal_is_neither_a_slogan_nor_a_treatise():
    full = [judged(one) for one in PROPOSALS.values() if any(one[key] for key in DETAILS)]
    assert [(one["key"], key) for one in full for key in LENGTHS if len(one[key]) not in LENGTHS[key]] == []
    assert 3 <= sum(not any(one[key] for key in DETAILS) for one in PROPOSALS.values()) <= 12


def test_near_duplicates_are_by_different_people():
    groups = [one["keys"] for one in SIMILAR if one["kind"] == "duplicate"]
    assert len(groups) == 6
    assert [keys for keys in groups if len({PROPOSALS[key]["proposer"] for key in keys}) < len(keys)] == []


def test_a_case_climbs_only_by_passing_and_only_drafts_have_no_fate():
    assert (len(PROPOSALS), len(PROPOSALS.keys() - FATES.keys()), FATES.keys() - PROPOSALS.keys()) == (72, 4, set())
    for key, fate in FATES.items():
        again = [] if PROPOSALS[key]["resubmit"] is None else ["section_again"]
        assert list(fate) == ["section", *again, "cross_section", "task_force"][: len(fate)]
        before_the_last = [round["outcome"] for round in fate.values()][:-1]
        assert before_the_last == ["return" if again else "pass", "pass", "pass"][: len(before_the_last)]


def test_every_outcome_belongs_to_its_tier_and_gives_its_reason():
    for _, tier, round in ROUNDS:
        assert round["outcome"] in OUTCOMES[tier]
        assert bool(round["reason"]) == (round["outcome"] != "pass")
        assert round.get("rule") in (RULES if round["outcome"] == "refuse" else {None})


def test_what_is_adopted_has_an_owner_a_date_and_a_control_level():
    levels = {"head", "task_force", "section"}
    for round in DECIDED.values():
        follow_up = (round["owner_section"] in SECTIONS, bool(round["due_in_days"]), round["control_level"] in levels)
        assert set(follow_up) == {round["outcome"] in ADOPTED}


def test_scores_stay_within_the_rubric_and_comments_say_something():
    for tier, card in SHEETS:
        assert card["scores"].keys() == MAXIMA.keys()
        assert [name for name, score in card["scores"].items() if not 0 <= score <= MAXIMA[name]] == []
        assert card["recommendation"] in OUTCOMES[tier]
        assert len(card["comment"]) in range(30, 121)


def test_no_more_cards_are_written_than_people_may_judge():
    for key, tier, round in [row for row in ROUNDS if row[1] in JUDGES]:
        role, count = JUDGES[tier]
        aside = {PEOPLE[login]["section"] for login in authors(PROPOSALS[key])}
        judges = [p for p in PEOPLE.values() if role in p["roles"] and p["section"] not in aside]
        assert (key, len(round["cards"]) in count, len(round["cards"]) <= len(judges)) == (key, True, True)


def test_the_panel_decides_as_most_of_it_recommends():
    for key, round in DECIDED.items():
        recommended = Counter(card["recommendation"] for card in round["cards"])
        assert (key, recommended.most_common(1)[0][0]) == (key, round["outcome"])


def test_everything_that_happened_fits_into_the_days_since():
    for key, fate in FATES.items():
        one, working_days = PROPOSALS[key], sum(round["after"] for round in fate.values())
        assert working_days * 7 / 5 + (one["resubmit"] or {"after_days": 0})["after_days"] <= one["days_ago"]


def test_nothing_is_said_twice():
    assert [words for words, times in Counter(texts()).items() if words and times > 1] == []


def test_what_was_found_of_similar_ones_names_two_that_were_submitted_by_then():
    found = [(one["found"].get("keys", one["keys"]), one["found"]) for one in SIMILAR if "found" in one]
    assert {one["verdict"] for _, one in found} == {"merge", "link"}
    for keys, one in found:
        assert all(PROPOSALS[key]["days_ago"] > one["days_ago"] > 0 for key in keys)
        assert one["days_ago"] > one.get("agreed_days_ago", 0) >= 0
        assert set(one.get("meeting", {}).get("people", [])) <= PEOPLE.keys()
        assert "sec" not in {author for key in keys for author in authors(PROPOSALS[key])}
