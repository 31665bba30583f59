"""The queue's connections, with every word of ours; one to a server that no longer writes is not used again."""

from typing import Any

from procrastinate import PsycopgConnector
from procrastinate.contrib.django.utils import connector_params
from psycopg import AsyncConnection, OperationalError
from psycopg_pool import AsyncConnectionPool

Pool = AsyncConnectionPool[AsyncConnection[Any]]


def connector() -> PsycopgConnector:
    return PsycopgConnector(kwargs=connector_params(), pool_factory=_pool)


def _pool(**words: Any) -> Pool:
    return AsyncConnectionPool(**words | {"check": _check_writes})


async def _check_writes(connection: AsyncConnection[Any]) -> None:
    """Alive, and on a server that writes: PostgreSQL tells its clients of both by itself."""
    await AsyncConnectionPool.check_connection(connection)
    for state in ("in_hot_standby", "default_transaction_read_only"):
        if connection.info.parameter_status(state) == "on":
            raise OperationalError(f"the server only reads ({state})")
