"""An office is set up at the command line."""

import pytest

from innovation_hub.accounts.models import sign_in
from innovation_hub.kernel.office.people import Employee, Section, section_named
from innovation_hub.kernel.storage.session import db
from tests.proposals.steps import there

GOOD = "three cats in the corridor"


def run(app, *words, typed=(GOOD, GOOD)):
    return app.test_cli_runner().invoke(args=["accounts", *words], input="".join(f"{line}\n" for line in typed))


def test_a_section_and_a_person_with_duties_are_added(office, app):
    assert run(app, "section", "parks", "公園課", "Parks Section").exit_code == 0
    roles = ("--role", "reviewer", "--role", "task_force")
    assert run(app, "add", "Lin.Q", "林青", "parks", *roles).exit_code == 0
    person, _token = sign_in("lin.q", GOOD)
    assert (person.name, person.section_id, person.roles) == (
        "林青",
        section_named("parks").id,
        ["reviewer", "task_force"],
    )


def test_a_password_is_set_at_the_command_line(office, app):
    assert run(app, "password", "amy").exit_code == 0
    assert sign_in("amy", GOOD)[0].login == "amy"


def test_a_mistake_is_said_and_adds_nobody(office, app):
    said = [
        run(app, "add", "x", "某人", "nowhere"),
        run(app, "add", "x", "某人", "civil", typed=("short", "short")),
        run(app, "password", "x"),
    ]
    assert [one.exit_code for one in said] == [1, 1, 1]
    assert "沒有課室 nowhere。" in said[0].output
    assert "12 到 128" in said[1].output
    assert "沒有人使用帳號 x。" in said[2].output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "amy", "某人", "civil"), "帳號 amy 已經有人使用。"),
        (("add", "ＡＭＹ", "某人", "civil"), "帳號 amy 已經有人使用。"),
        (("add", "new person", "某人", "civil"), "帳號與代碼只能用"),
        (("add", "", "某人", "civil"), "帳號與代碼只能用"),
        (("add", "林", "某人", "civil"), "帳號與代碼只能用"),
        (("add", "x2", "\u3000\u2800", "civil"), "名稱不能空白。"),
        (("section", "civil", "別的課", "Other"), "已經有了。"),
        (("section", "other", "", "Other"), "名稱不能空白。"),
        (("move", "amy", "mars"), "沒有課室 mars。"),
        (("take", "amy", "head"), "沒有這個職務。"),
        (("retire", "nobody"), "沒有人使用帳號 nobody。"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_adds_nothing(office, app, words, said):
    before = there(Employee), there(Section)
    done = run(app, *words)
    assert (done.exit_code, said in done.output, "Traceback" in done.output) == (1, True, False), done.output
    assert (there(Employee), there(Section)) == before


def test_a_login_is_kept_as_it_is_asked_for_at_the_entry_point(office, app):
    assert run(app, "add", " New.One ", " 林青 ", "civil", "--role", "reviewer", "--role", "reviewer").exit_code == 0
    for typed in ("new.one", "NEW.ONE", " ｎew.one"):
        person, _token = sign_in(typed, GOOD)
        assert (person.login, person.name, person.roles) == ("new.one", "林青", ["reviewer"])


def test_a_person_moves_takes_duties_and_leaves(office, app):
    token = office.api("amy")
    assert [run(app, *words).exit_code for words in (("move", "AMY", "social"), ("give", "amy", "reviewer"))] == [0, 0]
    db.session.expire_all()
    amy = office.person("amy")
    assert (amy.section.key, amy.roles) == ("social", ["reviewer"])
    assert [run(app, *words).exit_code for words in (("take", "amy", "reviewer"), ("retire", "amy"))] == [0, 0]
    db.session.expire_all()
    assert (office.person("amy").roles, office.person("amy").active, token.get("/proposals").status_code) == (
        [],
        False,
        401,
    )
