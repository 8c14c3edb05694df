"""匯入的選項: people, sections, categories, outcomes and stages by key and by name, in any language of the product."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from flask_babel import gettext as _
from sqlalchemy import select

from innovation_hub.kernel.office.decisions import OUTCOMES
from innovation_hub.kernel.office.people import Employee, sections
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.tables.heads import fold, in_all_languages
from innovation_hub.kernel.tables.table import Fault
from proposals.fields import CATEGORIES
from proposals.lifecycle import STAGES


class Choices:
    """What the cells of a row may name."""

    def __init__(self) -> None:
        self.sections = {fold(word): one.id for one in sections() for word in (one.key, one.name, one.name_en)}
        self.words = {
            "category": _by_word(CATEGORIES),
            "outcome": _by_word(OUTCOMES),
            "stage": _by_word(STAGES),
        }
        self.people: dict[str, list[Employee]] = defaultdict(list)
        for person in db.session.scalars(select(Employee)).unique():
            for word in {fold(person.login), fold(person.name)}:
                self.people[word].append(person)

    def fault(self, key: str, text: str) -> Fault | None:
        """What is wrong with a cell that names one of a list."""
        known: Iterable[str] | None = self._known(key)
        if known is not None and fold(text) not in known:
            return Fault(key, "unknown_choice", _("清單中沒有「%(value)s」。", value=text[:40]))
        if key == "proposer" and len(self.people[fold(text)]) > 1:
            logins = "、".join(sorted(person.login for person in self.people[fold(text)]))
            return Fault(key, "several_people", _("有幾位同仁叫這個名字，請改填帳號：%(logins)s。", logins=logins))
        return None

    def key(self, field: str, text: str) -> str | None:
        """The key of a category, outcome or stage."""
        return self.words[field].get(fold(text))

    def person(self, text: str) -> Employee:
        """The one person with this login or name."""
        return self.people[fold(text)][0]

    def _known(self, key: str) -> Iterable[str] | None:
        if key == "section":
            return self.sections
        return self.people if key == "proposer" else self.words.get(key)


def _by_word(labels: Mapping[str, object]) -> dict[str, str]:
    return {fold(word): key for key, label in labels.items() for word in {key, *in_all_languages(label)}}
