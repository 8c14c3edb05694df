"""權限表: who may do what, one row an action. A URL without a row here stops the start-up."""

from typing import Any

from innovation_hub.kernel.errors import NotAllowed
from innovation_hub.kernel.office.people import Role
from innovation_hub.kernel.policy.rules import Person, anyone, holds, of_thing, signed_in

secretariat = holds(Role.SECRETARIAT)
task_force = holds(Role.TASK_FORCE)
head = holds(Role.HEAD)
administrator = holds(Role.ADMINISTRATOR)
auditor = holds(Role.AUDITOR)
section_chief = holds(Role.SECTION_CHIEF)
reviewer = holds(Role.REVIEWER)
staff = signed_in & ~auditor

author = of_thing("written_by")
invited = of_thing("names")
lead = of_thing("is_led_by")
drafted = of_thing("is_draft")
public = of_thing("is_public")
asked = of_thing("is_asked_of")
joined = of_thing("is_joined_by")
party = of_thing("concerns")
asker = of_thing("was_proposed_by")
colleague = of_thing("is_of_colleague")
before_panel = of_thing("is_before_panel")
reader = colleague | secretariat | head | (task_force & before_panel) | auditor

assigned = of_thing("is_assigned_to")
judge = of_thing("is_judged_by")
chief = of_thing("is_of_chief")
decider = of_thing("is_decided_by")
case_author = of_thing("is_authored_by")
aside = of_thing("is_stood_aside_by")
mine = of_thing("belongs_to")
attending = of_thing("is_attended_by")

MAY = {
    "hub.health": anyone,
    "hub.metrics": anyone,
    "hub.static": anyone,
    "hub.openapi": anyone,
    "hub.home": signed_in,
    "hub.search": signed_in,
    "hub.failures": administrator | auditor,
    "hub.retry": administrator,
    "hub.skip": administrator,
    "hub.journal": auditor,
    "parameter.list": administrator | secretariat | auditor,
    "parameter.change": administrator,
    "accounts.sign_in": anyone,
    "accounts.preferences": anyone,
    "accounts.sign_out": signed_in,
    "accounts.me": signed_in,
    "accounts.tokens": staff | auditor,
    "token.revoke": mine,
    "sign_in.end": mine,
    "accounts.people": administrator | auditor,
    "proposal.list": signed_in,
    "proposal.write": staff,
    "proposal.read": author | invited | public | joined | (~drafted & reader),
    "proposal.follow": staff,
    "proposal.compare": author | public | joined | (~drafted & (reader | asked)),
    "proposal.judge": (asked | secretariat) & ~author & ~drafted,
    "proposal.merge": (secretariat | (asked & reviewer)) & ~author & ~drafted,
    "proposal.split": secretariat & ~author & ~drafted,
    "proposal.edit": author & ~auditor,
    "proposal.submit": author & ~auditor,
    "proposal.withdraw": lead & ~auditor,
    "proposal.discard": lead & ~auditor,
    "proposal.share": lead & ~auditor,
    "proposal.answer": invited,
    "proposal.leave": (author | invited) & ~lead,
    "proposal.add_proposer": secretariat & ~author & ~drafted,
    "merge.read": party | asker | secretariat | head | auditor,
    "merge.answer": party & ~auditor,
    "merge.settle": (secretariat | head) & ~party,
    "merge.undo": (secretariat | head) & ~party,
    "proposal.import": administrator,
    "cluster.list": secretariat | auditor,
    "coordination.list": signed_in,
    "coordination.read": attending | secretariat | head | auditor,
    "coordination.open": secretariat,
    "coordination.write": secretariat,
    "similar.accuracy": administrator | secretariat | auditor,
    "review.desk": signed_in,
    "review.judge": section_chief | reviewer | secretariat | task_force | head | auditor,
    "review.read": ((assigned | chief | decider | secretariat | head) & ~case_author & ~aside) | auditor,
    "review.score": judge & ~case_author,
    "review.recuse": judge,
    "review.decide": decider & ~case_author,
    "rulebook.read": signed_in,
    "rulebook.edit": administrator,
    "dashboard.read": signed_in,
    "track.read": author | public | reader,
    "track.follow": author | public | colleague | secretariat | head | task_force | auditor,
    "notice.list": signed_in,
    "notice.read": mine,
}


def may(person: Person, action: str, thing: Any = None) -> bool:
    """Whether the policy admits the person to the action on the thing."""
    return action in MAY and MAY[action].admits(person, thing) is True


def possible(person: Person, action: str) -> bool:
    """Whether there could be a thing on which the person may: what an entry point asks before it opens."""
    return MAY[action].admits(person, None) is not False


def require(person: Person, action: str, thing: Any = None) -> None:
    """NotAllowed unless the policy admits."""
    if not may(person, action, thing):
        raise NotAllowed
