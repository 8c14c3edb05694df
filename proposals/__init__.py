"""提案: write, submit, follow."""

from flask_babel import lazy_gettext as _l

from innovation_hub.kernel.module import MenuItem, Module
from proposals import coordinating, finding, gathering, judging, pages, programs, weighing, writing
from proposals.api import api
from proposals.cli import proposals
from proposals.likeness import INDEXES
from proposals.reactions import REACTS
from proposals.seeds import write_and_amend

MODULE = Module(
    name="proposals",
    label=_l("提案"),
    doors=(finding.pages, judging.pages, pages.pages, writing.pages, weighing.pages, coordinating.pages),
    api=(finding.api, programs.api, api, gathering.api),
    reacts=REACTS,
    menu=(
        MenuItem(_l("我的工作"), "proposals.home"),
        MenuItem(_l("提案"), "proposals.index"),
        MenuItem(_l("相似群組"), "coordinating.groups"),
    ),
    commands=(proposals,),
    demo=write_and_amend,
)

SIMILAR = Module(name="similar", label=_l("相似提案"), reacts=INDEXES)
