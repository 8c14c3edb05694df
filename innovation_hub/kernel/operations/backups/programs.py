"""外部程式: pg_dump and pg_restore: found, run, and what they complain of."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy import URL, text

from innovation_hub.kernel.operations.backups.refused import Refused
from innovation_hub.kernel.storage.session import db

PLACES = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql*/bin")
LOOKED_AT_EVERY = 0.5
Watch = Callable[[], None]


def run(name: str, url: URL, words: Sequence[str], watch: Watch = lambda: None) -> None:
    """Runs the program on the database to its end, no password among its words; Refused says what it complained of."""
    program = found(name)
    bare = url.set(drivername="postgresql", password=None).render_as_string()
    password = {"PGPASSWORD": url.password} if url.password else {}
    command = [program, "--no-password", f"--dbname={bare}", *words]
    with subprocess.Popen(command, env={**os.environ, **password}, stderr=subprocess.PIPE, text=True) as process:
        while True:
            try:
                _, said = process.communicate(timeout=LOOKED_AT_EVERY)
                break
            except subprocess.TimeoutExpired:
                watch()
    watch()
    if process.returncode:
        raise Refused(f"{name}: {said.strip().splitlines()[-1] if said.strip() else process.returncode}")


def found(name: str) -> str:
    """The program, not older than the server; Refused where it is not to be had."""
    wanted = int(str(db.session.scalar(text("SHOW server_version_num")))) // 10000
    db.session.rollback()
    beside = [str(path) for place in PLACES for path in sorted(Path("/").glob(f"{place}/{name}"), reverse=True)]
    known = [(program, _major(program)) for program in (shutil.which(name), *beside) if program]
    for program, major in known:
        if major >= wanted:
            return program
    if known:
        raise Refused(
            f"{name} {known[0][1]} 比伺服器（{wanted}）舊，請安裝 postgresql-client-{wanted} "
            f"is older than the server ({wanted}): install postgresql-client-{wanted}"
        )
    raise Refused(
        f"找不到 {name}，請安裝 postgresql-client-{wanted} 或把它放進 PATH "
        f"{name} was not found: install postgresql-client-{wanted} or put it on the PATH"
    )


def _major(program: str) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    number = re.search(r"(\d+)", said)
    return int(number[1]) if number else 0
