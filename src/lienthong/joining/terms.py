"""The words of joining worlds. Here every table says what an import of another installation's world does to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

FORMAT = 1
"""Of the file: a member for each table (COPY text), the stored files' bytes, and the manifest."""

Rule = Literal[
    "registry",  # shared rows must be equal; theirs are added; for jurisdictions of their province their holdings count
    "catalogue",  # same key, same content: nothing; unknown: added; different: ours stays and the line is shown
    "dealt",  # keys from the range of their province: they cannot meet ours
    "theirs",  # keys are uuid7, or the uuid7 of an item: they cannot meet ours
    "journal",  # the lines as they are, byte for byte, told apart by `origin`
    "day",  # heads of their unit-day chains, told apart by `origin`
    "book",  # of one unit's book known on both sides, the greater last number
    "file",  # by content: the same digest is the same file
]


@dataclass(frozen=True, slots=True)
class Table:
    """A table that travels. `refers`: column → what it must find, in the file or here."""

    name: str
    rule: Rule
    key: tuple[str, ...] = ("id",)
    refers: Mapping[str, str] = field(default_factory=dict)
    leaves: tuple[str, ...] = ()
    """Columns that are made anew where the row arrives."""


_ITEM = ("item",)

TRAVELS: tuple[Table, ...] = (
    Table("area", "registry", refers={"province": "area", "district": "area"}),
    Table("area_heir", "registry", ("old", "new"), {"old": "area", "new": "area"}),
    Table("unit", "registry", refers={"area": "area", "superior": "unit"}),
    Table("jurisdiction", "registry", refers={"parent": "jurisdiction", "area": "area", "unit": "unit"}),
    Table("holding", "registry", refers={"jurisdiction": "jurisdiction", "unit": "unit"}),
    Table("archive_holding", "registry", refers={"jurisdiction": "jurisdiction", "unit": "unit"}),
    Table("boundary", "registry", ("area",), {"area": "area"}),
    Table("procedure", "catalogue", ("code",)),
    Table("report_field", "catalogue", ("name",)),
    Table("person", "dealt"),
    Table("post", "dealt", refers={"unit": "unit"}),
    Table("mandate", "dealt", refers={"person": "person", "post": "post"}),
    Table("account", "dealt", refers={"person": "person"}),
    Table("oversight", "dealt", ("post", "unit"), {"post": "post", "unit": "unit"}),
    Table("delegation", "theirs", refers={
        "unit": "unit", "delegator": "mandate", "delegate": "mandate", "given_by": "mandate", "withdrawn_by": "mandate",
    }),
    Table("stored_file", "file", ("digest",)),
    Table("work_item", "theirs", refers={
        "jurisdiction": "jurisdiction", "received_seat": "jurisdiction", "sender_seat": "jurisdiction",
        "parties": "jurisdiction", "assignee": "mandate", "place": "area", "parent": "work_item",
    }),
    Table("attachment", "theirs", refers={"item": "work_item", "digest": "stored_file", "mandate": "mandate"}),
    Table("dossier", "theirs", _ITEM, {
        "item": "work_item", "procedure": "procedure", "helped_unit": "unit", "received_unit": "unit",
        "assessed_by": "mandate", "signed_by": "mandate",
        "signed_for": "post", "signed_under": "delegation",
    }),
    Table("document", "theirs", refers={
        "issuer_seat": "jurisdiction", "issuer_unit": "unit", "signer": "mandate", "answers": "work_item",
        "signed_for": "post", "signed_under": "delegation",
    }),
    Table("letter_print", "theirs", ("document",), {"document": "document"}),
    Table("addressee", "theirs", ("document", "seat"), {"document": "document", "seat": "jurisdiction"}),
    Table("person_addressee", "theirs", ("document", "mandate"), {
        "document": "document", "mandate": "mandate", "item": "work_item",
    }),
    Table("outside_addressee", "theirs", ("document", "ordinal"), {"document": "document"}),
    Table("revision", "theirs", ("document",), {"document": "document", "revised": "document"}),
    Table("paper_letter", "theirs", ("document",), {"document": "document"}),
    Table("letter_copy", "theirs", ("document",), {
        "document": "document", "copied": "document", "item": "work_item", "seat": "jurisdiction",
    }),
    Table("enclosure", "theirs", refers={"document": "document", "digest": "stored_file", "mandate": "mandate"}),
    Table("draft", "theirs", _ITEM, {"item": "work_item", "document": "document"}),
    Table("draft_version", "theirs", refers={"item": "work_item", "seats": "jurisdiction", "mandate": "mandate"}),
    Table("section_abbreviation", "theirs", refers={"unit": "unit", "mandate": "mandate"}),
    Table("committee_term", "theirs", refers={"unit": "unit", "mandate": "mandate"}),
    Table("delivery", "theirs", _ITEM, {"item": "work_item", "document": "document", "register_unit": "unit"}),
    Table("outside_letter", "theirs", _ITEM, {"item": "work_item"}),
    Table("arrived_letter", "theirs", refers={"item": "work_item", "document": "document", "answers": "document"}),
    Table("direction", "theirs", _ITEM, {"item": "work_item", "delivery": "work_item"}),
    Table("register_closing", "theirs", refers={
        "unit": "unit", "mandate": "mandate", "reopened_by": "mandate",
    }),
    Table("meeting", "theirs", _ITEM, {"item": "work_item", "convenor": "unit"}),
    Table("bridge_point", "theirs", _ITEM, {"item": "work_item", "meeting": "work_item"}),
    Table("bridge_code", "theirs", _ITEM, {"item": "work_item"}),
    Table("wrong_code", "theirs", ("item", "drawn"), {"item": "work_item"}),
    Table("incident", "theirs", _ITEM, {"item": "work_item", "resolver_unit": "unit"}),
    Table("report", "theirs", _ITEM, {"item": "work_item", "ward": "area", "old_ward": "area"}),
    Table("reporter", "theirs", _ITEM, {"item": "work_item"}),
    Table("report_entry", "theirs", refers={
        "item": "work_item", "unit": "unit", "to_unit": "unit", "mandate": "mandate",
    }),
    Table("request", "theirs", _ITEM, {"item": "work_item"}),
    Table("act_reason", "theirs", ("item", "act"), {"item": "work_item"}),
    Table("paper_withdrawal", "theirs", ("attachment",), {
        "attachment": "attachment", "item": "work_item", "mandate": "mandate",
    }),
    Table("file_of_work", "theirs", _ITEM, {"item": "work_item", "seat": "jurisdiction"}),
    Table("file_content", "theirs", ("file", "item"), {"file": "work_item", "item": "work_item"}),
    Table("right_used", "theirs", refers={"item": "work_item", "unit": "unit", "mandate": "mandate"}),
    Table("journal", "journal", ("id",), {
        "item": "work_item", "jurisdiction": "jurisdiction", "unit": "unit", "mandate": "mandate",
    }, leaves=("xid",)),
    Table("journal_day", "day", ("unit", "day")),
    Table("joined_day", "day", ("origin", "unit", "day")),
    Table("book", "book", ("unit", "code", "year"), {"unit": "unit"}),
)  # fmt: skip
"""In the order in which a row stands after those it refers to."""

_SECRETS = "sessions, tokens and kept answers belong to the machine that gave them out: people log in anew"
_ROUNDS = "a trial's round, its figures and verdicts stay with the world they were measured in"
_PLANS = (
    "a plan is the law of the registry it was approved in; what it came to stands in holdings, which travel"
)
_MACHINE = "the machine's own bookkeeping"
_NOTICES = "said to somebody there; here they are told of what happens here"
_DECIDED = "a decided day binds the installation it was approved in: what holds here too is entered and approved here"
_AT_HAND = (
    "a list at hand there: letters name their addressees themselves, and bodies write down their own here"
)
_FILES = "read again from the stored files where they arrive"
_HOOKS = "an address and its key are agreed with one installation: its owner agrees anew with this one"

_AXIS = "ways, and what waits on them, are agreed with one installation: its other side knows what it sent by its id"

STAYS: Mapping[str, str] = {
    "world": "each world is itself; which one it was stands in the manifest",
    "decided_row": _DECIDED, "decided_head": _DECIDED,
    "access": _SECRETS, "answer": _SECRETS, "knock": _SECRETS,
    "second_factor": _SECRETS, "recovery_code": _SECRETS,
    "plan": _PLANS, "transition": _PLANS, "plan_signature": _PLANS, "planned_area": _PLANS, "planned_heir": _PLANS,
    "planned_unit": _PLANS, "planned_holding": _PLANS, "division_rule": _PLANS, "rule_run": _PLANS, "decision": _PLANS,
    "planned_mandate": _PLANS, "planned_archive": _PLANS, "succession": _PLANS, "plan_upload": _PLANS,
    "confirmation": _PLANS, "reconciliation": _PLANS, "reconciled_item": _PLANS,
    "drafting_rule": "whether drafts are checked is decided anew where they are written from now on",
    "tail_cursor": _MACHINE, "notice_read_to": _NOTICES, "notice_read": _NOTICES, "mail": _NOTICES,
    "notice": _NOTICES, "mail_address": _NOTICES, "webhook": _HOOKS, "webhook_delivery": _HOOKS,
    "axis_connector": _AXIS, "axis_consignment": _AXIS, "axis_arrival": _AXIS,
    "reading": "who looked there, and when, is audited there for as long as lines are kept",
    "addressee_group": _AT_HAND, "outside_body": _AT_HAND,
    "parsed_address": "read again from the item where it arrives",
    "content": _FILES, "letter_text": _FILES,
    "letter_reading": "who read what there, and when, is asked there for as long as lines are kept",
    "letter_printing": "who printed what there, and when, is asked there for as long as lines are kept",
    "saved_search": "somebody's own, in the words of the registry there: made anew here in a minute",
    "certificate": "registered there by whoever answers for it there, against the lists of that installation",
    "letter_signature": "how a file was signed; the signatures themselves stand in the file",
    "signature_check": "looked into again by the lists of the installation where the file arrives",
    "joined_world": "what it had joined itself stands in the manifest as its origins",
    "joining_signature": "signed there, on a report about that world",
    "offered_file": "put on a page there; what became of it stands in that world",
    "campaign": _ROUNDS, "trial_round": _ROUNDS, "round_unit": _ROUNDS, "scenario_pin": _ROUNDS,
    "planned_case": _ROUNDS, "case_secret": _ROUNDS, "in_flight": _ROUNDS, "expectation": _ROUNDS, "attempt": _ROUNDS,
    "snapshot": _ROUNDS, "void_request": _ROUNDS, "finding": _ROUNDS, "supervision": _ROUNDS, "technician": _ROUNDS,
    "readiness": _ROUNDS, "nonce_twin": _ROUNDS, "round_check": _ROUNDS,
    "django_migrations": _MACHINE, "procrastinate_jobs": _MACHINE, "procrastinate_events": _MACHINE,
    "procrastinate_periodic_defers": _MACHINE, "procrastinate_workers": _MACHINE,
}  # fmt: skip
"""Table → why it does not travel."""

COLLISIONS: Mapping[str, str] = {
    "account_username_key": "renamed: the imported login name gets the code of its province behind it",
    "dossier_code_once": "kept on both sides, told apart by origin; the citizen's secret opens one of them",
    "dossier_lookup_code_once": "kept on both sides, told apart by origin; the citizen's secret opens one of them",
    "report_code_once": "kept on both sides, told apart by origin; the reporter's secret opens one of them",
    "delivery_number_once": "kept on both sides, told apart by origin: a number once written in a register stays",
    "file_of_work_code": "of one seat, and a seat's files come from the installation that worked for it",
    "book_pkey": "the greater last number: no number is given twice from here on",
    "procedure_pkey": "catalogue: ours stays, the difference is shown",
    "report_field_pkey": "catalogue: ours stays, the difference is shown",
    "stored_file_pkey": "the same digest is the same content",
    "journal_day_key": "becomes a row of joined_day, which carries the origin",
    "joined_day_pkey": "carries the origin, and an origin is joined once",
    "area_key": "registry: a shared row that differs blocks",
    "unit_key": "registry: a shared row that differs blocks",
    "jurisdiction_part_once": "registry: a part both have made blocks",
    "area_heir_pkey": "registry: a shared row that differs blocks",
    "area_heir_one_default": "registry: a shared row that differs blocks",
    "boundary_pkey": "registry: a drawing for reference, ours stays",
    "archive_holding_pkey": "registry: of jurisdictions nobody keeps here; the key is made anew",
    "holding_pkey": "registry: compared by jurisdiction, unit and days; the key is made anew",
    "holding_one_at_a_time": "registry: holdings of a jurisdiction theirs counts for take the place of ours",
    "section_abbreviation_once": "ours stays: of one body's section entered for one day on both sides",
    "committee_term_once": "ours stays: of one committee's term entered on both sides",
    "journal_pkey": "made anew: the order of arrival here, no part of the digest",
    "journal_day_pkey": "not taken over: see joined_day",
}
"""What happens where a unique key of a travelling table is not made of ids dealt by province or of uuids."""

RULE_WORDS: Mapping[str, str] = {
    "renamed": "tên đăng nhập đã có ở đây: thêm mã tỉnh",
    "code_twice": "mã có ở cả hai nơi: giữ nguyên, mã bí mật của người dân phân biệt",
    "number_twice": "số đến có ở cả hai nơi: giữ nguyên, phân biệt theo nơi vào sổ",
    "greater_number": "sổ số có ở cả hai nơi: lấy số cuối lớn hơn",
    "ours_stays": "danh mục khác nhau: giữ bản ở đây",
    "added": "chưa có ở đây: thêm",
    "theirs_counts": "thẩm quyền của tỉnh bạn: theo tệp",
}

TABLE_WORDS: Mapping[str, str] = {
    "account": "Tài khoản", "dossier": "Hồ sơ", "report": "Phản ánh", "delivery": "Văn bản đến", "book": "Sổ số",
    "procedure": "Thủ tục", "report_field": "Lĩnh vực phản ánh", "unit": "Cơ quan", "area": "Địa bàn",
    "jurisdiction": "Thẩm quyền", "holding": "Việc giữ thẩm quyền", "area_heir": "Địa bàn kế thừa",
    "person": "Người", "post": "Vị trí", "mandate": "Nhiệm vụ", "work_item": "Việc", "journal": "Nhật ký",
    "stored_file": "Tệp", "attachment": "Giấy tờ", "document": "Văn bản", "journal_day": "Nhật ký ngày",
}  # fmt: skip

FINDING_WORDS: Mapping[str, str] = {
    "registry_differs": "danh mục dùng chung khác với ở đây",
    "ids_out_of_range": "số hiệu không nằm trong dải của tỉnh",
    "unresolved_reference": "tham chiếu không tìm thấy trong tệp lẫn ở đây",
    "key_taken": "khóa đã có ở đây",
    "broken_chain": "chuỗi nhật ký không khớp",
    "totals_differ": "số liệu nguồn không khớp với bản kê",
}
"""What blocks an import. Nothing of it is resolved by rule."""

STATE_WORDS = {"waiting": "Chờ ký", "joined": "Đã nhập", "withdrawn": "Đã rút"}
OFFERED_WORDS = {
    "received": "Chờ đọc", "reading": "Đang đọc", "waiting": "Chờ ký", "blocked": "Chưa nhập được",
    "refused": "Không đọc được",
}  # fmt: skip
SIGNERS = 2


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a file says of itself. `sources`: unit → totals, as the exporting world counted them."""

    format: int
    origin: int
    origins: tuple[int, ...]
    name: str
    kind: str
    as_of: datetime
    schema: str
    server: int
    """The major version of its PostgreSQL: fingerprints compare within one only."""
    tables: Mapping[str, Mapping[str, Any]]
    """Name → {rows, bytes, sha256, columns}."""
    files: Mapping[str, int]
    """Digest → bytes."""
    sources: Mapping[str, Mapping[str, Any]]
    total: Mapping[str, Any]


VERBS = {
    "world.file_offered": "Đưa tệp của hệ thống khác vào",
    "world.import_signed": "Ký báo cáo nhập từ hệ thống khác",
    "world.import_withdrawn": "Rút tệp nhập từ hệ thống khác",
    "world.imported": "Nhập dữ liệu từ hệ thống khác",
    "item.imported": "Nhập từ hệ thống của tỉnh trước đây",
}
"""What joining writes into the journal."""
