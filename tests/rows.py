"""A PostgreSQL database whose rows are put back: making a new one waits for the disk each time, this does not."""

import psycopg
from psycopg.sql import SQL, Composed, Identifier

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"
SHAPE = """
    SELECT count(*), sum(oid::bigint), (SELECT count(*) FROM pg_trigger),
        (SELECT count(*) FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped)
    FROM pg_class WHERE relnamespace = 'public'::regnamespace
"""
SIZE = "SELECT pg_database_size(current_database())"
GROWTH = 32 * 1024 * 1024


class Database:
    """A database beside the run's own; `kept` in it are the rows to put back, `…_full` is what it was made from."""

    def __init__(self, beside: str, name: str) -> None:
        self.server = psycopg.connect(beside, autocommit=True)
        address, _, run = beside.rpartition("/")
        self.name, self.full = f"{run}_{name}", f"{run}_{name}_full"
        self.url, self.line = f"{address}/{self.name}", None
        self.make()

    def make(self, like: str = "template1") -> None:
        """Makes it; what is lost when the machine fails would be lost anyway."""
        self.tell("CREATE DATABASE {} TEMPLATE {}", self.name, like)
        self.tell("ALTER DATABASE {} SET synchronous_commit = off", self.name)

    def keep(self) -> None:
        """From now on it is put back to this moment."""
        with psycopg.connect(self.url) as line:
            self.again = self.script(line)
        self.tell("ALTER DATABASE {} RENAME TO {}", self.name, self.full)
        self.remake()

    def script(self, line) -> Composed:
        """Lays the rows aside, and says how they come back: triggers and foreign keys sleep meanwhile."""
        tables = [name for (name,) in line.execute(TABLES)]
        filled = [name for name in tables if line.execute(SQL("TABLE {} LIMIT 1").format(Identifier(name))).fetchone()]
        line.execute("CREATE SCHEMA kept")
        for name in filled:
            line.execute(SQL("CREATE TABLE kept.{0} AS TABLE public.{0}").format(Identifier(name)))
        return SQL("; ").join(
            [
                SQL("BEGIN; SET LOCAL session_replication_role = replica"),
                *(SQL("DELETE FROM public.{}").format(Identifier(name)) for name in tables),
                *(SQL("INSERT INTO public.{0} TABLE kept.{0}").format(Identifier(name)) for name in filled),
                *(
                    SQL("SELECT setval({}, {}, {})").format(f"public.{name}", last or 1, last is not None)
                    for name, last in line.execute(SEQUENCES)
                ),
                SQL("COMMIT"),
            ]
        )

    def put_back(self) -> None:
        """The rows as they were; all of it where a test has changed the tables or filled the disk."""
        if self.line.execute(SHAPE).fetchone() != self.shape or self.size() > self.made + GROWTH:
            self.remake()
        else:
            self.line.execute(self.again)

    def remake(self) -> None:
        """A new one, as it was."""
        if self.line:
            self.line.close()
        self.tell("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)
        self.make(like=self.full)
        self.line = psycopg.connect(self.url, autocommit=True, options="-c lock_timeout=10000")
        self.shape, self.made = self.line.execute(SHAPE).fetchone(), self.size()

    def size(self) -> int:
        """How many bytes it takes."""
        return self.line.execute(SIZE).fetchone()[0]

    def drop(self) -> None:
        """Both, for good."""
        self.line.close()
        for name in (self.name, self.full):
            self.tell("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
        self.server.close()

    def tell(self, order: str, *names: str) -> None:
        """Sends the server an order about databases."""
        self.server.execute(SQL(order).format(*map(Identifier, names)))
