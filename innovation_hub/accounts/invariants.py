"""帳號的不變條件: logins one can type, passwords and tokens only as hashes, tries that are counted."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, or_, select, union_all

from innovation_hub.accounts.credentials import TRIES, Credential
from innovation_hub.accounts.models import SignIn, Token
from innovation_hub.kernel.module.invariant import Invariant
from innovation_hub.kernel.office.people import Employee

HASH = 64
KEYS = (SignIn.id.label("sign_in"), SignIn.employee_id.label("person"))

LOGINS = select(Employee.id.label("person"), Employee.login).where(
    or_(Employee.login != func.lower(func.trim(Employee.login)), Employee.login == "")
)
HASHES = select(Credential.employee_id.label("person")).where(~Credential.password_hash.startswith("$argon2id$"))
COUNTS = select(Credential.employee_id.label("person"), Credential.failures).where(
    or_(Credential.failures < 0, Credential.failures >= TRIES)
)
SECRETS = union_all(
    select(SignIn.id.label("sign_in"), SignIn.employee_id.label("person")).where(
        func.length(SignIn.token_hash) != HASH
    ),
    select(Token.id, Token.employee_id).where(func.length(Token.token_hash) != HASH),
)
LIVES = union_all(
    select(*KEYS).where(SignIn.until < SignIn.since),
    select(Token.id, Token.employee_id).where(Token.expires_at < Token.created_at),
)

INVARIANTS = (
    Invariant("accounts.logins", _l("每個帳號都是小寫、前後沒有空白，登入時打得出來"), LOGINS),
    Invariant("accounts.passwords", _l("密碼只存 argon2id 雜湊"), HASHES),
    Invariant("accounts.tries", _l("密碼錯誤次數在 0 到上限之間"), COUNTS),
    Invariant("accounts.secrets", _l("登入與存取權杖只存 SHA-256 雜湊"), SECRETS),
    Invariant("accounts.lives", _l("登入與存取權杖的結束不早於開始"), LIVES),
)
