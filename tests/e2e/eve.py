"""python -m tests.e2e.eve begin | midnight: a world on the eve of 1/7/2025, and the moment it comes.

`begin` prints {"plan", "giving", "undivided", "parts", "items": {address: [code, due]},
"logins": {who: [username, password]}}.
"""

import json
import sys
from datetime import datetime, timedelta
from typing import Any

import psycopg

WORLD = "dem-truoc"
ADDRESSES = (
    *(f"{n} Nguyễn Hoàng, khu phố 4, phường An Phú" for n in range(11, 23)),
    *(f"{n} đường số 7, KP1, phường An Phú" for n in range(2, 9)),
    *(f"{n}/2 Vũ Tông Phan, phường An Phú" for n in range(5, 9)),
    "Chung cư Cantavil",
    "không rõ",
)
PEOPLE = {
    "cũ": ("tiep_nhan", "27091"), "mới": ("chuyen_vien", "27094"), "trung tâm": ("quan_tri", "H29-TTCDS"),
    "ký 1": ("lanh_dao_tp", "H29"), "ký 2": ("lanh_dao_tp", "H29-SNV"),
}  # fmt: skip
PASSWORD = "mat-khau-thu-2025"

ACCOUNT = """
select a.id, a.username, m.id as mandate from account a join mandate m on m.person = a.person
join post p on p.id = m.post join unit u on u.id = p.unit
where p.role = %s and u.code = %s and m.during @> world_today() order by (u.during @> world_today()) desc, m.id limit 1
"""


def begin() -> dict[str, Any]:
    from lienthong.reorganisation.divisions.queries import divisions_of
    from lienthong.reorganisation.plans.actions import draft_plan, prepare_plan
    from lienthong.reorganisation.plans.texts.files import read_plan
    from lienthong.reorganisation.plans.texts.shipped import shipped_plan
    from lienthong.trials.acting import as_centre
    from tests import sql

    with as_centre() as centre:
        text = read_plan(shipped_plan())
        plan = draft_plan(text, by=centre)["plan"]
        prepare_plan(plan, by=centre)
        people = {who: sql.row(ACCOUNT, place) for who, place in PEOPLE.items()}
        split = next(one for one in divisions_of(plan) if one.code == "27091" and " – " not in one.name)
    return {
        "plan": plan,
        "giving": len(text.giving),
        "undivided": split.undivided,
        "parts": {part.name: part.id for part in split.parts},
        "items": _taken_in(people["cũ"].mandate),
        "logins": {who: [row.username, PASSWORD] for who, row in people.items()},
        "accounts": [row.id for row in people.values()],
    }


def _taken_in(mandate: int) -> dict[str, list[str]]:
    from lienthong.personnel.acting import acting
    from lienthong.procedures.actions import take_in_dossier

    found = {}
    for number, address in enumerate(ADDRESSES):
        with acting(mandate) as clerk:
            answer = take_in_dossier(
                procedure="1.004873", applicant=f"Nguyễn Văn {number}", phone="0903123456", address=address,
                papers=["Tờ khai"], by=clerk,
            )  # fmt: skip
        found[address] = [str(answer["id"]), answer["code"]]
    return found


def give_passwords(server: Any, accounts: list[int], world: str = WORLD) -> None:
    from lienthong.hosting.worlds import database_of
    from lienthong.personnel.login import hash_password

    with psycopg.connect(server.url(database_of(world), "owner")) as owner:
        owner.execute(
            "update account set password = %s where id = any (%s)", (hash_password(PASSWORD), accounts)
        )


def midnight() -> None:
    from lienthong.kernel.clock import ZONE
    from lienthong.trials.acting import advance_clock, as_centre

    with as_centre() as centre:
        advance_clock((datetime(2025, 7, 1, tzinfo=ZONE) + timedelta(minutes=1)).isoformat(), by=centre)


def main(word: str) -> None:
    from lienthong.hosting.inside import enter_existing

    server = enter_existing(WORLD)
    if word == "midnight":
        midnight()
        return
    made = begin()
    give_passwords(server, made.pop("accounts"))
    print(json.dumps(made))


if __name__ == "__main__":
    main(sys.argv[1])
