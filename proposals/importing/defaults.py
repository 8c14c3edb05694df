"""沒寫的從這裡來: what is so of rows that do not say: their year, section and proposer, as somebody asks for them."""

from flask_babel import gettext as _

from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.office.people import Employee, Role, holders, sections
from innovation_hub.kernel.tables.dates import FIRST_YEAR
from innovation_hub.kernel.tables.heads import fold
from proposals.importing.choices import Choices
from proposals.importing.import_record import Rest, year_of


def rest_of(year: str = "", section: str = "", proposer: str = "") -> Rest:
    """Last year, the secretariat and the proposer's section where nothing is asked; Invalid names what is wrong."""
    return Rest(_year(year), _proposer(proposer), _section(section))


def _year(asked: str) -> int:
    this = clock.today().year - FIRST_YEAR
    found = year_of(asked) if asked else this - 1
    if found is None or found > this:
        raise Invalid(year=_("年度請填民國年，例如 114，不晚於今年。"))
    return found


def _section(asked: str) -> int | None:
    found = {fold(word): one.id for one in sections() for word in (one.key, one.name, one.name_en)}
    if asked and fold(asked) not in found:
        raise Invalid(section=_("清單中沒有「%(value)s」。", value=asked[:40]))
    return found[fold(asked)] if asked else None


def _proposer(asked: str) -> Employee:
    choices = Choices()
    if not asked:
        found = next(iter(holders(Role.SECRETARIAT)), None)
        if found is None:
            raise Invalid(proposer=_("請填提案人。"))
        return found
    if fault := choices.fault("proposer", asked):
        raise Invalid(proposer=fault.message)
    return choices.person(asked)
