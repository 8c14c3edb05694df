"""範圍: which year and which section a page of figures is about, as its address says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from innovation_hub.kernel import clock
from innovation_hub.kernel.text.days import read_year


@dataclass(frozen=True)
class Scope:
    """A ROC year (115 is 2026), and a section's key or none for the whole office."""

    year: int
    section: str = ""

    @classmethod
    def asked(cls, args: Mapping[str, str]) -> Self:
        """What the address asks for; this year where it names no year."""
        return cls(read_year(args.get("year", "")) or this_year(), args.get("section", ""))

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
