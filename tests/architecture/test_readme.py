"""The README lists every setting with its default, as the code has them."""

from pathlib import Path

from innovation_hub.kernel.config import INSTANCE, SETTINGS

README = Path(__file__).parents[2] / "README.md"


def table() -> str:
    rows = [f"| `{one.name}` | `{shown(one.default)}` | {one.meaning} |" for one in SETTINGS]
    return "\n".join(["| setting | default | meaning |", "|---|---|---|", *rows])


def shown(default: object) -> str:
    return str(default).replace(str(INSTANCE), "instance")


def test_the_readme_lists_every_setting():
    assert table() in README.read_text(encoding="utf-8")
