"""表單: what the pages of this module ask."""

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired, EqualTo, InputRequired, Length

from innovation_hub.kernel.text.cleaning import one_line
from innovation_hub.kernel.web.forms import HubForm

CURRENT, NEW = {"autocomplete": "current-password"}, {"autocomplete": "new-password"}


class SignInForm(HubForm):
    """Who are you?"""

    login = StringField(
        _l("帳號"), [InputRequired(_l("請輸入帳號。"))], render_kw={"autocomplete": "username", "autofocus": True}
    )
    password = PasswordField(_l("密碼"), [InputRequired(_l("請輸入密碼。"))], render_kw=CURRENT)


class PasswordForm(HubForm):
    """A new password; the rule for it is the model's."""

    old = PasswordField(_l("目前密碼"), [InputRequired(_l("請輸入目前密碼。"))], render_kw=CURRENT)
    new = PasswordField(_l("新密碼"), [InputRequired(_l("請輸入新密碼。"))], render_kw=NEW)
    again = PasswordField(
        _l("再輸入一次新密碼"),
        [InputRequired(_l("請再輸入一次新密碼。")), EqualTo("new", _l("兩次輸入的新密碼不一樣。"))],
        render_kw=NEW,
    )


class TokenForm(HubForm):
    """A new access token."""

    name = StringField(
        _l("用途"),
        [DataRequired(_l("請寫這個權杖的用途。")), Length(max=80, message=_l("用途最多 80 字。"))],
        filters=[one_line],
    )
