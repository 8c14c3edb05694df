"""An office is set up at the command line."""

from innovation_hub.accounts.models import sign_in
from innovation_hub.kernel.office.people import section_named

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
    assert "no section has the key nowhere" in said[0].output
    assert "12 到 128" in said[1].output
    assert "nobody has the login x" in said[2].output
