"""匯入的表單: a file, how it is to be read, and what is so of rows that do not say."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FileField, SelectField, StringField
from wtforms.validators import DataRequired, Length

from innovation_hub.kernel.office.people import sections
from innovation_hub.kernel.tables.encodings import NAMES
from innovation_hub.kernel.text.language import section_name
from innovation_hub.kernel.web.forms import HubForm, options

SHORT = Length(max=100, message=_l("最多 100 字。"))


class ImportForm(HubForm):
    """A file to be previewed or imported."""

    file = FileField(_l("檔案"), [DataRequired(_l("請附上檔案。"))])
    year = StringField(_l("沒寫日期的列，算哪一年度"), [SHORT])
    section = SelectField(_l("沒寫課室的列，算哪一課室"), validate_choice=False)
    proposer = StringField(_l("沒寫提案人的列，算誰的（姓名或帳號）"), [SHORT])
    encoding = SelectField(_l("編碼"), validate_choice=False)
    sheet = StringField(_l("工作表"), [SHORT])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = ((one.key, section_name(one)) for one in sections())
        self.section.choices = options(known, empty=_l("提案人的課室"))
        self.encoding.choices = options(NAMES.items(), empty=_l("自動判斷"))

    @property
    def asked(self) -> dict[str, str]:
        """How the file is to be read, and what is so of rows that do not say."""
        fields = (self.year, self.section, self.proposer, self.encoding, self.sheet)
        return {field.name: (field.data or "").strip() for field in fields}
