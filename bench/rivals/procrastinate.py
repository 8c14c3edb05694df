"""procrastinate on PostgreSQL: asyncio, ten jobs at a time, woken by NOTIFY, told of in one statement."""

import asyncio

from procrastinate import App, PsycopgConnector, SyncPsycopgConnector
from psycopg_pool import AsyncConnectionPool

from bench.rivals import table

app = App(connector=PsycopgConnector(conninfo=table.POSTGRES))
teller = App(connector=SyncPsycopgConnector(conninfo=table.POSTGRES))
pool = AsyncConnectionPool(table.POSTGRES, open=False, min_size=4, max_size=8, kwargs={"autocommit": True})


@app.task(queue="rival", name="rival.handle")
async def handle(stream: int, number: int) -> None:
    async with pool.connection() as connection:
        await connection.execute(table.HANDLED, (stream, number))
    table.committed(stream)


def tell(stream: int, number: int) -> None:
    teller.configure_task("rival.handle", queue="rival").defer(stream=stream, number=number)


async def _work() -> None:
    async with pool, app.open_async():
        await app.run_worker_async(concurrency=10, delete_jobs="always")


if __name__ == "__main__":
    with teller.open():
        if not teller.check_connection():
            teller.schema_manager.apply_schema()
        table.run(tell, lambda: asyncio.run(_work()))
