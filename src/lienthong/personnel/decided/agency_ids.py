"""Electronic ids of agencies (QĐ 20/2020/QĐ-TTg, QĐ 09/2025/QĐ-TTg): what is published, what a decision entered here
says, and where there is neither, that the code used here is our own. A merged province's id is closed, never given
again.
"""

import csv
from collections.abc import Iterator
from datetime import date
from importlib import resources
from io import StringIO
from typing import Literal, NamedTuple

from lienthong.kernel.decided.dated import Dated, newest_on
from lienthong.personnel.decided import queries
from lienthong.personnel.decided.rules import effective
from lienthong.personnel.decided.terms import AGENCY_ID

Standing = Literal["decided", "closed", "placeholder", "unpublished"]
STANDINGS: dict[Standing, str] = {
    "decided": "theo quyết định",
    "closed": "đã đóng",
    "placeholder": "tạm ghi, chưa thấy công bố",
    "unpublished": "chưa công bố",
}


class AgencyId(NamedTuple):
    value: str
    """Empty where none is published."""
    standing: Standing
    basis: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def words(self) -> str:
        """H29 (theo quyết định); chưa công bố."""
        said = STANDINGS[self.standing]
        return f"{self.value} ({said})" if self.value else said


UNPUBLISHED = AgencyId("", "unpublished")
MADE_UP = "Mã do phần mềm đặt cho đến khi có mã công bố"
"""Of `H29-SNV` and the like; no published id has a hyphen."""


def _packaged() -> Iterator[tuple[str, Dated[AgencyId]]]:
    text = resources.files("lienthong.units").joinpath("data", "agency_ids.csv").read_text("utf-8")
    for row in csv.DictReader(StringIO(text)):
        since = date.fromisoformat(row["since"])
        until = date.fromisoformat(row["until"]) if row["until"] else None
        standing: Standing = "placeholder" if row["standing"] == "placeholder" else "decided"
        agency_id = AgencyId(row["agency_id"], standing, row["basis"], since, until)
        yield row["code"], Dated(agency_id, since, until, agency_id.basis)


PACKAGED: tuple[tuple[str, Dated[AgencyId]], ...] = tuple(_packaged())


def agency_id_of(code: str, unit: int | None, on: date) -> AgencyId:
    """The id of a body on a day: as decided here, else as packaged; after its last day it is closed."""
    if unit is not None:
        row = effective(queries.entered_rows(rules=[AGENCY_ID], unit=unit), on)
        if row is not None:
            return AgencyId(row.value, "decided", row.basis_words, row.since, row.until)
    newest = newest_on(PACKAGED, on).get(code)
    if newest is not None:
        return newest.value
    ended = [row.value for of, row in PACKAGED if of == code and row.until is not None and row.until < on]
    if ended:
        return ended[-1]._replace(standing="closed")
    return AgencyId(code, "placeholder", MADE_UP) if "-" in code else UNPUBLISHED
