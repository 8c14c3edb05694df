"""What a person meets on a page that no checker sees: names, widths, what covers the focus, what is read aloud."""

OPENED = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
NAMES = """() => {
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  const fields = [...document.querySelectorAll("input:not([type=hidden], [type=submit]), select, textarea")];
  const named = (field) => field.ariaLabel || field.getAttribute("aria-labelledby") || field.labels.length === 1;
  return [
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `twice: ${id}`),
    ...fields.filter((field) => !named(field)).map(({ name, labels }) => `${name}: ${labels.length} labels`),
  ];
}"""
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; }
    * { word-spacing: .16em !important; }
    p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets.push(sheet);
}"""
COVERED = """() => {
  const one = document.activeElement, { left, top, width, height } = one.getBoundingClientRect();
  if (one === document.body) return null;
  const seen = [[.5, .5], [.05, .1], [.95, .1], [.05, .9], [.95, .9]].filter(([x, y]) => {
    const there = document.elementFromPoint(left + width * x, top + height * y);
    return there && (one.contains(there) || [...(one.labels || [])].some((label) => label.contains(there)));
  });
  return seen.length ? "" : `${one.tagName} ${one.id || one.name || one.innerText.slice(0, 20)}`;
}"""

LISTEN = """() => {
  window.heard = [];
  const live = "[aria-live], [role=status], [role=alert], [role=log], output";
  new MutationObserver((changes) => {
    const around = ({ target }) => (target.closest ? target : target.parentElement)?.closest(live);
    const regions = new Set(changes.map(around));
    regions.forEach((one) => {
      const said = one && one.ariaLive !== "off" && one.textContent.trim();
      if (said) window.heard.push(said);
    });
  }).observe(document, { childList: true, characterData: true, subtree: true });
}"""


def listened(page):
    """The page with a recorder of what its live regions say, as a screen reader would."""
    page.add_init_script(f"document.addEventListener('DOMContentLoaded', {LISTEN})")
    return page


def handled(page):
    """What has been read aloud on this page."""
    return page.evaluate("window.heard")


def names(page):
    """Ids that stand twice, and fields that have no name or two, closed parts included."""
    page.evaluate(OPENED)
    return page.evaluate(NAMES)


def spaced(page):
    """The page with the distances that a reader may set (WCAG 2.2, 1.4.12)."""
    page.evaluate(SPACED)
    return page


def covered(page, stops=200):
    """The stops of the Tab key that lie wholly under something else or outside."""
    found, start = [], "document.activeElement.blur(); scrollTo(0, 0)"
    page.evaluate(start)
    for _ in range(stops):
        page.keyboard.press("Tab")
        if (one := page.evaluate(COVERED)) is None:
            return found
        found += [one] if one else []
    return found
