"""設定: every setting is a row here, read from the environment as HUB_…"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DEFAULT_SECRET = "only-for-trying-out"
ROOT = Path(__file__).resolve().parents[2]  # the product's own folder
INSTANCE = ROOT / "instance"


@dataclass(frozen=True)
class Setting:
    """One setting: its name in the environment, its default (which also gives its type) and its meaning."""

    name: str
    default: str | int | bool
    meaning: str

    def read(self, environ: Mapping[str, str]) -> str | int | bool:
        """The value in `environ`, or the default; ValueError names the setting when it is not of its type."""
        text = environ.get(self.name)
        if text is None or text == "":
            return self.default
        if isinstance(self.default, bool):
            return text.lower() in ("1", "true", "yes", "on")
        if isinstance(self.default, int):
            return self.number(text)
        return text

    def number(self, text: str) -> int:
        """`text` as a whole number."""
        try:
            return int(text)
        except ValueError:
            raise ValueError(f"{self.name} takes a whole number, not {text!r}") from None


SETTINGS = (
    Setting("HUB_ENV", "development", "development or production"),
    Setting("HUB_SECRET_KEY", DEFAULT_SECRET, "signs cookies and forms; production refuses the default"),
    Setting("HUB_DEBUG", False, "Flask's debugger; production refuses it"),
    Setting("HUB_DATABASE_URL", f"sqlite:///{INSTANCE / 'hub.sqlite3'}", "SQLite file or PostgreSQL address"),
    Setting("HUB_BROKER_URL", "memory://", "memory:// inside the process, or amqp:// for RabbitMQ"),
    Setting("HUB_QUEUE_PREFIX", "innovation_hub", "name of the exchange and first word of every queue"),
    Setting("HUB_HOST", "127.0.0.1", "address the server listens on"),
    Setting("HUB_PORT", 5080, "port the server listens on"),
    Setting("HUB_DEMO", False, "a demo world is inside; a banner says so on every page"),
    Setting("HUB_SECURE_COOKIES", False, "cookies over https only; production turns it on by itself"),
    Setting("HUB_SESSION_HOURS", 12, "hours a sign-in lasts"),
    Setting("HUB_TOKEN_DAYS", 90, "days an access token lasts"),
    Setting("HUB_SWEEP_SECONDS", 2, "seconds between two sweeps for events not yet applied"),
    Setting("HUB_BATCH", 200, "events applied in one transaction, at most"),
    Setting("HUB_WORKER_NICE", 10, "how far worker processes stand back for the web's at the processor, 0 to 19"),
    Setting("HUB_TRIES", 5, "tries of a failing reaction before it waits for a person"),
    Setting("HUB_METRICS_TOKEN", "", "bearer token that opens /metrics to other machines; empty: this machine alone"),
    Setting("HUB_READY_LAG_SECONDS", 60, "a subscriber further behind than this turns /readyz red"),
    Setting("HUB_LOG", "text", "text or json; json logs each event recorded and handled as well"),
    Setting("HUB_ANCHOR_HOURS", 24, "hours between two anchors of the journal's head"),
    Setting("HUB_ANCHOR_FILE", "", "file outside the server to which the head is appended"),
    Setting("HUB_ANCHOR_MAIL", "", "address to which the head is mailed"),
    Setting("HUB_ANCHOR_WEBHOOK", "", "https address to which the head is posted, signed (Standard Webhooks)"),
    Setting("HUB_ANCHOR_SECRET", "", "the webhook's secret, whsec_ and base64"),
    Setting("HUB_ANCHOR_PRIVATE", False, "the webhook may lie in the office's own network, and be http"),
    Setting("HUB_SMTP_URL", "smtp://localhost:25", "mail server: smtp:// (encrypted where it can) or smtps://"),
    Setting("HUB_MAIL_FROM", "innovation-hub@localhost", "who the product's mails are from"),
)


def read(environ: Mapping[str, str]) -> dict[str, str | int | bool]:
    """All settings by name, as `environ` gives them."""
    return {setting.name: setting.read(environ) for setting in SETTINGS}


def refuse_unsafe(config: Mapping[str, object]) -> None:
    """Stops a production start with a default secret or with debug on."""
    if config["HUB_ENV"] != "production":
        return
    if config["HUB_SECRET_KEY"] == DEFAULT_SECRET or len(str(config["HUB_SECRET_KEY"])) < 32:
        raise SystemExit("HUB_SECRET_KEY must be set to 32 characters or more of your own in production.")
    if config["HUB_DEBUG"]:
        raise SystemExit("HUB_DEBUG must be off in production.")
