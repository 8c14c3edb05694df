"""人員與回覆的不變條件: roles that exist, and answers that were given."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, select

from innovation_hub.kernel.module.invariant import Invariant
from innovation_hub.kernel.office.people import Duty, Employee, Role
from innovation_hub.kernel.search.invariants import unlike
from innovation_hub.kernel.web.idempotency import Answer

ROLES = select(Duty.employee_id, Duty.role).where(Duty.role.not_in([role.value for role in Role]))
UNANSWERED = select(Answer.person_id, Answer.key, Answer.status).where(or_(Answer.status < 200, Answer.status >= 400))
STRANGERS = (
    select(Answer.person_id, Answer.key)
    .outerjoin(Employee, Employee.id == Answer.person_id)
    .where(Answer.person_id != 0, Employee.id.is_(None))
)

INVARIANTS = (
    Invariant("people.roles", _l("每個職務的角色都是系統認得的"), ROLES),
    Invariant("people.searched", _l("搜尋用的文字就是每位同仁的姓名與帳號"), unlike(Employee)),
    Invariant("answers.given", _l("每個用過的重複送出識別碼都有當時成功的回覆"), UNANSWERED),
    Invariant("answers.person", _l("每個重複送出識別碼都屬於一位同仁，或屬於未登入者"), STRANGERS),
)
