"""下錨: sends the journal's head to every place that is set, daily, and inspects it first; runs in the worker alone."""

import logging
import time

from flask import current_app

from innovation_hub.kernel.evidence import anchors, inspection
from innovation_hub.kernel.evidence.anchor_targets import PLACES, shown
from innovation_hub.kernel.evidence.anchors import Point
from innovation_hub.kernel.storage.session import db, reading, writing

log = logging.getLogger("hub.anchors")
INSPECT_SECONDS = 60


class Anchoring:
    """What maintenance does for the anchors: it inspects at its start and each minute, and sends what is due."""

    def __init__(self) -> None:
        self.inspected: float | None = None

    def step(self) -> int:
        """Once around; returns how many anchors arrived."""
        if self.inspected is None or time.monotonic() - self.inspected > INSPECT_SECONDS:
            self._inspect()
        with reading():
            point, alarm = anchors.head(), inspection.alarm()
            waiting = [] if alarm or point is None else _due()
            db.session.rollback()
        return sum(send(place, point) for place in waiting if point)

    def _inspect(self) -> None:
        self.inspected = time.monotonic()
        with writing():
            found = inspection.look()
            db.session.commit()
        if found and found.verdict:
            log.critical("the journal does not hold its anchor", extra={"at": found.position, "kind": found.verdict})


def send(place: str, point: Point) -> bool:
    """Sends the head there now, and remembers how that went; no transaction is open while it travels."""
    setting, deliver = PLACES[place]
    address, error = current_app.config[setting], ""
    try:
        deliver(address, point, current_app.config)
    except Exception as failed:
        error = f"{type(failed).__name__}: {failed}"
        log.warning("anchor not sent", extra={"place": place, "error": error})
    with writing():
        anchors.note(place, shown(address), point, error)
        db.session.commit()
    return not error


def places() -> list[str]:
    """The places that are set."""
    return [place for place, (setting, _) in PLACES.items() if current_app.config[setting]]


def _due() -> list[str]:
    hours = current_app.config["HUB_ANCHOR_HOURS"]
    return [place for place in places() if anchors.due(place, shown(current_app.config[PLACES[place][0]]), hours)]
