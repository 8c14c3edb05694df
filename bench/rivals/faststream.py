"""FastStream on RabbitMQ: asyncio, a durable queue, acknowledged after the work; published with a confirm."""

import asyncio
import contextlib

from faststream import FastStream
from faststream.rabbit import Channel, RabbitBroker, RabbitQueue
from psycopg_pool import AsyncConnectionPool

from bench.rivals import table

QUEUE = RabbitQueue("rival_faststream", durable=True)
broker = RabbitBroker(table.RABBITMQ, default_channel=Channel(prefetch_count=50), logger=None)
app = FastStream(broker, logger=None)
pool = AsyncConnectionPool(table.POSTGRES, open=False, min_size=4, max_size=8, kwargs={"autocommit": True})


@broker.subscriber(QUEUE)
async def handle(told: list[int]) -> None:
    async with pool.connection() as connection:
        await connection.execute(table.HANDLED, told)
    table.committed(told[0])


async def _work() -> None:
    async with pool:
        await app.run()


if __name__ == "__main__":
    with contextlib.ExitStack() as stack:
        loop = stack.enter_context(asyncio.Runner())
        opened = []

        def tell(stream: int, number: int) -> None:
            if not opened:
                loop.run(broker.connect())
                loop.run(broker.declare_queue(QUEUE))
                opened.append(True)
            loop.run(broker.publish([stream, number], queue=QUEUE, persist=True))

        table.run(tell, lambda: loop.run(_work()))
        loop.run(broker.stop())
