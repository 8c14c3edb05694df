"""預審: the three tiers a proposal climbs."""

from flask_babel import lazy_gettext as _l

from innovation_hub.kernel.module import MenuItem, Module
from review.api import api
from review.invariants import INVARIANTS
from review.mine import found, pages, waiting_for
from review.reactions import REACTS
from review.regulations import regulations
from review.rulebook import seed
from review.seeds import work_the_desk

MODULE = Module(
    name="review",
    label=_l("預審"),
    doors=(pages, regulations),
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
)
