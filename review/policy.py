"""預審的權限: who may do what with a case and with the rulebook."""

from innovation_hub.kernel.policy.relations import (
    administrator,
    assigned,
    auditor,
    case_author,
    chief,
    decider,
    head,
    judge,
    reviewer,
    secretariat,
    section_chief,
    stood_aside,
    task_force,
)
from innovation_hub.kernel.policy.rules import signed_in

MAY = {
    "review.desk": signed_in,
    "review.judge": section_chief | reviewer | secretariat | task_force | head | auditor,
    "review.read": ((assigned | chief | decider | secretariat | head) & ~case_author & ~stood_aside) | auditor,
    "review.score": judge & ~case_author,
    "review.recuse": judge,
    "review.decide": decider & ~case_author,
    "rulebook.read": signed_in,
    "rulebook.edit": administrator,
}
