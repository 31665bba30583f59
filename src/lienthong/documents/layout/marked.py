"""A print of a letter that says who made it and when. The stored file stays as it is: a print is a rendering, in which
the signatures are pictures of themselves.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from lienthong.ground.actor import Actor
from lienthong.kernel.clock import local
from lienthong.papers.pdf import ROOM as PAPERS
from lienthong.papers.pdf import pdf, trial_words

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument


def lines_of_mark(by: Actor, name: str, sha256: str) -> list[str]:
    """What stands in the margin."""
    who = ", ".join(filter(None, (by.name, by.title, by.unit_name)))
    return [
        f"BẢN IN từ hệ thống, không phải bản gốc điện tử. Người in: {who}. In lúc {local(by.at):%H:%M:%S %d/%m/%Y}.",
        f"Tệp {name}, SHA-256 {sha256}. Chữ ký trên bản in chỉ để xem; kiểm tra chữ ký số trên tệp gốc.",
    ]


def marked(content: bytes, lines: Sequence[str], *, title: str) -> bytes:
    """The pages of a PDF of ours, with these lines beside each: fields and signatures become part of the pages."""
    from pypdfium2 import PdfDocument  # loaded where somebody prints

    with PdfDocument(content) as letter:
        letter.init_forms()  # what fields hold – number, date, the stamps of signatures – is drawn into the pages
        sizes = [_flat(letter, number) for number in range(len(letter))]
        facts = {"title": title, "sheets": sizes, "lines": list(lines), "trial": trial_words()}
        with PdfDocument.new() as made, PdfDocument(pdf(PAPERS, "mark", facts)) as marks:
            made.import_pages(letter)
            for number in range(len(made)):
                _lay_over(made, marks, number)
            out = BytesIO()
            made.save(out)
    return out.getvalue()


def _flat(letter: "PdfDocument", number: int) -> tuple[float, float]:
    page = letter[number]
    if letter.formenv is not None:  # of a file without fields there is nothing to flatten
        page.flatten()
    width, height = page.get_size()
    page.close()
    return float(width), float(height)


def _lay_over(made: "PdfDocument", marks: "PdfDocument", number: int) -> None:
    sheet = marks.page_as_xobject(number, made)
    page = made[number]
    page.insert_obj(sheet.as_pageobject())
    page.gen_content()
    page.close()
    sheet.close()
