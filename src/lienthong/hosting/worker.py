"""python -m lienthong.hosting.worker: the jobs, and beside them the messenger."""

import asyncio
import logging
import os
import signal
from typing import Any

from lienthong.kernel.machine import beating

FINISH_SECONDS = 4.0
"""A job that runs when the worker is told to stop may finish; then it is told to end after the batch it is at."""

GONE_AFTER_SECONDS = 12.0
"""Sooner than the supervisor kills. A job that does not end is cut off: its transaction is undone, and the next worker
takes it up."""


async def _beat() -> None:
    while True:
        beating.beat()
        await asyncio.sleep(beating.EVERY_SECONDS)


async def _run() -> None:
    from procrastinate.contrib.django import app

    from lienthong.ground.jobs.running import told_when_to_end
    from lienthong.hosting.messenger import Messenger

    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    beats = asyncio.create_task(_beat())
    messenger = asyncio.create_task(Messenger().run(stop))
    middleware: list[Any] = [*app.worker_defaults.get("task_middleware", ()), told_when_to_end]
    try:
        async with app.open_async():
            jobs = asyncio.create_task(
                app.run_worker_async(
                    # Two at a time: what a person waits for does not stand behind the housekeeping.
                    concurrency=2,
                    delete_jobs="successful",
                    shutdown_graceful_timeout=FINISH_SECONDS,
                    install_signal_handlers=False,
                    task_middleware=middleware,
                )
            )

            def told_to_stop() -> None:
                jobs.cancel()
                loop.call_later(GONE_AFTER_SECONDS, os._exit, 0)

            for number in (signal.SIGTERM, signal.SIGINT):
                loop.add_signal_handler(number, told_to_stop)
            await asyncio.wait([jobs])
            if not jobs.cancelled():
                jobs.result()
    finally:
        stop.set()
        await messenger
        beats.cancel()


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lienthong.site.settings")
    import django

    django.setup()
    from procrastinate.contrib.django import app

    from lienthong.hosting.running import housekeeping, queue  # noqa: F401 – the queue's own tasks

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    with app.replace_connector(queue.connector()):
        asyncio.run(_run())


if __name__ == "__main__":
    main()
