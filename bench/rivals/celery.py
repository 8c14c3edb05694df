"""Celery on RabbitMQ: a prefork pool of two, acknowledged late."""

from functools import cache

from celery import Celery

from bench.rivals import table

app = Celery("rival", broker=table.RABBITMQ)
app.conf.update(
    task_ignore_result=True,
    task_acks_late=True,
    worker_prefetch_multiplier=50,
    task_default_queue="rival_celery",
    worker_hijack_root_logger=False,
)
connection = cache(table.connect)


@app.task(name="rival.handle")
def handle(stream: int, number: int) -> None:
    connection().execute(table.HANDLED, (stream, number))
    table.committed(stream)


def work() -> None:
    app.worker_main(["worker", "--concurrency=2", "--loglevel=error", "--without-gossip", "--without-mingle"])


if __name__ == "__main__":
    table.run(handle.delay, work)
