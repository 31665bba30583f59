"""What an item is called."""

from collections.abc import Mapping

KIND_LABELS: Mapping[str, str] = {
    "draft": "Văn bản đi",
    "delivery": "Văn bản đến",
    "dossier": "Hồ sơ thủ tục",
    "report": "Phản ánh 1022",
    "meeting": "Cuộc họp",
    "bridge_point": "Điểm cầu",
    "incident": "Sự cố",
    "referral": "Việc phối hợp",
}
