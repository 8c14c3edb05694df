"""A module that stands in one folder and touches nothing else: questions that somebody must answer."""

from datetime import date

from flask import Blueprint, redirect, render_template, request
from sqlalchemy import Column, Date, Integer, MetaData, String, Table, func, insert, select

from innovation_hub.kernel.events import journal
from innovation_hub.kernel.events.base import Event
from innovation_hub.kernel.module.invariant import Invariant
from innovation_hub.kernel.module.module import Module
from innovation_hub.kernel.module.rows import Dated, Day, Duty, Figure, MenuItem, NoticeRow, Waiting
from innovation_hub.kernel.policy.parameters import Parameter
from innovation_hub.kernel.policy.relations import secretariat
from innovation_hub.kernel.policy.rules import signed_in
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.web.guards import myself, requires

questions = Table(
    "example_questions",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("title", String),
    Column("asked_of", Integer),
    Column("due_on", Date),
)
DUE = date(2099, 12, 31)
pages = Blueprint("example", __name__, url_prefix="/example", template_folder="templates")


class QuestionAsked(Event, name="example.asked", about="example"):
    """提問"""

    example_id: int
    number: str
    title: str
    person_ids: list[int]


@pages.get("")
@requires("example.list")
def index():
    """All questions, and the button that asks one of oneself."""
    return render_template("example/index.html", titles=db.session.scalars(select(questions.c.title)).all())


@pages.post("")
@requires("example.ask")
def ask():
    """Asks a question of oneself."""
    title, me = request.form["title"], myself()
    row = insert(questions).values(title=title, asked_of=me.id, due_on=DUE)
    id = db.session.execute(row).inserted_primary_key[0]
    journal.record(QuestionAsked(example_id=id, number="", title=title, person_ids=[me.id]))
    return redirect("/example")


def asked(event):
    """Whom it was asked of."""
    return event.person_ids


def mine(person):
    """What waits for the person."""
    for row in db.session.execute(select(questions).where(questions.c.asked_of == person.id)):
        yield Waiting(f"example:{row.id}", "answer", "回答", "/example", row.due_on, row.title)


def days(person, first, last):
    """The days on which she must have answered."""
    found = select(questions).where(questions.c.asked_of == person.id, questions.c.due_on.between(first, last))
    return [Day(row.due_on, row.title, "/example") for row in db.session.execute(found)]


def count(section, on):
    """How many questions there are."""
    return db.session.scalar(select(func.count()).select_from(questions))


NAMELESS = select(questions.c.id.label("question")).where(questions.c.title == "")
MODULE = Module(
    name="example",
    label="提問",
    pages=(pages,),
    menu=(MenuItem("提問", "example.index"),),
    policy={"example.list": signed_in, "example.ask": secretariat},
    notices=(NoticeRow("example_asked", QuestionAsked, asked, "/example", "請您回答「%(title)s」。"),),
    figures=(Figure("example_questions", "提問數", "所有提問的件數。", count, (QuestionAsked,)),),
    parameters=(Parameter("example.most", "提問上限", "每人最多幾題。", 3, 1, 9, whole=True),),
    duties=(Duty("example.answer", "待回答", mine),),
    dated=(Dated("example.due", "回答期限", days),),
    invariants=(Invariant("example.named", "提問都有題目", NAMELESS),),
)
