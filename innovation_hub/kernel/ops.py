"""維運: what machines and the administrator look at: health, readiness, figures, what failed."""

from flask import Blueprint, Response, current_app, flash, jsonify, redirect, render_template, url_for
from flask_babel import gettext as _
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from sqlalchemy import text
from werkzeug.wrappers import Response as AnyResponse

from innovation_hub.kernel import delivery, state
from innovation_hub.kernel.db import db
from innovation_hub.kernel.errors import NotFound
from innovation_hub.kernel.module import modules
from innovation_hub.kernel.web import door

ops = Blueprint("hub", __name__)


@ops.get("/healthz")
@door("hub.health")
def healthz() -> Response:
    """The process answers."""
    return jsonify(status="ok")


@ops.get("/readyz")
@door("hub.health")
def readyz() -> tuple[Response, int]:
    """The database answers and no module is too far behind."""
    db.session.execute(text("SELECT 1"))
    limit = current_app.config["HUB_READY_LAG_SECONDS"]
    late = {lag.subscriber: round(lag.seconds) for lag in state.lags() if lag.seconds > limit}
    return jsonify(status="behind" if late else "ready", behind=late), 503 if late else 200


@ops.get("/metrics")
@door("hub.metrics")
def metrics() -> Response:
    """Journal position, each module's lag, what waits after failing: for Prometheus."""
    registry = CollectorRegistry()
    Gauge("hub_journal_position", "Last position of the journal", registry=registry).set(state.position())
    events = Gauge("hub_lag_events", "Events not yet heard", ["subscriber"], registry=registry)
    seconds = Gauge("hub_lag_seconds", "Age of the oldest event not yet heard", ["subscriber"], registry=registry)
    for lag in state.lags():
        events.labels(lag.subscriber).set(lag.events)
        seconds.labels(lag.subscriber).set(lag.seconds)
    waiting = state.failures()
    retrying = Gauge("hub_retrying", "Streams that will be tried again", registry=registry)
    retrying.set(sum(not failure.parked for failure in waiting))
    parked = Gauge("hub_parked", "Streams that wait for a person", registry=registry)
    parked.set(sum(failure.parked for failure in waiting))
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


@ops.get("/hub/failures")
@door("hub.failures")
def failures() -> str:
    """What failed and waits for the administrator."""
    names = {name: module.label for name, module in modules().items()}
    return render_template("hub/failures.html", failures=state.failures(), lags=state.lags(), names=names)


@ops.post("/hub/failures/<subscriber>/<stream>/retry")
@door("hub.retry")
def retry(subscriber: str, stream: str) -> AnyResponse:
    """Has it tried again at the next sweep."""
    if not delivery.try_again(subscriber, stream):
        raise NotFound
    flash(_("已排入重試。"))
    return redirect(url_for("hub.failures"))
