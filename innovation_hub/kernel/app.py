"""應用程式: the ground put together; what stands on it is handed in by wsgi.py."""

import os
import threading
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from typing import Any

from flask import Flask, g, redirect, request, session
from flask_babel import lazy_gettext as _l
from flask_migrate import Migrate
from werkzeug.wrappers import Response as AnyResponse

from innovation_hub.kernel import config
from innovation_hub.kernel.cli import hub
from innovation_hub.kernel.config import ROOT
from innovation_hub.kernel.logs import init_logs
from innovation_hub.kernel.module import tables
from innovation_hub.kernel.module.module import Module
from innovation_hub.kernel.operations import duties, table_pages
from innovation_hub.kernel.operations.health import ops
from innovation_hub.kernel.operations.invariants import INVARIANTS
from innovation_hub.kernel.policy import table
from innovation_hub.kernel.storage.session import db, init_db, reading
from innovation_hub.kernel.text.language import init_words
from innovation_hub.kernel.web import idempotency, typed
from innovation_hub.kernel.web.api import api
from innovation_hub.kernel.web.compression import init_compression
from innovation_hub.kernel.web.frame import init_frame
from innovation_hub.kernel.web.guards import Number, admit, csrf, marked, sign_ins, unguarded
from innovation_hub.kernel.web.json_requests import DESCRIPTION, Programs
from innovation_hub.kernel.web.palette import palette
from innovation_hub.kernel.web.problems import RESUMED, init_problems, wants_problem
from innovation_hub.kernel.web.settings_pages import settings

LIMIT, OF_UPLOADS = 2 * 1024 * 1024, 24 * 1024 * 1024
KERNEL = Module(name="kernel", label=_l("核心"), policy=table.MAY, invariants=INVARIANTS)  # its own rows


class Hub(Flask):
    """The product: one request, one transaction."""

    def dispatch_request(self) -> AnyResponse:
        """The view's answer; a view that only asks is given a transaction that only reads."""
        if not wants_problem() and request.endpoint and "hold" in request.form:
            return self.hold(str(RESUMED))
        with reading() if marked("asks") else nullcontext():
            return self._answer()

    def hold(self, why: str) -> AnyResponse:
        """The form that was sent, shown again with what was typed and `why` above it; nothing is done."""
        admit()
        g.hold, before = why, dict(session)
        response = self.make_response(super().dispatch_request())
        db.session.rollback()
        session.clear()
        session.update(before)
        return response if g.pop("held", False) else self.make_response(redirect(typed.form_address()))

    def _answer(self) -> AnyResponse:
        """The view's answer, kept under the request's idempotency key, and committed when it is not a refusal.

        In this order: the address and its methods, who asks and whether she may, then what the request says.
        """
        admit()
        used = idempotency.key()
        given = idempotency.claim(used) if used else None
        response = given or self.make_response(super().dispatch_request())
        if response.status_code >= 400 or given is not None:
            db.session.rollback()
            return response
        if used:
            idempotency.keep(used, response)
        db.session.commit()
        return response


def build(modules: Sequence[Module], overrides: Mapping[str, Any] | None = None) -> Hub:
    """The app made of these modules; settings come from the environment, then from `overrides`."""
    app = Hub("innovation_hub", static_folder="kernel/web/static", template_folder="kernel/web/templates")
    app.config.update(config.read(os.environ), **(overrides or {}))
    config.refuse_unsafe(app.config)
    _configure(app)
    app.url_value_preprocessor(_allow_uploads)
    _merge(app, modules := tables.wired(modules))
    app.extensions["tidying"] = [idempotency.forget_old]
    app.extensions["wakeup"] = threading.Event()
    init_logs(app)
    init_compression(app)
    init_db(app)
    init_words(app)
    init_problems(app)
    for extension in (sign_ins, csrf):
        extension.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    _register(app, modules)
    init_frame(app)
    if unguarded_addresses := unguarded(app):
        raise SystemExit(f"No policy row guards these addresses: {', '.join(unguarded_addresses)}")
    return app


def _merge(app: Flask, modules: Sequence[Module]) -> None:
    """The modules' rows as the product's tables, with the kernel's own; ValueError where a name is given twice."""
    app.extensions["modules"] = {module.name: module for module in modules}
    found = app.extensions["tables"] = tables.merged([KERNEL, *modules])
    for name in ("policy", "parameters"):
        app.extensions[name] = {key: row for key, (_, row) in found[name].items()}


def _allow_uploads(endpoint: str | None, values: dict[str, Any] | None) -> None:
    if marked("uploads"):
        request.max_content_length = OF_UPLOADS


def _configure(app: Flask) -> None:
    secure = app.config["HUB_SECURE_COOKIES"] or app.config["HUB_ENV"] == "production"
    app.config.update(
        SECRET_KEY=app.config["HUB_SECRET_KEY"],
        DEBUG=app.config["HUB_DEBUG"],
        MAX_CONTENT_LENGTH=LIMIT,
        MAX_FORM_MEMORY_SIZE=LIMIT,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=secure,
        WTF_CSRF_TIME_LIMIT=None,
        API_TITLE="創新中心 Innovation Hub",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        API_SPEC_OPTIONS=DESCRIPTION,
        OPENAPI_URL_PREFIX="/api/v1",
        OPENAPI_JSON_PATH="openapi.json",
    )
    app.url_map.converters["int"] = Number
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # the default provider has it


def _register(app: Flask, modules: Sequence[Module]) -> None:
    app.register_blueprint(ops)
    app.register_blueprint(settings)
    for blueprint in (palette, table_pages.pages, duties.pages):
        app.register_blueprint(blueprint)
    app.cli.add_command(hub)
    programs = Programs(app)
    for ours in (api, table_pages.api, duties.api):
        csrf.exempt(ours)
        programs.register_blueprint(ours, url_prefix="/api/v1")
    for module in modules:
        if module.set_up:
            module.set_up(app)
        for blueprint in module.pages:
            app.register_blueprint(blueprint)
        for blueprint in module.api:
            csrf.exempt(blueprint)
            programs.register_blueprint(blueprint, url_prefix="/api/v1")
        for group in module.commands:
            app.cli.add_command(group)
