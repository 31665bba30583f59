"""python -m tests.e2e.signers WORLD FILE: letters that wait for An Khánh's chairman, whose own key lies in FILE.

Prints {"items": [id, …], "logins": {who: [username, password]}}. The body's seal lies at the server.
"""

import json
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.e2e.eve import ACCOUNT, PASSWORD, give_passwords

PEOPLE = {"ký": ("lanh_dao", "27094"), "văn thư": ("van_thu", "27094"), "soạn": ("chuyen_vien", "27094"),
          "trung tâm": ("trung_tam_cds", "H29-TTCDS")}  # fmt: skip
PIN = "246810"
LETTERS = 6


def _submitted(mandate: int) -> str:
    from lienthong.documents import actions
    from lienthong.personnel.acting import acting
    from tests import sql

    to = sql.one("select id from unit where code = 'H29-TTCDS'")
    with acting(mandate) as specialist:
        item = UUID(actions.draft_document(
            side="government", type="CV", subject="Về việc ký số", body="Nội dung.", to=[to], by=specialist
        )["id"])  # fmt: skip
        actions.submit_draft(item, by=specialist)
    return str(item)


def _give_keys(leader: Any, clerk: Any, file: Path) -> None:
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

    from lienthong.documents.signing.certificates import keys, trial
    from lienthong.documents.signing.certificates.actions import register_certificate
    from lienthong.documents.signing.pdf import authority
    from lienthong.personnel.acting import acting
    from lienthong.trials.acting import as_centre
    from tests import sql

    with acting(leader.mandate) as chairman:
        name, unit, body = chairman.name, chairman.unit_name, chairman.unit
    person = sql.one("select person from mandate where id = %s", (leader.mandate,))
    with as_centre() as centre:
        made = trial._authority(centre.at)
        days = made.certificate.not_valid_before_utc, made.certificate.not_valid_after_utc
        own = authority.give(made, name, unit, *days)
        register_certificate(content=own.certificate, person=person, by=centre)
        seal = authority.give(made, unit, unit, *days)
        given = register_certificate(content=seal.certificate, unit=body, at_server=True, by=centre)
    keys.keep(UUID(given["certificate"]), "p12", seal.file)
    key, certificate, _ = pkcs12.load_key_and_certificates(own.file, None)
    file.write_bytes(pkcs12.serialize_key_and_certificates(
        b"ky", key, certificate, None, BestAvailableEncryption(PIN.encode())  # type: ignore[arg-type]
    ))  # fmt: skip


def main(world: str, file: str) -> None:
    from lienthong.hosting.inside import enter_existing

    server = enter_existing(world)
    from tests import sql

    people = {who: sql.row(ACCOUNT, place) for who, place in PEOPLE.items()}
    _give_keys(people["ký"], people["văn thư"], Path(file))
    items = [_submitted(people["soạn"].mandate) for _ in range(LETTERS)]
    give_passwords(server, [row.id for row in people.values()], world)
    print(json.dumps({
        "items": items, "logins": {who: [row.username, PASSWORD] for who, row in people.items()},
    }))  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
