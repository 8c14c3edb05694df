"""One word a concept: GLOSSARY.md names every table and every event, and nothing that is not there."""

import ast
import re

from tests.architecture.source import ROOT, nodes

ROW = re.compile(r"^\| `(?P<word>\w+)`(?P<later> \(later\))? \| (?P<chinese>[^|]+) \| (?P<meaning>[^|]+) \|$", re.M)
ROWS = list(ROW.finditer((ROOT / "GLOSSARY.md").read_text()))


def test_every_table_has_its_row():
    assert children_of("Base") - words() == set()


def test_every_event_has_its_row_and_the_label_its_readers_see():
    labels = {
        node.name: ast.get_docstring(node)
        for file, node in nodes(ast.ClassDef)
        if "Event" in map(ast.unparse, node.bases)
    }
    told = {row["word"]: row["chinese"] for row in ROWS}
    assert {event: told.get(event) for event in labels} == labels


def test_every_row_has_its_thing_in_the_code():
    assert words() - defined() - quoted() == set()


def test_what_comes_later_is_not_there_yet():
    assert {row["word"] for row in ROWS if row["later"]} & defined() == set()


def test_a_word_is_explained_once():
    told = [row["word"] for row in ROWS]
    assert sorted(told) == sorted(set(told))


def test_every_line_of_a_table_is_a_row():
    lines = [line for line in (ROOT / "GLOSSARY.md").read_text().splitlines() if line.startswith("| `")]
    assert [line for line in lines if not ROW.match(line)] == []


def words() -> set[str]:
    """The words for what is there."""
    return {row["word"] for row in ROWS if not row["later"]}


def children_of(base: str) -> set[str]:
    """The classes with this base."""
    return {node.name for file, node in nodes(ast.ClassDef) if base in map(ast.unparse, node.bases)}


def defined() -> set[str]:
    """What the code names: classes, functions, variables."""
    stored = {node.id for file, node in nodes(ast.Name) if isinstance(node.ctx, ast.Store)}
    return stored | {node.name for file, node in nodes(ast.ClassDef, ast.FunctionDef)}


def quoted() -> set[str]:
    """Words in quotes: stages, roles, outcomes."""
    return {str(node.value) for file, node in nodes(ast.Constant)}
