"""The versions in migrations/ make the tables the models ask for, go down and up again, and keep what is sealed."""

import ast
import re

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from innovation_hub.kernel.storage.session import db, is_sqlite
from tests.architecture.source import ROOT
from tests.architecture.world import World

VERSIONS = sorted((ROOT / "migrations/versions").glob("*.py"))
SEALED = (
    "events",
    "revisions",
    "dossiers",
    "scorecards",
    "parameters",
    "judgements",
    "consents",
    "seals",
    "anchors",
    "inspections",
)
EMPTY_HERE = {"answers", "calendar_exceptions", "demo_days", "failures", "sheets", "sign_ins", "tokens", "watermarks"}


def test_one_line_of_versions_named_by_date_and_what_they_do():
    line = [*ScriptDirectory(ROOT / "migrations").walk_revisions()][::-1]
    assert [version.revision for version in line] == [f"{n:04}" for n in range(1, len(line) + 1)]
    assert [file.name for file in VERSIONS if not re.fullmatch(r"\d{8}_[a-z_0-9]+\.py", file.name)] == []


def test_a_version_imports_nothing_of_ours():
    trees = {file.name: ast.parse(file.read_text()) for file in VERSIONS}
    imported = {
        name.split(".")[0]
        for tree in trees.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
    }
    assert imported <= {"alembic", "sqlalchemy"}


def test_the_versions_make_the_tables_the_models_ask_for(app):
    with app.app_context():
        assert differences() == []


def test_a_missing_column_would_be_seen(app):
    with app.app_context():
        with db.engine.begin() as connection:
            connection.execute(text("ALTER TABLE failures DROP COLUMN tries"))
        assert [difference[0] for difference in differences()] == ["add_column"]


def test_every_version_goes_down_with_rows_in_its_tables_and_up_again(office, tmp_path):
    World(office)
    office.seal()
    anchored(office, tmp_path)
    db.session.remove()
    assert empty_tables() <= EMPTY_HERE
    for _version in VERSIONS:
        downgrade(revision="-1")
    assert set(inspect(db.engine).get_table_names()) == {"alembic_version"}
    for _version in VERSIONS:
        upgrade(revision="+1")
    assert differences() == []


def test_what_is_sealed_is_neither_changed_nor_deleted(office, tmp_path):
    World(office)
    office.seal()
    anchored(office, tmp_path)
    db.session.remove()
    assert set(SEALED) & empty_tables() == set()
    tries = [change.format(table=table) for table in SEALED for change in changes(table)]
    assert [statement for statement in tries if not refused(statement)] == []


def test_what_is_not_sealed_is_changed(office):
    with pytest.raises(AssertionError, match="went through"):
        assert refused("UPDATE sections SET name_en = name_en"), "went through"


def anchored(office, folder) -> None:
    """An anchor sent, and looked at."""
    office.app.config["HUB_ANCHOR_FILE"] = str(folder / "anchors.txt")
    assert office.app.test_cli_runner().invoke(args=["hub", "anchor"]).exit_code == 0


def differences() -> list:
    """What autogenerate would write."""
    with db.engine.connect() as connection:
        return compare_metadata(MigrationContext.configure(connection), db.metadata)


def empty_tables() -> set[str]:
    """Tables without a row."""
    with db.engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        return {table for table in tables if not connection.scalar(text(f"SELECT count(*) FROM {table}"))}


def changes(table: str) -> list[str]:
    """Every way to change or lose a row on this engine."""
    column = inspect(db.engine).get_columns(table)[-1]["name"]
    common = [f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"]
    engines = f"REPLACE INTO {table} SELECT * FROM {table}" if is_sqlite() else f"TRUNCATE {table} CASCADE"
    return [*common, engines]


def refused(statement: str) -> bool:
    """Whether the database says no, and why."""
    try:
        with db.engine.begin() as connection:
            connection.execute(text(statement))
    except DBAPIError as error:
        return "is insert-only" in str(error.orig)
    return False
