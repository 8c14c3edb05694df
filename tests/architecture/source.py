"""The product's own files, read as text and as syntax trees."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULES = ("innovation_hub", "proposals", "review")


def files(ending: str) -> list[Path]:
    """The product's files of a kind."""
    return sorted(file for module in MODULES for file in (ROOT / module).rglob(f"*.{ending}"))


@cache
def trees() -> dict[Path, ast.Module]:
    """Each Python file of the product, parsed."""
    return {file: ast.parse(file.read_text()) for file in [ROOT / "wsgi.py", *files("py")]}


def nodes(*kinds: type[ast.AST]):
    """Every node of these kinds in the product, with its file."""
    return [(file, node) for file, tree in trees().items() for node in ast.walk(tree) if isinstance(node, kinds)]


def place(file: Path, node: ast.AST | None = None) -> str:
    """Where that is, as `review/cases.py:12`."""
    return f"{file.relative_to(ROOT)}" + (f":{node.lineno}" if node else "")
