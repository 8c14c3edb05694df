"""A backup that cannot be made leaves nothing behind; one that cannot be restored leaves the database as it was."""

import gzip
import io
import subprocess
import tarfile
import zlib

import pytest
from flask_migrate import downgrade
from sqlalchemy import NullPool, create_engine, inspect, text

from innovation_hub.kernel.operations.backups import programs
from innovation_hub.kernel.operations.backups.manifest import NAME
from innovation_hub.kernel.storage.schema_version import version_of, versions
from innovation_hub.kernel.storage.session import db
from tests.backups.places import command, destroy

SCALED_OUT = pytest.mark.parametrize("own", ["scaled_out"], indirect=True)


def rows(app):
    with app.app_context():
        found = {name: db.session.scalar(text(f"SELECT count(*) FROM {name}")) for name in db.metadata.tables}
        db.session.remove()
    return found


def unpacked(file):
    with tarfile.open(file) as tar:
        return {entry.name: tar.extractfile(entry).read() for entry in tar}


def packed(file, members):
    with tarfile.open(file, "w:gz") as tar:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))


def left_beside(file):
    return [path.name for path in file.parent.iterdir() if path != file]


def refused(app, words, said):
    """The command says so, and the database is as before."""
    before = rows(app)
    answer = command(app, *words)
    assert (answer.exit_code, said in answer.output) == (1, True), answer.output
    assert "Traceback" not in answer.output
    assert rows(app) == before


def test_a_file_is_not_overwritten_without_force(app, file):
    before = file.read_bytes()
    refused(app, ["backup", str(file)], "--force")
    assert file.read_bytes() == before
    file.write_bytes(b"another")
    assert command(app, "backup", str(file), "--force").exit_code == 0
    assert (NAME in unpacked(file), left_beside(file), file.stat().st_mode & 0o777) == (True, [], 0o600)


def test_a_folder_that_is_not_there_and_one_that_is_a_file(app, file):
    refused(app, ["backup", str(file.parent / "no" / "hub.tar.gz")], "no folder")
    refused(app, ["backup", str(file / "hub.tar.gz")], "no folder")


@pytest.fixture
def full_disk(tmp_path):
    """A disk of so little room that no backup goes on it."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", place], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_full_disk_is_told_in_one_sentence_and_nothing_stays_on_it(app, full_disk):
    refused(app, ["backup", str(full_disk / "hub.tar.gz")], "磁碟空間不足 no space left")
    assert list(full_disk.iterdir()) == []


@SCALED_OUT
def test_without_pg_dump_it_says_what_to_install(app, file, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(programs, "PLACES", ())
    refused(app, ["backup", str(file), "--force"], "找不到 pg_dump，請安裝 postgresql-client-")


@SCALED_OUT
def test_an_older_pg_dump_is_not_used(app, file, monkeypatch, tmp_path):
    old = tmp_path / "pg_dump"
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert command(app, "backup", str(file), "--force").exit_code == 0
    monkeypatch.setattr(programs, "PLACES", ())
    refused(app, ["backup", str(file), "--force"], "pg_dump 9")


def test_a_database_that_is_not_empty_is_replaced_only_when_told(app, file):
    with app.app_context():
        db.session.execute(text("UPDATE sections SET name_en = 'changed since'"))
        db.session.commit()
    refused(app, ["restore", str(file)], "--replace")
    answer = command(app, "restore", "--replace", str(file))
    assert (answer.exit_code, "the old database is kept as" in answer.output) == (0, True), answer.output
    with app.app_context():
        changed = text("SELECT count(*) FROM sections WHERE name_en = 'changed since'")
        assert db.session.scalar(changed) == 0
        db.session.remove()


def test_a_database_somebody_is_in_is_not_replaced(app, file):
    before = rows(app)
    with app.app_context():
        url = db.engine.url
    with create_engine(url, poolclass=NullPool).connect() as connection:
        connection.execute(text("SELECT count(*) FROM sections")).all()
        answer = command(app, "restore", "--replace", str(file))
        assert (answer.exit_code, "stop all servers and workers first" in answer.output) == (1, True), answer.output
        assert connection.scalar(text("SELECT count(*) FROM proposals")) == before["proposals"]
    assert rows(app) == before
    assert command(app, "restore", "--replace", str(file)).exit_code == 0


def flipped(whole, where):
    """With one bit changed, from that part on, that changes what the archive says: some say the same another way."""
    for place in range(int(len(whole) * where), len(whole)):
        other = bytearray(whole)
        other[place] ^= 4
        if not says_the_same(other, whole):
            return bytes(other)
    raise AssertionError("no bit matters")


def says_the_same(one, other):
    try:
        return gzip.decompress(one) == gzip.decompress(other)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        return False


@pytest.mark.parametrize("where", [0.3, 0.6, 0.9])
def test_a_flipped_bit_is_found(app, file, where):
    file.write_bytes(flipped(file.read_bytes(), where))
    refused(app, ["restore", "--replace", str(file)], "damaged")


def test_a_changed_missing_or_added_member_is_found(app, file):
    members = unpacked(file)
    [copy] = [name for name in members if name != NAME]
    wrong = {
        "changed": members | {copy: members[copy][:-1] + b"x"},
        "missing": {NAME: members[NAME]},
        "added": members | {"more": b"more"},
        "elsewhere": {NAME: members[NAME], f"../{copy}": members[copy]},
    }
    for content in wrong.values():
        packed(file, content)
        refused(app, ["restore", "--replace", str(file)], "damaged")


def test_what_was_cut_or_is_no_backup_is_refused(app, file):
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    refused(app, ["restore", "--replace", str(file)], "damaged")
    file.write_bytes(b"not a tar")
    refused(app, ["restore", "--replace", str(file)], "damaged")
    packed(file, {"letter.txt": b"dear all"})
    refused(app, ["restore", "--replace", str(file)], "not a backup")
    file.write_bytes(gzip.compress(b"\0" * 10240))
    refused(app, ["restore", "--replace", str(file)], "not a backup")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b'"revision": "', b'"revision": "9', "newer product"),
        (b'"format": 1', b'"format": 2', "unknown format"),
        (b'"proposals": ', b'"proposals": 9', "proposals: 9"),
        (b'"engine": "', b'"engine": "other', "is a backup of other"),
        (b'"counts"', b'"sums"', "cannot be read"),
    ],
    ids=["newer", "format", "counts", "engine", "unreadable"],
)
def test_a_manifest_that_does_not_fit_is_refused(app, file, old, new, said):
    members = unpacked(file)
    assert old in members[NAME]
    packed(file, {NAME: members[NAME].replace(old, new)} | {k: v for k, v in members.items() if k != NAME})
    refused(app, ["restore", "--replace", str(file)], said)


def test_a_sound_backup_comes_back_whole(app, file):
    before = rows(app)
    destroy(app)
    answer = command(app, "restore", str(file))
    assert (answer.exit_code, "0 項不符 broken" in answer.output) == (0, True), answer.output
    assert rows(app) == before


def test_a_sound_file_is_proved_without_touching_the_database(app, file):
    before = rows(app)
    answer = command(app, "restore", "--check", str(file))
    assert (answer.exit_code, "the backup is sound" in answer.output) == (0, True), answer.output
    assert rows(app) == before


def test_an_older_backup_is_brought_up_to_date(office, file):
    downgrade(revision="-1")
    assert command(office.app, "backup", str(file), "--force").exit_code == 0
    destroy(office.app)
    answer = command(office.app, "restore", str(file))
    with db.engine.connect() as connection:
        assert version_of(connection) == versions()[-1]
        assert set(db.metadata.tables) <= set(inspect(connection).get_table_names())
    assert answer.exit_code in (0, 2), answer.output
