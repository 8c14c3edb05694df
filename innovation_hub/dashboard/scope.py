"""範圍: which year and which section a page of figures is about, as its address says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from innovation_hub.kernel import clock

LAST_YEAR = 999


@dataclass(frozen=True)
class Scope:
    """A ROC year (115 is 2026), and a section's key or none for the whole office."""

    year: int
    section: str = ""

    @classmethod
    def asked(cls, args: Mapping[str, str]) -> Self:
        """What the address asks for; this year where it names no year."""
        year = args.get("year", "")
        known = year.isascii() and year.isdigit() and 0 < int(year[:4]) <= LAST_YEAR
        return cls(int(year) if known else this_year(), args.get("section", ""))

    @property
    def address(self) -> dict[str, Any]:
        """What `url_for` needs to keep the scope."""
        return self.of(self.section)

    def of(self, section: str) -> dict[str, Any]:
        """The same year for one section, or for the whole office."""
        return {"year": self.year} | ({"section": section} if section else {})


def this_year() -> int:
    """The ROC year it is now in Taipei."""
    return clock.today().year - 1911
