"""推動小組看板: the figures the task force answers for, folded from events."""

from flask_babel import lazy_gettext as _l

from innovation_hub.dashboard.api import api
from innovation_hub.dashboard.cli import dashboard
from innovation_hub.dashboard.figures import TABLE
from innovation_hub.dashboard.invariants import INVARIANTS
from innovation_hub.dashboard.pages import pages
from innovation_hub.dashboard.policy import MAY
from innovation_hub.dashboard.reactions import REACTS, forget
from innovation_hub.kernel.module.module import Module
from innovation_hub.kernel.module.rows import MenuItem

MODULE = Module(
    name="dashboard",
    label=_l("推動小組看板"),
    pages=(pages,),
    api=(api,),
    reacts=REACTS,
    menu=(MenuItem(_l("看板"), "dashboard.index"),),
    commands=(dashboard,),
    forget=forget,
    invariants=INVARIANTS,
    policy=MAY,
    figures=TABLE,
)
