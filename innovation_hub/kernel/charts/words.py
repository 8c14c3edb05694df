"""字與數: how wide words are and how numbers are written in a chart."""

from unicodedata import category, east_asian_width

from innovation_hub.kernel.text.language import brackets, unit_of

FULL = 1.0
HALF = 0.64
BROAD = "%+=<>@&mwMW"  # as wide as a Chinese character, or nearly, where the office's machines have no narrower fonts
UNSEEN = ("Mn", "Me", "Cf")


def width(text: str) -> float:
    """Return the width of the text in ems, full-width characters counting one."""
    return sum(map(_width, text))


def _width(character: str) -> float:
    if category(character) in UNSEEN:
        return 0
    return FULL if character in BROAD or east_asian_width(character) in "WFA" else HALF


def fit(text: str, room: float) -> str:
    """Return the text, cut with an ellipsis where it is wider than `room` ems."""
    return text if width(text) <= room else _start(text, room - FULL) + "…"


def wrap(text: str, room: float) -> list[str]:
    """Break the text into lines of at most `room` ems: at a space, else at any character as Chinese allows."""
    lines = []
    while text:
        line = _words(text, _start(text, room)) or text[0]
        lines.append(line)
        text = text[len(line) :]
    return lines


def _words(text: str, line: str) -> str:
    """The line without a word that goes on after it."""
    return line[: line.rfind(" ") + 1] if line != text and " " in line and line[-1].isascii() else line


def _start(text: str, room: float) -> str:
    for index, character in enumerate(text):
        room -= _width(character)
        if room < 0:
            return text[:index]
    return text


def number(value: float | None) -> str:
    """Write a number with thousands and at most one decimal; no figure is a dash."""
    return "—" if value is None else f"{round(value, 1) + 0:,.1f}".removesuffix(".0")


def amount(value: float | None, unit: str) -> str:
    """Write a number with its unit: 「12 件」, 「87.5%」."""
    return number(value) if value is None else number(value) + spaced(unit_of(unit, value))


def spaced(unit: str) -> str:
    """Set a unit off from its number; the percent sign stands close."""
    return f" {unit}" if unit and unit != "%" else unit


def percent(part: float, whole: float) -> float | None:
    """Return part of whole in percent, None where the whole is zero."""
    return round(part / whole * 100, 1) if whole else None


def headed(label: str, unit: str) -> str:
    """Head a column of figures: 「案件數（件）」."""
    return brackets(label, unit_of(unit)) if unit else label
