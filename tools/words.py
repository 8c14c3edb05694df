"""文字：把頁面上的中文收進各模組的英文目錄 | Gathers what pages say in Chinese into the English catalogues."""

import re
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from innovation_hub.kernel import events
from innovation_hub.kernel.config import ROOT
from innovation_hub.kernel.events.base import EVENTS
from innovation_hub.kernel.text.language import UNITS
from review.tiers import rules

CHINESE = re.compile("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "lazy_gettext": None}
HEADER = b"""\
msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
Text = tuple[str, str | tuple[str, ...], str | None]


def main() -> int:
    """Writes the catalogues anew; what is translated stays, and what nobody says any more goes."""
    waiting = 0
    for module, catalogue in {module: merged(module) for module in modules()}.items():
        waiting += sum(not translated(message.string) for message in catalogue if message.id)
        if len(catalogue):
            write(module, catalogue)
    print(f"還沒有英文 without English: {waiting}")
    return 0


def modules() -> list[Path]:
    """The packages whose texts people read."""
    found = [*ROOT.glob("innovation_hub/*/__init__.py"), ROOT / "proposals/__init__.py", ROOT / "review/__init__.py"]
    return sorted(path.parent for path in found)


def merged(module: Path) -> Catalog:
    """What the module says now, with the English it has."""
    catalogue = kept(module)
    catalogue.update(extracted(module), no_fuzzy_matching=True)
    for message in catalogue:
        if message.id and not translated(message.string):
            message.string = elsewhere(message) or message.string
    return catalogue


def elsewhere(message: Message) -> str:
    """The English of a text that moved here from another module; empty where none has it."""
    others = (kept(module).get(message.id, message.context) for module in modules())
    return next((other.string for other in others if other and translated(other.string)), "")


def kept(module: Path) -> Catalog:
    """The module's catalogue as it stands."""
    path = place(module)
    if not path.exists():
        return Catalog(locale="en")
    with path.open("rb") as written:
        return read_po(written, locale="en")


def extracted(module: Path) -> Catalog:
    """What the module says now."""
    catalogue = Catalog(locale="en")
    for file, text, context in [*_marked(module), *_data(module)]:
        catalogue.add(text, locations=[(f"{module.relative_to(ROOT)}/{file}", 0)], context=context)
    return catalogue


def translated(string: str | Iterable[str] | None) -> bool:
    """Whether there is English, in each form it needs."""
    return all([string] if isinstance(string, str) else string or [""])


def write(module: Path, catalogue: Catalog) -> None:
    """Writes it without dates and line numbers, so that a file changes when a text does."""
    written = BytesIO()
    write_po(written, catalogue, 120, omit_header=True, sort_output=True, include_lineno=False, ignore_obsolete=True)
    place(module).parent.mkdir(parents=True, exist_ok=True)
    place(module).write_bytes(HEADER + written.getvalue())


def place(module: Path) -> Path:
    """Where its catalogue stands."""
    return module / "translations/en/LC_MESSAGES/messages.po"


def _marked(module: Path) -> Iterator[Text]:
    """What stands in `_( )` and its kin; folders that begin with an underscore hold templates too."""
    found = extract_from_dir(module, METHODS, keywords=KEYWORDS, directory_filter=lambda folder: True)
    return ((file, text, context) for file, _line, text, _comments, context in found)


def _data(module: Path) -> Iterator[Text]:
    """What is kept as data and read in the reader's language: the events' labels, units, and the seeded rulebook."""
    if module.name == "kernel":
        ours = [told for told in EVENTS.values() if told.__module__.startswith(f"{events.__name__}.")]
        yield from ((f"events/{told.__module__.rpartition('.')[2]}.py", told.label(), "event") for told in ours)
        yield from (("text/language.py", (unit, unit), None) for unit in UNITS)
    if module.name == "review":
        yield from (("tiers.py", text, None) for text in _texts(rules()))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from [value] if CHINESE.search(value) else []
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


if __name__ == "__main__":
    sys.exit(main())
