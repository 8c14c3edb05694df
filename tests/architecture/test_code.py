"""Rules of writing a machine can check: short, imports at the top, one clock, one who commits, no empty names."""

import ast
import re

from tests.architecture.source import files, nodes, place, trees

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
IMPORTS = (ast.Import, ast.ImportFrom)
EMPTY_NAMES = re.compile("(Manager|Service|Helper|Util|Utils|Handler|Data|Info)$")
REASON = re.compile(r"#\s*(type: ignore\[[^]]+\]\s+#|noqa: \w+ \()\s*\w+")
CHINESE = re.compile("[\u4e00-\u9fff]")
TELLS_TIME = {"innovation_hub/kernel/clock.py"}
COMMITS = {
    "innovation_hub/kernel/app.py",  # a request
    "innovation_hub/kernel/events/timers.py",  # the worker
    "innovation_hub/kernel/messaging/delivery.py",
    "innovation_hub/kernel/messaging/maintenance.py",
    "innovation_hub/kernel/messaging/overdue.py",
    "innovation_hub/kernel/messaging/inline.py",
    "innovation_hub/kernel/messaging/checkpoints.py",
    "innovation_hub/kernel/messaging/relay.py",
    "innovation_hub/kernel/evidence/seals.py",
    "innovation_hub/kernel/messaging/queue_depths.py",
    "innovation_hub/kernel/evidence/anchoring.py",
    "innovation_hub/kernel/messaging/replay.py",
    "innovation_hub/kernel/cli.py",  # a command
    "innovation_hub/kernel/evidence/cli.py",
    "innovation_hub/kernel/operations/backups/restoring.py",
    "innovation_hub/kernel/operations/cli_queue.py",
    "innovation_hub/accounts/cli.py",
    "innovation_hub/dashboard/cli.py",
    "proposals/cli.py",
    "proposals/importing/bring_in.py",
    "proposals/importing/upload.py",  # no transaction is open while a file is read
    "innovation_hub/kernel/demo.py",
    "innovation_hub/accounts/credentials.py",  # a wrong password is counted though the request is refused
}


def test_no_import_stands_inside_a_function():
    inside = [
        place(file, node)
        for file, function in nodes(*FUNCTIONS)
        for node in ast.walk(function)
        if isinstance(node, IMPORTS)
    ]
    assert inside == []


def test_imports_are_absolute():
    assert [place(file, node) for file, node in nodes(ast.ImportFrom) if node.level] == []


def test_no_file_is_longer_than_200_lines():
    lengths = {place(file): len(file.read_text().splitlines()) for kind in ("py", "html") for file in files(kind)}
    assert {file: length for file, length in lengths.items() if length > 200} == {}


def test_no_function_is_longer_than_30_lines():
    lengths = {
        f"{place(file, function)} {function.name}": function.end_lineno - function.lineno + 1
        for file, function in nodes(*FUNCTIONS)
    }
    assert {function: length for function, length in lengths.items() if length > 30} == {}


def test_a_module_opens_with_a_sentence_in_both_languages():
    opening = {place(file): (ast.get_docstring(tree) or "").split("\n")[0] for file, tree in trees().items()}
    assert {
        file: said for file, said in opening.items() if not (CHINESE.search(said) and re.search("[a-z]", said))
    } == {}


def test_no_name_says_nothing():
    assert [
        f"{place(file, node)} {node.name}" for file, node in nodes(ast.ClassDef) if EMPTY_NAMES.search(node.name)
    ] == []


def test_whoever_silences_a_tool_says_why():
    lines = [(place(file), line) for file in files("py") for line in file.read_text().splitlines()]
    silenced = [(file, line) for file, line in lines if re.search(r"#\s*(type: ignore|noqa)", line)]
    assert silenced
    assert [silence for silence in silenced if not REASON.search(silence[1])] == []


def test_only_the_clock_tells_the_time():
    asked = {
        place(file)
        for file, node in nodes(ast.Call)
        if called(node) in {"datetime.now", "date.today", "datetime.utcnow"}
    }
    assert asked == TELLS_TIME


def test_only_requests_commands_and_the_worker_commit():
    committing = {place(file) for file, node in nodes(ast.Call) if called(node) == "session.commit"}
    assert committing - COMMITS == set()


def called(node: ast.Call) -> str:
    """The last two names of what is called: `session.commit`."""
    return ".".join(ast.unparse(node.func).split(".")[-2:])
