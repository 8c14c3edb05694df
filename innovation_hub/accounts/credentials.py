"""密碼: one employee's password, stored as a hash, and how it is verified.

Verifying takes some 50 ms, in which nobody else's write shall wait for it: `prove` lets the open transaction go first.
"""

import secrets
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import Invalid, NotSignedIn
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.storage.session import Base, db, reading
from innovation_hub.kernel.text.folding import fold_login
from innovation_hub.kernel.text.language import moment

HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
NOBODYS_HASH = HASHER.hash(secrets.token_urlsafe())
TRIES = 5
PAUSE = timedelta(minutes=15)
SHORTEST, LONGEST = 12, 128


class WrongPassword(NotSignedIn):
    """Login and password do not belong together; `detail` says so, or until when the account is locked."""

    code = "wrong-password"
    title = _l("沒有登入")
    detail = _l("帳號或密碼不正確。請檢查大小寫與輸入法後再試一次。")


class Credential(Base):
    """密碼: one employee's password hash, and the wrong tries since the last right one."""

    __tablename__ = "credentials"
    employee_id: Mapped[int] = mapped_column(ForeignKey("employees.id"), primary_key=True)
    password_hash: Mapped[str]
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]

    def refusal(self, right: bool) -> WrongPassword | None:
        """Counts a try and says why it is refused, if it is; the fifth wrong one locks."""
        if not self.locked:
            self.failures = 0 if right else self.failures + 1
        if self.failures == TRIES:
            self.failures, self.locked_until = 0, clock.now() + PAUSE
        if self.locked:
            until = moment(self.locked_until)
            return WrongPassword(_("密碼連續錯了 5 次，這個帳號暫停登入到 %(until)s。", until=until))
        return None if right else WrongPassword()

    @property
    def locked(self) -> bool:
        """Whether even the right password is refused now."""
        return self.locked_until is not None and self.locked_until > clock.now()


def prove(login: str, password: str) -> Employee:
    """The active employee with login and password; else WrongPassword, after the same time for unknown logins."""
    db.session.rollback()
    with reading():
        query = select(Credential.employee_id, Credential.password_hash).join(Employee)
        found = db.session.execute(query.where(Employee.login == fold_login(login), Employee.active)).one_or_none()
        right = _matches(found.password_hash if found else NOBODYS_HASH, password)
    db.session.rollback()
    if found is None:
        raise WrongPassword
    credential = db.session.get_one(Credential, found.employee_id, with_for_update=True)
    if refusal := credential.refusal(right):
        db.session.commit()  # the count outlives the refusal, whose request is rolled back
        raise refusal
    return db.session.get_one(Employee, found.employee_id)


def hashed(password: str) -> str:
    """The hash of a new password; Invalid when it is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Invalid(new=_("密碼請設 %(shortest)s 到 %(longest)s 個字元。", shortest=SHORTEST, longest=LONGEST))
    return HASHER.hash(password)


def keep_hash(person: Employee, stored: str) -> None:
    """Stores a hash as the person's password, and forgets wrong tries."""
    db.session.merge(Credential(employee_id=person.id, password_hash=stored, failures=0, locked_until=None))


def _matches(stored: str, password: str) -> bool:
    try:
        return HASHER.verify(stored, password)
    except VerificationError:
        return False
