"""維運: what machines and the administrator look at: health, readiness, figures, what failed and waits."""

from flask import Blueprint, Response, current_app, flash, jsonify, redirect, render_template, url_for
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
from innovation_hub.kernel.web.guards import door, myself

ops = Blueprint("hub", __name__)


class SkipForm(HubForm):
    """Why an event may be left out."""

    reason = TextAreaField(_l("原因"), [Needed()])


@ops.get("/healthz")
@door("hub.health")
def healthz() -> Response:
    """The process answers."""
    return jsonify(status="ok")


@ops.get("/readyz")
@door("hub.health")
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
@door("hub.metrics")
def metrics() -> Response:
    """The product's own figures, for Prometheus."""
    return Response(generate_latest(registry()), content_type=CONTENT_TYPE_LATEST)


@ops.get("/hub/failures")
@door("hub.failures")
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
@door("hub.skip")
def skip(subscriber: str, stream: str) -> AnyResponse | str | tuple[str, int]:
    """Has the module go on without the event at which the stream is parked."""
    failure, form = skipping.parked(subscriber, stream), SkipForm()
    if accepted(form, lambda: skipping.skip(subscriber, stream, form.reason.data or "", by=myself())):
        flash(_("已略過，後續事件會接著處理。"))
        return redirect(url_for("hub.failures"))
    page = render_template("hub/skip.html", form=form, failure=failure)
    return (page, 422) if form.errors or form.form_errors else page


@ops.post("/hub/failures/<subscriber>/<stream>/retry")
@door("hub.retry")
def retry(subscriber: str, stream: str) -> AnyResponse:
    """Has it tried again at the next sweep."""
    if not delivery.try_again(subscriber, stream):
        raise NotFound
    flash(_("已排入重試。"))
    return redirect(url_for("hub.failures"))
