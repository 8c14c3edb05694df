"""預審: the three tiers a proposal climbs."""

from flask_babel import lazy_gettext as _l

from innovation_hub.kernel.module import Module
from review.api import api
from review.reactions import REACTS
from review.rulebook import seed

MODULE = Module(name="review", label=_l("預審"), api=(api,), reacts=REACTS, seed=seed)
