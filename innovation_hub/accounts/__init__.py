"""帳號: sign-in, people and their access tokens."""

from flask_babel import lazy_gettext as _l

from innovation_hub.accounts import mine
from innovation_hub.accounts.api import api
from innovation_hub.accounts.cli import accounts
from innovation_hub.accounts.invariants import INVARIANTS
from innovation_hub.accounts.models import end_all
from innovation_hub.accounts.policy import MAY
from innovation_hub.accounts.seeds import found_office
from innovation_hub.accounts.visitors import set_up
from innovation_hub.kernel.module.module import Module
from innovation_hub.kernel.module.rows import MenuItem

MODULE = Module(
    name="accounts",
    label=_l("帳號"),
    pages=(mine.pages,),
    api=(api,),
    menu=(MenuItem(_l("同仁"), "accounts.people"), MenuItem(_l("事件佇列"), "hub.failures")),
    commands=(accounts,),
    finds=mine.found,
    set_up=set_up,
    demo=found_office,
    restored=end_all,
    invariants=INVARIANTS,
    policy=MAY,
)
