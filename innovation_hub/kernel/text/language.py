"""文字: the reader's language, and how dates and numbers are written in it."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol

from babel import Locale
from flask import Flask, has_request_context, request, session
from flask_babel import Babel, format_date, get_locale, ngettext, pgettext
from flask_babel import gettext as _
from markupsafe import Markup, escape

from innovation_hub.kernel import clock
from innovation_hub.kernel.config import ROOT

ONE_PIECE = re.compile(r"\d+年\d+月\d+日|\d{1,2} [A-Z][a-z]+ \d{4}|\b\d{2,3}-\d{4}\b")
UNITS = ("件", "件／人", "工作日")
LANGUAGES = {"zh": "zh_Hant_TW", "en": "en"}


def language() -> str:
    """zh or en: chosen by the person, else by a program's Accept-Language."""
    if not has_request_context():
        return "zh"
    if request.path.startswith("/api/"):
        return "en" if request.accept_languages.best_match(["zh-TW", "zh", "en"]) == "en" else "zh"
    return "en" if session.get("language") == "en" else "zh"


def in_english() -> bool:
    """Whether the reader reads English."""
    locale: Locale | None = get_locale()
    return locale is not None and locale.language == "en"


def day(value: date | datetime | str | None) -> str:
    """115年8月2日, or 2 Aug 2026; empty for none."""
    if not value:
        return ""
    found = _date(value)
    if in_english():
        return str(format_date(found, "d MMM y"))
    return f"{found.year - 1911}年{found.month}月{found.day}日"


def moment(value: datetime | None) -> str:
    """The day and the time in Taipei."""
    return f"{day(value)} {clock.local(value):%H:%M}" if value else ""


def time_left(days: int) -> str:
    """Working days left, in words."""
    if days < 0:
        return _("已逾期 %(days)s 個工作日", days=-days)
    return _("今天到期") if days == 0 else _("還有 %(days)s 個工作日", days=days)


def year_name(year: int) -> str:
    """A ROC year: 115年, or 2026 (ROC 115)."""
    return f"{year + 1911} (ROC {year})" if in_english() else f"{year}年"


class Named(Protocol):
    """What has a name in both languages, such as a section."""

    @property
    def name(self) -> str:
        """中文."""

    @property
    def name_en(self) -> str:
        """English."""


def section_name(section: Named) -> str:
    """The section's name in the reader's language."""
    return section.name_en if in_english() else section.name


def translated(text: str | None) -> str:
    """A text that is kept as data, in the reader's language where a catalogue has it.

    A template's own `_` would take a percent sign in it for a placeholder, and its angle brackets for HTML.
    """
    return _(text) if text else ""


def event_name(label: str) -> str:
    """An event's label in the reader's language."""
    return str(pgettext("event", label))


def unit_of(unit: str, number: float | None = None) -> str:
    """A unit beside its number, or as a heading: 件; proposal, proposals."""
    return str(ngettext(unit, unit, 1 if number == 1 else 2)) if unit in UNITS else unit


def listed(things: Iterable[object]) -> str:
    """The things one after the other: 甲、乙, or A, B."""
    return _("、").join(str(thing) for thing in things)


def colon(label: object, value: object) -> str:
    """A label and what it says: 期限：8月2日, or Due: 2 Aug."""
    return _("%(label)s：%(value)s", label=label, value=value)


def unbroken(text: object) -> Markup:
    """A sentence as HTML whose dates and proposals' numbers stay in one piece at the end of a line."""
    return Markup(ONE_PIECE.sub(r'<span class="name">\g<0></span>', str(escape(text))))  # escaped before it is marked


def brackets(words: object, more: object) -> str:
    """Words with something more in brackets: 數量（件）, or Number (total)."""
    return _("%(words)s（%(more)s）", words=words, more=more)


def _date(value: date | datetime | str) -> date:
    if isinstance(value, str):
        return date.fromisoformat(value[:10])
    return clock.local(value).date() if isinstance(value, datetime) else value


FILTERS = {
    "day": day,
    "moment": moment,
    "time_left": time_left,
    "year_name": year_name,
    "section_name": section_name,
    "translated": translated,
    "unit_of": unit_of,
    "listed": listed,
    "colon": colon,
    "brackets": brackets,
    "unbroken": unbroken,
}


def init_words(app: Flask) -> None:
    """Gives the app its languages and the templates their filters."""
    folders = sorted(str(folder) for depth in ("*", "*/*") for folder in ROOT.glob(f"{depth}/translations"))
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", ";".join(folders))
    Babel(
        app,
        default_locale=LANGUAGES["zh"],
        default_timezone="Asia/Taipei",
        locale_selector=lambda: LANGUAGES[language()],
    )
    app.jinja_env.filters.update(FILTERS)
