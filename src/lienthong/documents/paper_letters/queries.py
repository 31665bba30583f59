"""Reads of letters on paper."""

from uuid import UUID

from lienthong.documents.paper_letters.terms import PaperLetter
from lienthong.ground import sql
from lienthong.kernel.refusals import Refusal

ROOM = "lienthong.documents.paper_letters"

OF_ITEM = """
select p.dated, p.signed_by as signer, p.addressees, p.pages, p.reason
from draft f join paper_letter p on p.document = f.document
where f.item = %s
"""


def paper_letter(item: UUID) -> PaperLetter | None:
    """None for a letter that is no paper, and for whoever does not see its draft."""
    return sql.row(PaperLetter, OF_ITEM, (item,))


def not_on_paper() -> Refusal:
    return Refusal(
        "not_on_paper",
        "Chỉ sửa được nội dung ghi tay của văn bản giấy; văn bản điện tử đã phát hành thì đính chính hoặc thay thế.",
    )
