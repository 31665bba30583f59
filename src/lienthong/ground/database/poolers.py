"""Whether somebody between us and PostgreSQL hands one server process to several clients."""

from contextlib import ExitStack

import psycopg

from lienthong.kernel.refusals import Refusal

ORDERS = ((0, 1, 2), (2, 1, 0), (1, 0, 2))
"""In which the clients ask, each time in a transaction of its own. A pooler that gives the server last returned gives
all three the same one, one that gives them in turn does not give the same client the same one three times."""


def require_own_backends(url: str) -> None:
    """Refuses `pooler_mixes` unless each connection keeps a server process of its own, as statements prepared in it,
    locks of a session and LISTEN need. A pooler in session mode does.
    """
    with ExitStack() as stack:
        clients = [
            stack.enter_context(psycopg.connect(url, autocommit=True, prepare_threshold=None))
            for _ in ORDERS[0]
        ]
        seen: list[set[int]] = [set() for _ in clients]
        for order in ORDERS:
            for client in order:
                seen[client] |= {pid for (pid,) in clients[client].execute("select pg_backend_pid()")}
    if any(len(own) > 1 for own in seen) or len(set.union(*seen)) < len(clients):
        raise Refusal(
            "pooler_mixes",
            "Giữa chương trình và PostgreSQL có bộ gộp kết nối (như pgbouncer ở chế độ transaction) đưa câu lệnh của"
            " nhiều kết nối vào cùng một tiến trình máy chủ, nên yêu cầu này có thể chạy câu lệnh của yêu cầu khác."
            " Hãy nối thẳng tới PostgreSQL hoặc đặt bộ gộp ở chế độ session.",
            status=500,
        )
