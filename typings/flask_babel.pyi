from collections.abc import Callable
from datetime import date

from babel import Locale
from flask import Flask

class Babel:
    def __init__(
        self,
        app: Flask | None = None,
        *,
        default_locale: str = ...,
        default_timezone: str = ...,
        locale_selector: Callable[[], str | None] | None = None,
    ) -> None: ...

def gettext(string: str, **variables: object) -> str: ...

# A LazyString, which is put into words when it is shown; it stands wherever a str is only shown.
def lazy_gettext(string: str, **variables: object) -> str: ...
def get_locale() -> Locale | None: ...
def format_date(date: date | None = None, format: str | None = None) -> str: ...
def pgettext(context: str, string: str, **variables: object) -> str: ...
def ngettext(singular: str, plural: str, num: float, **variables: object) -> str: ...
