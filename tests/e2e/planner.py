"""python -m tests.e2e.planner WORLD: logins of who plans and who signs, as JSON {who: [username, password]}."""

import json
import sys

from tests.e2e.eve import ACCOUNT, PASSWORD, give_passwords

PEOPLE = {
    "lập": ("quan_tri", "H29-TTCDS"), "ký 1": ("lanh_dao_tp", "H29"), "ký 2": ("lanh_dao_tp", "H29-SNV"),
}  # fmt: skip


def main(world: str) -> None:
    from lienthong.hosting.inside import enter_existing

    server = enter_existing(world)
    from lienthong.ground import sql

    people = {who: sql.row(ACCOUNT, place) for who, place in PEOPLE.items()}
    give_passwords(server, [row.id for row in people.values()], world)
    print(json.dumps({who: [row.username, PASSWORD] for who, row in people.items()}))


if __name__ == "__main__":
    main(sys.argv[1])
