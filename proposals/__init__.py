"""提案: write, submit, follow."""

from flask_babel import lazy_gettext as _l

from innovation_hub.kernel.module import MenuItem, Module
from proposals import (
    coordinating,
    dividing,
    finding,
    gathering,
    joining,
    judging,
    merge_api,
    pages,
    programs,
    weighing,
    writing,
)
from proposals.api import api
from proposals.cli import proposals
from proposals.invariants import INVARIANTS, OF_SIMILAR
from proposals.likeness import INDEXES, forget
from proposals.reactions import REACTS
from proposals.seeds import write_and_amend
from proposals.unmerging import SETTLES

MODULE = Module(
    name="proposals",
    label=_l("提案"),
    doors=(
        coordinating.pages,
        dividing.pages,
        finding.pages,
        joining.pages,
        judging.pages,
        pages.pages,
        writing.pages,
        weighing.pages,
    ),
    api=(dividing.api, finding.api, gathering.api, merge_api.api, programs.api, api),
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
)

SIMILAR = Module(
    name="similar",
    label=_l("相似提案"),
    reacts=INDEXES,
    forget=forget,
    invariants=OF_SIMILAR,
)

MERGING = Module(name="merging", label=_l("併案"), reacts=SETTLES)
