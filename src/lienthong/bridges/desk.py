"""Acts that lead from one desk to another; the site offers them with the desk's own."""

from typing import Final

from lienthong.bridges import report_becomes_dossier, report_becomes_letter
from lienthong.work.desks import DeskAct

ACTS: Final[tuple[DeskAct, ...]] = (report_becomes_dossier.ACT, report_becomes_letter.ACT)
