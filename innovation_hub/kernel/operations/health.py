"""維運: what machines and the administrator look at: health, readiness, figures, what failed and waits."""

from hmac import compare_digest
from ipaddress import ip_address

from flask import Blueprint, Response, current_app, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text
from werkzeug.wrappers import Response as AnyResponse
from wtforms import TextAreaField

from innovation_hub.kernel.errors import NotFound
from innovation_hub.kernel.evidence import inspection
from innovation_hub.kernel.messaging import delivery, skipping
from innovation_hub.kernel.messaging.queue_depths import depths
from innovation_hub.kernel.messaging.skipping import skips
from innovation_hub.kernel.module.module import modules
from innovation_hub.kernel.operations import queue_state
from innovation_hub.kernel.operations.metrics import registry
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.web.forms import HubForm, Needed, accepted
from innovation_hub.kernel.web.guards import myself, requires

ops = Blueprint("hub", __name__)
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")


class SkipForm(HubForm):
    """Why an event may be left out."""

    reason = TextAreaField(_l("原因"), [Needed()])


@ops.get("/healthz")
@requires("hub.health")
def healthz() -> Response:
    """The process answers."""
    return jsonify(status="ok")


@ops.get("/readyz")
@requires("hub.health")
def readyz() -> tuple[Response, int]:
    """The database answers, no module is too far behind, and the journal holds its anchor."""
    db.session.execute(text("SELECT 1"))
    limit, alarm = current_app.config["HUB_READY_LAG_SECONDS"], inspection.alarm()
    late = {lag.subscriber: round(lag.seconds) for lag in queue_state.lags() if lag.seconds > limit}
    said: dict[str, object] = {"status": "alarm" if alarm else "behind" if late else "ready", "behind": late}
    if alarm:
        said["journal"] = {"verdict": alarm.verdict, "anchor": alarm.position}
    return jsonify(said), 503 if alarm or late else 200


@ops.get("/metrics")
@requires("hub.metrics")
def metrics() -> Response:
    """The product's own figures, for Prometheus: with the token, or from this machine."""
    if not _may_measure():
        raise NotFound
    return Response(generate_latest(registry()), content_type=CONTENT_TYPE_LATEST)


def _may_measure() -> bool:
    """Not everybody: who polls the journal's position sees when a card is sealed. A proxy on this machine may not."""
    token = str(current_app.config["HUB_METRICS_TOKEN"])
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token and compare_digest(shown.encode(), token.encode()):
        return True
    forwarded = any(name.lower() in FORWARDED for name, _value in request.headers)
    return not forwarded and ip_address(request.remote_addr or "0.0.0.0").is_loopback


@ops.get("/hub/failures")
@requires("hub.failures")
def failures() -> str:
    """What failed and waits for the administrator."""
    names = {name: module.label for name, module in modules().items()}
    queues = {depth.subscriber: depth for depth in depths()}
    shown = {
        "failures": queue_state.failures(),
        "lags": queue_state.lags(),
        "evidence": queue_state.evidence(),
        "skipped": skips(),
    }
    return render_template("hub/failures.html", names=names, depths=queues, **shown)


@ops.route("/hub/failures/<subscriber>/<stream>/skip", methods=["GET", "POST"])
@requires("hub.skip")
def skip(subscriber: str, stream: str) -> AnyResponse | str | tuple[str, int]:
    """Has the module go on without the event at which the stream is parked."""
    failure, form = skipping.parked(subscriber, stream), SkipForm()
    if accepted(form, lambda: skipping.skip(subscriber, stream, form.reason.data or "", by=myself())):
        flash(_("已略過，後續事件會接著處理。"))
        return redirect(url_for("hub.failures"))
    page = render_template("hub/skip.html", form=form, failure=failure)
    return (page, 422) if form.errors or form.form_errors else page


@ops.post("/hub/failures/<subscriber>/<stream>/retry")
@requires("hub.retry")
def retry(subscriber: str, stream: str) -> AnyResponse:
    """Has it tried again at the next sweep."""
    if not delivery.try_again(subscriber, stream):
        raise NotFound
    flash(_("已排入重試。"))
    return redirect(url_for("hub.failures"))
