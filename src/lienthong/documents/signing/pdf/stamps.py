"""What is seen of a signature and of a number that came later: words in whole letters, drawn into a given box.

The letters are a whole TTF file of ours: with the default a Vietnamese name is printed as bytes, without an error.
"""

import unicodedata
from functools import cache
from importlib import resources
from io import BytesIO

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
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

UPRIGHT, SLANTED = "Tinos_400Regular.ttf", "Tinos_400Regular_Italic.ttf"
"""As the letters around them (`papers/letter.typ`): a number stands upright, a place and date slanted."""

LATIN = (
    (0x20, 0x180), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x243, 0x243), (0x300, 0x309), (0x31B, 0x31B), (0x323, 0x323),
    (0x1EA0, 0x1EF9), (0x2010, 0x2033), (0x20AB, 0x20AC),
)  # fmt: skip
"""First and last of the characters that stand on stamps and in numbers: Vietnamese, the letters of the peoples of
Vietnam («Ƀ», «Č», «Ŭ») and of neighbours. What joins and moves letters composed Vietnamese does not need; reading it,
and letters nobody writes here, would take longer than all else.
"""

PDF_UNITS = 1000
"""Of an em in a PDF. pyHanko writes widths in the font's own units: drawn on 2048, letters would stand twice as far
apart.
"""

WORDS = "%(words)s"
"""The words come as a value: a name with a per cent sign in it is no pattern."""

BLACK: Colour = (0, 0, 0)
BELOW = 4
"""Points of a field below the line its words stand on: «g» and «ạ» reach down."""


class Letters(FontEngineFactory):
    """The letters of one revision of a file, in it once for all that is written with them."""

    def __init__(self, file: str = UPRIGHT) -> None:
        self._file = file
        self._engine: GlyphAccumulator | None = None

    def create_font_engine(self, writer: BasePdfFileWriter, obj_stream: object = None) -> GlyphAccumulator:
        if self._engine is None:
            stream = writer.prepare_object_stream() if writer.stream_xrefs else None
            self._engine = GlyphAccumulator(
                writer, BytesIO(_content(self._file)), font_size=10, obj_stream=stream
            )
        return self._engine


@cache
def _content(file: str) -> bytes:
    fonts = resources.files("lienthong.papers").joinpath("fonts")
    letters = TTFont(BytesIO(fonts.joinpath(file).read_bytes()))
    wanted = Subsetter(Options(layout_features=[], hinting=False, notdef_outline=True, glyph_names=False))
    wanted.populate(unicodes=[code for first, last in LATIN for code in range(first, last + 1)])
    wanted.subset(letters)
    scale_upem(letters, PDF_UNITS)
    made = BytesIO()
    letters.save(made)
    return made.getvalue()


def style_of(stamp: Stamp, letters: Letters, *, border: bool, left: int) -> TextStampStyle:
    """The stamp's lines, as large as the box allows. `left`: how much of it another stamp covers from there."""
    margins = Margins(left=left + 4, right=4, top=4, bottom=4)
    return _style(letters, 10, stamp.colour, border=int(border), margins=margins)


def words_of(stamp: Stamp) -> dict[str, str]:
    """What `style_of` draws."""
    return _words("\n".join(stamp.lines))


def written(
    writer: IncrementalPdfFileWriter, box: Box, words: str, letters: Letters
) -> generic.DictionaryObject:
    """The appearance of a field that holds these words, from its left edge."""
    style = _style(letters, 13, BLACK, border=0, margins=Margins(left=0, right=0, top=0, bottom=BELOW))
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


def _style(letters: Letters, size: int, colour: Colour, *, border: int, margins: Margins) -> TextStampStyle:
    text = TextBoxStyle(
        font=letters,
        font_size=size,
        leading=size + 2,
        text_color=colour,
        box_layout_rule=_layout(InnerScaling.NO_SCALING, Margins(left=0, right=0, top=0, bottom=0)),
    )
    return TextStampStyle(
        stamp_text=WORDS,
        border_width=border,
        border_color=colour,
        background=None,
        text_box_style=text,
        inner_content_layout=_layout(InnerScaling.SHRINK_TO_FIT, margins),
    )


def _layout(scaling: InnerScaling, margins: Margins) -> SimpleBoxLayoutRule:
    return SimpleBoxLayoutRule(
        x_align=AxisAlignment.ALIGN_MIN,
        y_align=AxisAlignment.ALIGN_MID,
        margins=margins,
        inner_content_scaling=scaling,
    )
