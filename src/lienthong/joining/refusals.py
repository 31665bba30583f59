"""What the owner's functions refuse, in words."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.utils import Error as DatabaseError
from psycopg import errors

from lienthong.kernel.refusals import Refusal

SENTENCES = {
    "joining_over": "Tệp này không còn chờ ký: đã nhập hoặc đã rút.",
    "joining_signer_unknown": "Người ký phải có phân công còn hiệu lực của hệ thống này, không phải của tỉnh vừa nhập.",
    "joining_report_changed": "Báo cáo đã khác với bản được ký; hãy đọc lại và ký bản mới.",
    "joining_two_signers": "Việc nhập cần chữ ký của hai người khác nhau trên cùng một báo cáo.",
    "joining_stale": "Dữ liệu ở đây đã thay đổi từ khi kiểm tra tệp; hãy rút, chạy lại --dry-run rồi ký bản mới.",
    "joining_unequal": "Số liệu sau khi nhập không khớp với tệp nên không nhập gì cả. Hãy báo người phát triển.",
    "already_imported": "Dữ liệu của tỉnh này đã được nhập rồi; không có gì thay đổi.",
    "holding_no_gap": "Thẩm quyền trong tệp có ngày không ai giữ nên không nhập gì cả.",
    "holding_within_unit": "Thẩm quyền trong tệp thuộc cơ quan không hoạt động ngày đó nên không nhập gì cả.",
    "holding_one_at_a_time": "Thẩm quyền trong tệp có hai cơ quan cùng giữ nên không nhập gì cả.",
}


@contextmanager
def said_in_words() -> Iterator[None]:
    try:
        yield
    except (errors.IntegrityError, DatabaseError) as refusal:
        diag = getattr(refusal.__cause__ or refusal, "diag", None)
        code = (diag.constraint_name if diag else None) or ""
        if code not in SENTENCES:
            raise
        raise Refusal(code, SENTENCES[code]) from refusal
