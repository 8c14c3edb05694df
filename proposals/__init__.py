"""提案: write, submit, follow."""

from flask_babel import lazy_gettext as _l

from innovation_hub.kernel.module.module import Module
from innovation_hub.kernel.module.rows import MenuItem
from proposals import pages
from proposals.api import api
from proposals.cli import proposals
from proposals.coordination.api import api as coordination_api
from proposals.coordination.models import LIFECYCLE as COORDINATION_LIFECYCLE
from proposals.coordination.pages import pages as coordination_pages
from proposals.duties import DUTIES
from proposals.importing.api import api as import_api
from proposals.importing.pages import pages as import_pages
from proposals.invariants import INVARIANTS, OF_SIMILAR
from proposals.lifecycle import LIFECYCLE, MERGE_LIFECYCLE
from proposals.merges import ANSWER_DAYS
from proposals.merging import merge_api, merge_pages, split_pages
from proposals.merging.unmerging import SETTLES
from proposals.notices import NOTICES
from proposals.policy import MAY
from proposals.reactions import REACTS
from proposals.seeds import write_and_amend
from proposals.similar import judgement_api, judgement_pages, similar_pages, threshold_pages
from proposals.similar.accuracy import THRESHOLD
from proposals.similar.similar_proposals import INDEXES, forget
from proposals.writing.co_proposer_api import api as co_proposers_api
from proposals.writing.co_proposer_pages import pages as co_proposers_pages
from proposals.writing.pages import pages as writing_pages

MODULE = Module(
    name="proposals",
    label=_l("提案"),
    pages=(
        co_proposers_pages,
        coordination_pages,
        import_pages,
        split_pages.pages,
        similar_pages.pages,
        merge_pages.pages,
        judgement_pages.pages,
        pages.pages,
        writing_pages,
        threshold_pages.pages,
    ),
    api=(
        split_pages.api,
        similar_pages.api,
        coordination_api,
        import_api,
        merge_api.api,
        judgement_api.api,
        co_proposers_api,
        api,
    ),
    reacts=REACTS,
    menu=(
        MenuItem(_l("我的工作"), "proposals.home"),
        MenuItem(_l("提案"), "proposals.index"),
        MenuItem(_l("相似群組"), "coordinating.groups"),
    ),
    commands=(proposals,),
    finds=pages.found,
    demo=write_and_amend,
    invariants=INVARIANTS,
    policy=MAY,
    lifecycles={"proposal": LIFECYCLE, "merge": MERGE_LIFECYCLE, "coordination": COORDINATION_LIFECYCLE},
    notices=NOTICES,
    parameters=(ANSWER_DAYS,),
    duties=DUTIES,
)

SIMILAR = Module(
    name="similar",
    label=_l("相似提案"),
    reacts=INDEXES,
    forget=forget,
    invariants=OF_SIMILAR,
    parameters=(THRESHOLD,),
)

MERGING = Module(name="merging", label=_l("併案"), reacts=SETTLES)
