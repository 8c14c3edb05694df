"""隨處找: people, cases and pages by a few words; a page of its own, and the piece of it in the box Ctrl+K opens."""

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from innovation_hub.kernel.module.module import modules
from innovation_hub.kernel.module.rows import Hit
from innovation_hub.kernel.text.cleaning import one_line
from innovation_hub.kernel.text.folding import fold, words_of
from innovation_hub.kernel.web.frame import menu
from innovation_hub.kernel.web.guards import myself, requires

palette = Blueprint("palette", __name__)
LIMIT = 100


@palette.get("/search")
@requires("hub.search")
def search() -> str:
    """What she may go to that has these words; all the menu's pages while there are none."""
    words = one_line(request.args.get("q"))[:LIMIT]
    template = "hub/_found.html" if request.headers.get("HX-Request") else "hub/search.html"
    return render_template(template, words=words, groups=_groups(words))


def _groups(words: str) -> dict[str, list[Hit]]:
    asked = words_of(words)
    found = {str(_("頁面")): [hit for hit in _pages() if all(word in fold(str(hit.label)) for word in asked)]}
    for module in modules().values():
        if words and module.finds is not None:
            found[str(module.label)] = list(module.finds(myself(), words))
    return {label: hits for label, hits in found.items() if hits}


def _pages() -> list[Hit]:
    return [Hit(item["label"], item["url"]) for item in menu()]
