"""python -m tests.stories.script WORLD: a token of An Khánh's clerk, as a script would be given one. Prints it."""

import sys
from datetime import timedelta

CLERK = """
select m.id from mandate m join post p on p.id = m.post join unit u on u.id = p.unit
where p.role = 'van_thu' and u.code = '27094' and m.during @> world_today() order by p.id limit 1
"""


def main(world: str) -> None:
    from lienthong.hosting.inside import enter_existing

    enter_existing(world)
    from django.db import transaction

    from lienthong.personnel.asking import mint_token
    from tests import sql

    with transaction.atomic():
        print(mint_token(sql.one(CLERK), "kịch bản", lasts=timedelta(hours=1)))


if __name__ == "__main__":
    main(*sys.argv[1:])
