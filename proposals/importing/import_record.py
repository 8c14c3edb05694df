"""匯入的一列: what a row may say, and the record it becomes.

Only a title is required, and where there is none the beginning of the text stands in. No text but the title is ever too
long: history is not cut. The limits of the fields bind what is written here.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from flask_babel import gettext as _
from sqlalchemy import select

from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.office.decisions import OUTCOMES
from innovation_hub.kernel.office.people import Employee, sections
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.text.cleaning import many_lines, one_line
from proposals.fields import CATEGORIES
from proposals.importing.file_rows import Row
from proposals.importing.history import Record

TEXTS = ("problem", "measures", "benefit")
KEYS = ("id", "title", *TEXTS, "category", "section", "proposer", "outcome", "date", "src")
LIMITS = {"id": 200, "title": 300}
BEGINNING = 60


@dataclass(frozen=True)
class Rest:
    """What is so where a row does not say: its year (民國), proposer, and section (the proposer's own when None)."""

    year: int
    proposer: Employee
    section_id: int | None = None

    @property
    def day(self) -> date:
        """The last day of the year, or today while it lasts."""
        return min(date(self.year + 1911, 12, 31), clock.today())


class Reader:
    """Reads rows as records. People, sections, categories and outcomes are known by key and by name."""

    def __init__(self, rest: Rest) -> None:
        self.rest = rest
        self.people = {person.login: person for person in db.session.scalars(select(Employee)).unique()}
        self.sections = {word: section.id for section in sections() for word in (section.key, section.name)}
        self.categories = {word: key for key, name in CATEGORIES.items() for word in (key, str(name))}
        self.outcomes = {word: key for key, name in OUTCOMES.items() for word in (key, str(name))}
        self.choices: dict[str, Container[str]] = {"proposer": self.people, "section": self.sections}
        self.choices |= {"category": self.categories, "outcome": self.outcomes}

    def record(self, row: Row | None) -> Record:
        """The row as a record; Invalid names each field that cannot be kept."""
        if row is None:
            raise Invalid(_("這一列不是 JSON 物件。"))
        said = {key: value for key, value in row.items() if value not in (None, "")}
        faults: dict[str, object] = {key: fault for key, value in said.items() if (fault := self._fault(key, value))}
        if not any(said.get(key) for key in ("title", *TEXTS)):
            faults["title"] = _("沒有提案名稱，也沒有內容可以代替。")
        if faults:
            raise Invalid(**faults)
        return self._record({key: str(value) for key, value in said.items()})

    def _fault(self, key: str, value: object) -> str | None:
        if key not in KEYS:
            return _("沒有這個欄位。")
        if not isinstance(value, str) and not (key == "id" and type(value) is int):
            return _("須為文字。")
        return self._text_fault(key, str(value))

    def _text_fault(self, key: str, text: str) -> str | None:
        if text.encode(errors="replace").decode() != text:
            return _("文字不是有效的 UTF-8。")
        if not one_line(text):
            return _("內容是空白。")
        if len(one_line(text)) > LIMITS.get(key, len(text)):
            return _("最多 %(limit)s 字，目前 %(length)s 字。", limit=LIMITS[key], length=len(one_line(text)))
        if key in self.choices and one_line(text) not in self.choices[key]:
            return _("清單中沒有「%(value)s」。", value=one_line(text)[:40])
        return _day_fault(text) if key == "date" else None

    def _record(self, said: dict[str, str]) -> Record:
        lines = {key: one_line(said.get(key)) for key in KEYS if key not in TEXTS}
        texts = {key: many_lines(said.get(key)) for key in TEXTS}
        title = lines["title"] or _beginning(*texts.values())
        proposer = self.people[lines["proposer"]] if lines["proposer"] else self.rest.proposer
        return Record(
            source=f"import:{lines['id'] or _hash(lines['title'], *texts.values())}",
            day=date.fromisoformat(lines["date"]) if lines["date"] else self.rest.day,
            title=title,
            references=lines["src"],
            category=self.categories.get(lines["category"], "other"),
            section_id=self.sections.get(lines["section"]) or self.rest.section_id or proposer.section_id,
            proposer_id=proposer.id,
            outcome=self.outcomes.get(lines["outcome"], "keep_for_reference"),
            **texts,
        )


def _day_fault(text: str) -> str | None:
    try:
        day = date.fromisoformat(one_line(text))
    except ValueError:
        return _("日期請寫成西元年-月-日，例如 2025-12-31。")
    return None if date(1912, 1, 1) <= day <= clock.today() else _("日期須在民國元年以後，且不晚於今天。")


def _beginning(*texts: str) -> str:
    text = one_line(next(text for text in texts if text))
    return text if len(text) <= BEGINNING else f"{text[:BEGINNING]}…"


def _hash(*texts: str) -> str:
    return sha256("\n".join(texts).encode()).hexdigest()
