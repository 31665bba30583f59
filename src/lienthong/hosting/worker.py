"""python -m lienthong.hosting.worker: the jobs, and beside them the messenger."""

import asyncio
import logging
import os

from lienthong.kernel.machine import beating


async def _beat() -> None:
    while True:
        beating.beat()
        await asyncio.sleep(beating.EVERY_SECONDS)


async def _run() -> None:
    from procrastinate.contrib.django import app

    from lienthong.hosting.messenger import Messenger

    stop = asyncio.Event()
    beats = asyncio.create_task(_beat())
    messenger = asyncio.create_task(Messenger().run(stop))
    try:
        async with app.open_async():
            # Two at a time: what a person waits for does not stand behind the housekeeping.
            await app.run_worker_async(concurrency=2)
    finally:
        stop.set()
        await messenger
        beats.cancel()


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lienthong.site.settings")
    import django

    django.setup()
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    assert isinstance(app.connector, DjangoConnector)
    with app.replace_connector(app.connector.get_worker_connector()):
        asyncio.run(_run())


if __name__ == "__main__":
    main()
