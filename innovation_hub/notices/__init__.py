"""通知: who is told what."""

from flask_babel import lazy_gettext as _l

from innovation_hub.kernel.module.module import Module
from innovation_hub.notices.api import api
from innovation_hub.notices.invariants import INVARIANTS
from innovation_hub.notices.pages import pages, set_up
from innovation_hub.notices.policy import MAY
from innovation_hub.notices.reactions import reacts
from innovation_hub.notices.seeds import read_old

MODULE = Module(
    name="notices",
    label=_l("通知"),
    pages=(pages,),
    api=(api,),
    reacts_for=reacts,
    set_up=set_up,
    demo=read_old,
    invariants=INVARIANTS,
    policy=MAY,
)
