"""預審: the three tiers a proposal climbs."""

from flask_babel import lazy_gettext as _l

from innovation_hub.kernel.module.module import Module
from innovation_hub.kernel.module.rows import MenuItem
from review.api import api
from review.duties import DUTIES
from review.invariants import INVARIANTS
from review.lifecycle import LIFECYCLE
from review.notices import NOTICES
from review.policy import MAY
from review.queue_pages import found, pages, waiting_for
from review.reactions import REACTS
from review.rulebook.models import seed
from review.rulebook.pages import regulations
from review.seeds import work_the_desk

MODULE = Module(
    name="review",
    label=_l("預審"),
    pages=(pages, regulations),
    api=(api,),
    reacts=REACTS,
    menu=(
        MenuItem(_l("審查桌"), "review.index", waiting_for, asks="review.judge"),
        MenuItem(_l("作業規定"), "rulebook.show"),
    ),
    finds=found,
    seed=seed,
    demo=work_the_desk,
    invariants=INVARIANTS,
    policy=MAY,
    lifecycles={"case": LIFECYCLE},
    notices=NOTICES,
    duties=DUTIES,
)
