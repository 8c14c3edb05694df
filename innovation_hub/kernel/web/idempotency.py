"""只做一次: a request with an idempotency key has its effect once; the second time its first answer is given again."""

from datetime import datetime, timedelta
from hashlib import sha256

from flask import Response, request
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import Invalid, KeyReused
from innovation_hub.kernel.storage.session import SAFE_METHODS, Base, db, is_sqlite
from innovation_hub.kernel.web.guards import marked, me

LONGEST = 200
KEPT = timedelta(hours=24)
TOO_LONG = _l("重複送出識別碼（Idempotency-Key）最長 200 字元。")


class Answer(Base):
    """已回覆: the answer once given to a person's key, kept in the transaction of its effect."""

    __tablename__ = "answers"
    person_id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    asked: Mapped[str]
    status: Mapped[int] = mapped_column(default=0)
    location: Mapped[str] = mapped_column(default="")
    etag: Mapped[str] = mapped_column(default="")
    content_type: Mapped[str] = mapped_column(default="")
    body: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]


def key() -> str | None:
    """The key of this request, from the header or the form's hidden field; None where nothing can be done twice."""
    if request.routing_exception is not None or request.method in SAFE_METHODS or marked("repeatable"):
        return None
    return request.headers.get("Idempotency-Key") or request.form.get("once", "")[:LONGEST] or None


def claim(used: str) -> Response | None:
    """Claims the key for this request; the answer given before when it was claimed already.

    A form that was used and then changed is a new request: only a program is told that its key is taken.
    """
    if len(used) > LONGEST:
        raise Invalid(TOO_LONG)
    person = me()
    asked, now = _asked(), clock.now()
    row = {"person_id": person.id if person else 0, "key": used, "asked": asked, "at": now}
    insert = (sqlite if is_sqlite() else postgresql).insert(Answer).values(status=0, location="", etag="", **row)
    insert = insert.values(content_type="", body="").on_conflict_do_nothing().returning(Answer.key)
    if db.session.execute(insert).first():
        return None
    kept = db.session.get_one(Answer, (row["person_id"], used))
    if kept.at < now - KEPT:
        kept.asked, kept.at, kept.status = asked, now, 0
        return None
    return _again(kept)


def forget_old() -> None:
    """Deletes the answers that nobody can ask for again; the caller commits."""
    db.session.execute(delete(Answer).where(Answer.at < clock.now() - KEPT))


def keep(used: str, response: Response) -> None:
    """Keeps the answer with the key."""
    person = me()
    answer = db.session.get(Answer, (person.id if person else 0, used))
    if answer is None or answer.asked != _asked():
        return
    answer.status, answer.location = response.status_code, response.headers.get("Location", "")
    answer.etag, answer.content_type = response.headers.get("ETag", ""), response.content_type or ""
    answer.body = response.get_data(as_text=True)


def _asked() -> str:
    form = sorted((name, value) for name, value in request.form.items(multi=True) if name != "csrf_token")
    return sha256(f"{request.method} {request.path} {form}".encode() + request.get_data()).hexdigest()


def _again(answer: Answer) -> Response | None:
    if answer.asked != _asked():
        if "Idempotency-Key" not in request.headers:
            return None
        raise KeyReused
    response = Response(answer.body, answer.status, content_type=answer.content_type)
    for header, value in (("Location", answer.location), ("ETag", answer.etag)):
        if value:
            response.headers[header] = value
    response.headers["Idempotent-Replayed"] = "true"
    return response
