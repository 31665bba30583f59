"""The words of withdrawn papers."""

from collections.abc import Mapping
from typing import Final

from lienthong.personnel.terms import WORK
from lienthong.work.items.terms import Move
from lienthong.work.kinds import Kind

OPEN_WITHDRAWN: Final = "open_withdrawn_paper"

GRANTS: Final[Mapping[str, tuple[str, ...]]] = {
    "withdraw_paper": WORK,
    OPEN_WITHDRAWN: ("lanh_dao", "chanh_van_phong", "bi_thu", "vptu", "trung_tam_cds", "lanh_dao_tp"),
}
"""Who leads a body, and who inspects it for the city."""

VERBS: Final = {"item.paper_withdrawn": "Rút giấy tờ"}

WITHDRAWN_LABEL: Final = "Giấy tờ đã rút"
"""What stands where its name would, for everybody else."""


def paper_withdrawn(kind: Kind) -> Move:
    """The act on an item of this kind, closed or not, that is not under a signature: it stays as it is."""
    states = frozenset(kind.states) - kind.sealed
    return Move(
        "withdraw_paper",
        "Rút giấy tờ thêm nhầm",
        kind.name,
        states,
        "",
        "item.paper_withdrawn",
        "withdraw_paper",
    )
