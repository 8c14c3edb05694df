"""The words of docs/vocabulary.md hold: no identifier, docstring or help text uses those it replaces."""

import ast
import io
import re
import tokenize

from tests.architecture.source import ROOT, files, place, trees

WORDS = re.compile(
    r"(?<![a-z])(hear|hears|heard|hearing|hearers?|unheard|manners|keepers?|doors?|last[ _]words)(?![a-z])", re.I
)
DEFINED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
OLD_FILES = {
    "innovation_hub/kernel": "told news care mending steering gauges last_words trip bells keeper depths manners once "
    "at_once hearing opening sentences",
    "proposals": "joining gathering dividing weighing finding judging programs nearness likeness sides ties portions",
    "review": "climbing mine pausing telling amending amendment regulations",
}


def test_no_identifier_uses_a_replaced_word():
    assert [found for file in files("py") for found in identifiers(file) if WORDS.search(found[1])] == []


def test_no_docstring_or_help_text_uses_a_replaced_word():
    said = [
        (place(file), ast.get_docstring(node) or "")
        for file, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, DEFINED)
    ]
    assert [(file, WORDS.search(text).group()) for file, text in said if WORDS.search(text)] == []


def test_no_file_bears_a_replaced_name():
    found = {place(file) for file in files("py")}
    old = {f"{room}/{name}.py" for room, names in OLD_FILES.items() for name in names.split()}
    nested = [file for file in found if file.startswith("innovation_hub/kernel/")]
    assert found & old == set()
    assert [file for file in nested if file.rsplit("/")[-1][:-3] in OLD_FILES["innovation_hub/kernel"].split()] == []


def test_no_folder_holds_more_than_twenty_files():
    folders = [file.parent for file in files("py") if file.name != "__init__.py"]
    assert {str(one.relative_to(ROOT)): folders.count(one) for one in folders if folders.count(one) > 20} == {}


def test_the_vocabulary_fits_on_a_page():
    assert len((ROOT / "docs/vocabulary.md").read_text(encoding="utf-8").splitlines()) <= 40


def identifiers(file):
    """The names of a file, with where they stand; words are told apart at underscores and capitals."""
    for token in tokenize.generate_tokens(io.StringIO(file.read_text()).readline):
        if token.type == tokenize.NAME:
            yield f"{place(file)}:{token.start[0]}", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", token.string).replace("_", " ")
