"""紀錄: what the product says about its own work, as text for people or JSON lines for machines."""

import logging
import sys
from contextvars import ContextVar

import structlog
from flask import Flask

cause: ContextVar[int | None] = ContextVar("cause", default=None)
trace: ContextVar[str] = ContextVar("trace", default="")


def _with_trace(logger: object, method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    return {"trace": trace.get(), "cause": cause.get(), **event}


def init_logs(app: Flask) -> None:
    """Sends the hub's log to standard error; each line carries the request's id and the event that caused it.

    As JSON it also tells each event told and each one handled, so that a request can be followed to all its effects.
    """
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.ExtraAdder(),
        _with_trace,
    ]
    last = (
        structlog.processors.JSONRenderer()
        if app.config["HUB_LOG"] == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            last,
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger("hub")
    root.handlers, root.propagate = [handler], False
    root.setLevel(logging.DEBUG if app.config["HUB_LOG"] == "json" else logging.INFO)
