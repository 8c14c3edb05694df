"""階段: where a followed proposal can stand, and how the readers call it."""

from flask_babel import lazy_gettext as _l

IN_REVIEW, RETURNED, DECIDED = "in_review", "returned", "decided"
WITHDRAWN, NOT_ACCEPTED, IMPORTED, MERGED = "withdrawn", "not_accepted", "imported", "merged"

STAGES = {
    IN_REVIEW: _l("審查中"),
    RETURNED: _l("退回補正"),
    DECIDED: _l("已決定"),
    WITHDRAWN: _l("撤回"),
    NOT_ACCEPTED: _l("不受理"),
    MERGED: _l("併案"),
    IMPORTED: _l("歷年匯入"),
}
LEVELS = {"section": 1, "cross_section": 2, "task_force": 3}
