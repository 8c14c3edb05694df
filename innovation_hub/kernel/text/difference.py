"""差異: what went and what came between two texts."""

from difflib import SequenceMatcher

from markupsafe import Markup


def difference(old: str, new: str) -> tuple[Markup, Markup]:
    """Old and new text with what went and what came marked."""
    left, right = Markup(""), Markup("")
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left += Markup("<del>{}</del>").format(old[a:b]) if kind != "equal" and a < b else old[a:b]
        right += Markup("<ins>{}</ins>").format(new[c:d]) if kind != "equal" and c < d else new[c:d]
    return left, right
