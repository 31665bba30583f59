"""What is seen of a signature and of a number that came later: words in whole letters, drawn into a given box.

The letters are a whole TTF file of ours: with the default a Vietnamese name is printed as bytes, without an error.
"""

import unicodedata
from functools import cache
from importlib import resources
from io import BytesIO

from fontTools.ttLib import TTFont
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.font import FontEngineFactory
from pyhanko.pdf_utils.font.opentype import GlyphAccumulator
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.text import TextBoxStyle
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp import TextStampStyle

from lienthong.documents.layout.terms import Box
from lienthong.documents.signing.pdf.terms import Colour, Stamp

FILE = "BeVietnamPro_400Regular.ttf"
UNUSED = ("GSUB", "GPOS", "GDEF")
"""Of the letters: what joins and moves them. Composed Vietnamese needs none, and reading it takes longer than all else.
"""

WORDS = "%(words)s"
"""The words come as a value: a name with a per cent sign in it is no pattern."""

BLACK: Colour = (0, 0, 0)


class Letters(FontEngineFactory):
    """The letters of one revision of a file, in it once for all that is written."""

    def __init__(self) -> None:
        self._engine: GlyphAccumulator | None = None

    def create_font_engine(self, writer: BasePdfFileWriter, obj_stream: object = None) -> GlyphAccumulator:
        if self._engine is None:
            stream = writer.prepare_object_stream() if writer.stream_xrefs else None
            self._engine = GlyphAccumulator(writer, BytesIO(_file()), font_size=10, obj_stream=stream)
        return self._engine


@cache
def _file() -> bytes:
    fonts = resources.files("lienthong.papers").joinpath("fonts")
    letters = TTFont(BytesIO(fonts.joinpath(FILE).read_bytes()))
    for table in UNUSED:
        if table in letters:
            del letters[table]
    made = BytesIO()
    letters.save(made)
    return made.getvalue()


def style_of(stamp: Stamp, letters: Letters) -> TextStampStyle:
    """A bordered box with the stamp's lines, as large as the box allows."""
    return _style(letters, 9, stamp.colour, border=1, margin=4)


def words_of(stamp: Stamp) -> dict[str, str]:
    """What `style_of` draws."""
    return _words("\n".join(stamp.lines))


def written(
    writer: IncrementalPdfFileWriter, box: Box, words: str, letters: Letters
) -> generic.DictionaryObject:
    """The appearance of a field that holds these words, from its left edge."""
    style = _style(letters, 12, BLACK, border=0, margin=0)
    stamp = style.create_stamp(writer, _size(box), _words(words))
    appearance: generic.DictionaryObject = stamp.as_appearances().as_pdf_object()
    return appearance


def empty(writer: IncrementalPdfFileWriter, box: Box) -> generic.DictionaryObject:
    """The appearance of a field that holds nothing yet."""
    nothing = RawContent(b"", box=_size(box)).as_form_xobject()
    return generic.DictionaryObject({generic.pdf_name("/N"): writer.add_object(nothing)})


def _words(words: str) -> dict[str, str]:
    """Composed: a name typed on another machine may come as letters with their marks behind them."""
    return {"words": unicodedata.normalize("NFC", words)}


def _size(box: Box) -> BoxConstraints:
    return BoxConstraints(width=box.x1 - box.x0, height=box.y1 - box.y0)


def _style(letters: Letters, size: int, colour: Colour, *, border: int, margin: int) -> TextStampStyle:
    text = TextBoxStyle(
        font=letters,
        font_size=size,
        leading=size + 3,
        text_color=colour,
        box_layout_rule=_layout(InnerScaling.NO_SCALING, 0),
    )
    return TextStampStyle(
        stamp_text=WORDS,
        border_width=border,
        border_color=colour,
        background=None,
        text_box_style=text,
        inner_content_layout=_layout(InnerScaling.SHRINK_TO_FIT, margin),
    )


def _layout(scaling: InnerScaling, margin: int) -> SimpleBoxLayoutRule:
    return SimpleBoxLayoutRule(
        x_align=AxisAlignment.ALIGN_MIN,
        y_align=AxisAlignment.ALIGN_MID,
        margins=Margins.uniform(margin),
        inner_content_scaling=scaling,
    )
