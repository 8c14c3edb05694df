"""axe-core on a page: what it finds, one line each."""

from functools import cache
from pathlib import Path

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
RUN = """async (rules) => {
  const only = rules.length ? { type: "rule", values: rules } : { type: "tag", values: TAGS };
  const { violations } = await axe.run(document, { runOnly: only, resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`));
}""".replace("TAGS", '["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]')


@cache
def source() -> str:
    """The checker itself; given by evaluation, for the page's policy lets no other script in."""
    return AXE.read_text()


def findings(page, *rules: str) -> list[str]:
    """What it finds, by all rules or only by these."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(source())
    return page.evaluate(RUN, list(rules))
