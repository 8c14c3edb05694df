"""關係: who is who to the product and to a thing, by name; the policy rows are sentences of these."""

from innovation_hub.kernel.office.people import Role
from innovation_hub.kernel.policy.rules import holds, of_thing, signed_in

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
stood_aside = of_thing("is_stood_aside_by")
mine = of_thing("belongs_to")
attending = of_thing("is_attended_by")
