"""A code to scan."""

import io

import segno


def qr_svg(text: str) -> str:
    """As SVG. Never a micro code: readers do not see it."""
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="svg", border=1, xmldecl=False)
    return drawn.getvalue().decode()
