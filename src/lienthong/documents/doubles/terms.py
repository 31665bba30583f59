"""The words of letters that came twice."""

from typing import Final

DOUBLE_OF: Final = {
    "sign": "cùng nơi gửi, số ký hiệu và ngày",
    "file": "cùng một tệp",
}
"""What two deliveries have in common → in words."""
