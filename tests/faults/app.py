"""The product under fault: the probe's subscribers, and an entry point by which their events come in over HTTP."""

import os

from flask import jsonify, request
from flask_smorest import Blueprint

from innovation_hub.kernel.app import build
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.module.module import Module
from innovation_hub.kernel.web.guards import requires, sign_ins
from tests import probe
from tests.faults import poison
from tests.faults.imp import Imp

api = Blueprint("rings", __name__)


@api.post("/rings")
@requires("hub.health")
def ring():
    """Tells the numbers of one probe in one transaction."""
    asked = request.get_json()
    for number in asked["numbers"]:
        journal.record(probe.ProbeRang(probe_id=asked["probe_id"], number=number))
    return jsonify(asked), 201


def create():
    """The app, its settings from the environment."""
    if os.environ.get("FAULTS_POISON"):
        poison.serve()
    sign_ins.user_loader(lambda name: None)
    app = build((*probe.modules(2), Module(name="rings", label="rings", api=(api,))))
    if os.environ.get("FAULTS_MISCHIEF"):
        Imp(app).start()
    return app
