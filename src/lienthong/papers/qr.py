"""A code to scan."""

import io

import segno


def qr_svg(text: str, *, on_screen: bool = False) -> str:
    """As SVG; on a screen as large as its place, with the quiet zone a telephone's camera wants. Never a micro code:
    readers do not see it.
    """
    drawn = io.BytesIO()
    border = 4 if on_screen else 1
    code = segno.make(text, error="m", micro=False)
    code.save(drawn, kind="svg", border=border, xmldecl=False, omitsize=on_screen)
    return drawn.getvalue().decode()
