"""看板的權限: who reads the dashboard, and which proposals stand behind its figures."""

from innovation_hub.kernel.policy.relations import (
    auditor,
    author,
    colleague,
    head,
    public,
    reader,
    secretariat,
    task_force,
)
from innovation_hub.kernel.policy.rules import signed_in

MAY = {
    "dashboard.read": signed_in,
    "track.read": author | public | reader,
    "track.follow": author | public | colleague | secretariat | head | task_force | auditor,
}
