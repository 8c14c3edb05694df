"""創新中心 on one page: the modules in menu order, and the app made of them."""

import gc
from collections.abc import Mapping
from typing import Any

import proposals
import review
from innovation_hub import accounts, dashboard, notices
from innovation_hub.kernel.app import Hub, build
from innovation_hub.kernel.module.module import Module

MODULES: tuple[Module, ...] = (
    proposals.MODULE,
    proposals.SIMILAR,
    proposals.MERGING,
    review.MODULE,
    dashboard.MODULE,
    notices.MODULE,
    accounts.MODULE,
)


def create_app(config: Mapping[str, Any] | None = None) -> Hub:
    """The product; `config` goes before the environment's settings."""
    return build(MODULES, config)


app = create_app()
gc.freeze()  # what stays for ever is not looked through again and again: each time all requests would wait 0.1 s
