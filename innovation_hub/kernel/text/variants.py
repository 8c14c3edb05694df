"""異體字: characters and signs that offices write for one another; the characters stand in variants.txt."""

from pathlib import Path

_LINES = Path(__file__).with_name("variants.txt").read_text(encoding="utf-8").splitlines()

#: Groups of characters, the first of each stands for all.
GROUPS = tuple(group for line in _LINES if not line.startswith("#") for group in line.split())

#: Signs that keyboards and programs write for one another.
SIGNS = {
    "-": "‐‑‒–—―−﹣－ー─━",
    "'": "‘’‚‛′`´＇",
    '"': "“”„‟″＂",
    "·": "・‧•∙⋅",
    "~": "〜～∼",
}
