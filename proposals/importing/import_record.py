"""匯入的一列: what a row may say, and the record it becomes.

Only a title is required, and where there is none the beginning of the text stands in. No text but the title is ever too
long: history is not cut. The limits of the fields bind what is written here.
"""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from innovation_hub.kernel import clock
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.tables.dates import FIRST_YEAR, read_day
from innovation_hub.kernel.tables.heads import fold
from innovation_hub.kernel.tables.table import Fault, Row
from innovation_hub.kernel.text.cleaning import many_lines, one_line
from proposals.importing.choices import Choices
from proposals.importing.columns import KEPT, TEXTS
from proposals.importing.history import Record
from proposals.lifecycle import NOT_ACCEPTED

LIMITS = {"id": 200, "title": 300}
NUMBERS = ("id", "year", "date")
BEGINNING = 60
FIRST_DAY = date(1912, 1, 1)


@dataclass(frozen=True)
class Rest:
    """What is so where a row does not say: its year (民國), proposer, and section (the proposer's own when None)."""

    year: int
    proposer: Employee
    section_id: int | None = None


@dataclass(frozen=True)
class Candidate:
    """A row that can be read: the record it would be, its id in the file, its stage, and which fields it names."""

    record: Record
    id: str
    stage: str | None
    said: frozenset[str]


class Refused(Exception):
    """A row that cannot be kept, with every fault."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(faults)
        self.faults = faults


class Reader:
    """Reads rows as records. People, sections, categories and outcomes are known by key and by name."""

    def __init__(self, rest: Rest) -> None:
        self.rest, self.choices = rest, Choices()

    def candidate(self, row: Row) -> Candidate:
        """The row as a record; Refused names each field that cannot be kept."""
        said = {key: value for key, value in row.cells.items() if key in KEPT and value not in (None, "")}
        faults = list(row.faults)
        faults += [found for key, value in said.items() if (found := self._fault(key, value))]
        if not faults and not any(said.get(key) for key in ("title", *TEXTS)):
            faults.append(Fault("title", "no_title", _("沒有提案名稱，也沒有內容可以代替。")))
        if faults:
            raise Refused(*faults)
        return self._candidate({key: str(value) for key, value in said.items()})

    def _fault(self, key: str, value: object) -> Fault | None:
        if not isinstance(value, str) and not (key in NUMBERS and type(value) is int):
            return Fault(key, "not_text", _("須為文字。"))
        text = one_line(str(value))
        if not text:
            return Fault(key, "blank", _("內容是空白。"))
        if len(text) > LIMITS.get(key, len(text)):
            too_long = _("最多 %(limit)s 字，目前 %(length)s 字。", limit=LIMITS[key], length=len(text))
            return Fault(key, "too_long", too_long)
        return self.choices.fault(key, text)

    def _candidate(self, said: dict[str, str]) -> Candidate:
        lines = {key: one_line(said.get(key)) for key in KEPT if key not in TEXTS}
        texts = {key: many_lines(said.get(key)) for key in TEXTS}
        proposer = self.choices.person(lines["proposer"]) if lines["proposer"] else self.rest.proposer
        found = {key: self.choices.key(key, lines[key]) for key in ("category", "outcome", "stage")}
        record = Record(
            source="",
            day=self._day(lines["date"], lines["year"]),
            title=lines["title"] or _beginning(*texts.values()),
            references=lines["src"],
            category=found["category"] or "other",
            section_id=self.choices.sections.get(fold(lines["section"])) or self.rest.section_id or proposer.section_id,
            proposer_id=proposer.id,
            outcome=found["outcome"] or ("refuse" if found["stage"] == NOT_ACCEPTED else "keep_for_reference"),
            **texts,
        )
        return Candidate(record, lines["id"], found["stage"], frozenset(said))

    def _day(self, day: str, year: str) -> date:
        """The day that is said; else the last one of the year, or today while it lasts."""
        try:
            found = read_day(day, FIRST_DAY, clock.today()) if day else None
        except ValueError as error:
            raise Refused(Fault("date", "date", str(error))) from None
        named = year_of(year) if year else found.year - FIRST_YEAR if found else self.rest.year
        if named is None or named > clock.today().year - FIRST_YEAR:
            raise Refused(Fault("year", "year", _("年度請填民國年，例如 114，不晚於今年。")))
        if found and found.year - FIRST_YEAR != named:
            raise Refused(Fault("year", "year", _("年度和日期不是同一年。")))
        return found or min(date(named + FIRST_YEAR, 12, 31), clock.today())


def year_of(text: str) -> int | None:
    """A year of the Republic, written so or as one of the common era; None for anything else."""
    digits = fold(text).removeprefix("民國").removesuffix("年度").removesuffix("年")
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 4 else 0
    number -= FIRST_YEAR if number > FIRST_YEAR else 0
    return number if 1 <= number < 1000 else None


def _beginning(*texts: str) -> str:
    text = one_line(next(text for text in texts if text))
    return text if len(text) <= BEGINNING else f"{text[:BEGINNING]}…"
