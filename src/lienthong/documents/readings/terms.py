"""The words of who has read a letter."""

from datetime import timedelta
from typing import Final

SEE_READERS: Final = "see_readers"

GRANTS_OF_READINGS: Final = {
    SEE_READERS: (
        "lanh_dao", "pho_chu_tich", "chanh_van_phong", "van_thu", "bi_thu", "pho_bi_thu", "van_thu_dang",
        "trung_tam_cds", "vptu",
    ),
}  # fmt: skip
"""Who leads a body or keeps its letters."""

KEPT: Final = timedelta(days=730)
"""How long a line of a read stays, as those of a citizen's data do (ours)."""

SHOWN: Final = 200
"""Readers of one letter on its page, the newest."""
