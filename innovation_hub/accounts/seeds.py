"""示範世界: the office's sections, people and service items."""

import json
from pathlib import Path

from innovation_hub.accounts.credentials import HASHER, keep_hash
from innovation_hub.kernel import demo
from innovation_hub.kernel.config import ROOT
from innovation_hub.kernel.office.people import Duty, Employee, Section, sections
from innovation_hub.kernel.office.service_items import ServiceItem
from innovation_hub.kernel.storage.session import db

PEOPLE = Path(__file__).parent / "demo" / "people.json"
CATALOGUE = ROOT / "innovation_hub/kernel/demo/catalogue.json"


def found_office(ago: int) -> None:
    """Founds the office when there is nobody yet, however many days `ago` it is."""
    if demo.peopled():
        return
    office = json.loads(PEOPLE.read_text(encoding="utf-8"))
    db.session.add_all(Section(**row) for row in office["sections"])
    ids = {section.key: section.id for section in sections()}
    for row in json.loads(CATALOGUE.read_text(encoding="utf-8")):
        section = ids[row.pop("section")]
        db.session.add(ServiceItem(**row, section_id=section))
    stored = HASHER.hash(demo.PASSWORD)
    for row in office["people"]:
        _hire(row, ids[row["section"]], stored)


def _hire(row: dict[str, str], section_id: int, stored: str) -> None:
    acting = bool(row.get("acting"))
    duties = [Duty(role=role, acting=acting) for role in row["roles"]]
    person = Employee(login=row["login"], name=row["name"], title=row["title"], section_id=section_id, duties=duties)
    db.session.add(person)
    db.session.flush()
    keep_hash(person, stored)
