"""Every list people work from, with its page, its operation, its sheet and who reads it. A new list is an entry."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.test import Client

from tests import cast

INCIDENTS = 4


@dataclass(frozen=True)
class Reader:
    """One person at the page and at the API."""

    page: Client
    api: cast.Caller

    def text(self, address: str) -> str:
        answer = self.page.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        return answer.content.decode()

    def lines(self, address: str) -> list[list[str]]:
        """Of a sheet, without its heading."""
        answer = self.page.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]


@dataclass(frozen=True)
class Listed:
    """A list by its doors. `row`: what stands once in each row of the page; `count`: where the page says how many."""

    page: str
    row: str
    role: str = "lanh_dao"
    unit: str = cast.AN_KHANH
    filters: tuple[str, ...] = ()
    api: str = ""
    items: Callable[[Any], int] | None = None
    sheet: str = ""
    count: str = ""
    no_api: str = ""
    no_sheet: str = ""


ALL = r'aria-current="true">Tất cả\s*<span>([\d.]+)</span>'
LISTS: dict[str, Listed] = {
    "what waits for me": Listed(
        "/viec-cho-toi", "data-row", role="van_thu", filters=("loai",), api="/items?whose=me&limit=500",
        items=lambda body: len(body["items"]), sheet="/viec-cho-toi.csv", count=ALL,
    ),
    "what waits for the leader": Listed(
        "/viec-cho-toi", "data-row", filters=("loai",), api="/items?whose=me&limit=500",
        items=lambda body: len(body["items"]), sheet="/viec-cho-toi.csv", count=ALL,
    ),
    "work of my section": Listed(
        "/viec-bo-phan", "data-row", role="tiep_nhan", filters=("loai",), api="/items?whose=section&limit=500",
        items=lambda body: len(body["items"]), sheet="/viec-bo-phan.csv", count=ALL,
    ),
    "inbox": Listed(
        "/hop-viec", "data-row", role="van_thu", filters=("loai", "trang-thai", "bo-phan", "han", "cua-toi"),
        api="/items?limit=500", items=lambda body: len(body["items"]), sheet="/hop-viec.csv", count=ALL,
    ),
    "work since a moment": Listed(
        "/hop-viec", "data-row", role="van_thu", api="/my-work", items=lambda body: len(body["items"]),
        sheet="/hop-viec.csv", count=ALL,
    ),
    "incidents": Listed(
        "/su-co", "data-row", filters=("muc",), api="/incidents", items=lambda body: len(body["items"]),
        sheet="/su-co.csv", count=ALL,
    ),
    "incidents, their total": Listed(
        "/su-co", "data-row", api="/incidents", items=lambda body: int(body["total"]), sheet="/su-co.csv", count=ALL
    ),
    "files of work": Listed(
        "/ho-so-cong-viec", "data-row", role="van_thu", filters=("nam", "trang-thai"), api="/files-of-work",
        items=lambda body: len(body["files"]), sheet="/ho-so-cong-viec.csv", count=ALL,
    ),
    "files of work, their total": Listed(
        "/ho-so-cong-viec", "data-row", role="van_thu", api="/files-of-work", items=lambda body: int(body["total"]),
        sheet="/ho-so-cong-viec.csv", count=ALL,
    ),
    "notices": Listed(
        "/thong-bao", "data-row", role="van_thu", filters=("chua-doc",), api="/notices?limit=500",
        items=lambda body: len(body["notices"]), sheet="/thong-bao.csv",
    ),
    "delegations": Listed(
        "/uy-quyen", "data-row", filters=("tinh-trang",), api="/delegations",
        items=lambda body: len(body["delegations"]), sheet="/uy-quyen.csv", count=ALL,
    ),
    "calendar": Listed(
        "/lich-lam-viec", "data-row", filters=("nam",), api="/calendar", items=lambda body: len(body["days"]),
        sheet="/lich-lam-viec.csv",
    ),
    "accounts": Listed(
        "/tai-khoan", "data-row", filters=("q", "tinh-trang", "don-vi"), sheet="/tai-khoan.csv", count=ALL,
        api="/accounts", items=lambda body: len(body["accounts"]),
    ),
    "accounts, their total": Listed(
        "/tai-khoan", "data-row", api="/accounts", items=lambda body: int(body["total"]), sheet="/tai-khoan.csv",
        count=ALL,
    ),
    "webhooks": Listed(
        "/webhook", r'href="/webhook/[0-9a-f-]{36}"', api="/webhooks", items=lambda body: len(body["webhooks"]),
        no_sheet="at most ten rows, each with its own sheet of deliveries",
    ),
    "deliveries": Listed(
        "/webhook/{webhook}", "data-row", filters=("trang-thai",), api="/webhooks/{webhook}/deliveries?limit=500",
        items=lambda body: len(body["deliveries"]), sheet="/webhook/{webhook}.csv", count=ALL,
    ),
    "a register": Listed(
        "/so-dang-ky/{unit}/van-ban-den/2025", "data-row", filters=("q", "thang", "ket-qua"),
        sheet="/so-dang-ky/{unit}/van-ban-den/2025.csv", no_api="a register is read by people and printed",
    ),
    "registers": Listed(
        "/so-dang-ky", r'href="/so-dang-ky/\d+"', filters=("q", "so"), sheet="/so-dang-ky.csv",
        no_api="a register is read by people and printed",
    ),
    "readings": Listed(
        "/nhat-ky-doc", "data-row", filters=("q", "cua", "tu", "den"), sheet="/nhat-ky-doc.csv",
        no_api="who looked at whom is read by people", count=r"([\d.]+) lần xem",
    ),
    "addressees of a letter": Listed(
        "/viec/{letter}/noi-nhan", "data-row", role="trung_tam_cds", unit=cast.TTCDS, filters=("q", "tinh-trang"),
        api="/letters/{letter}/addressees", items=lambda body: len(body["addressees"]),
        sheet="/viec/{letter}/noi-nhan.csv", count=ALL,
    ),
    "groups of addressees": Listed(
        "/nhom-noi-nhan", "data-row", api="/addressee-groups", items=lambda body: len(body["groups"]),
        role="van_thu", sheet="/nhom-noi-nhan.csv",
    ),
    "letters found": Listed(
        "/van-ban/tim?q=thu+nghiem", "data-row", role="van_thu", api="/letters?q=thu+nghiem",
        items=lambda body: len(body["letters"]), sheet="/van-ban/tim.csv?q=thu+nghiem",
        count=r"([\d.]+) văn bản tìm thấy",
    ),
    "saved searches": Listed(
        "/van-ban/tim", r'action="/van-ban/tim/[0-9a-f-]{36}/bo"', role="van_thu", api="/saved-searches",
        items=lambda body: len(body["searches"]), no_sheet="at most fifty names one gave oneself",
        count=r"Tìm kiếm đã lưu <span class=\"soft\">\((\d+)\)",
    ),
    "letters I have read": Listed(
        "/van-ban-da-doc", "data-row", role="van_thu", filters=("q", "tu", "den"), api="/letter-readings",
        items=lambda body: len(body["readings"]), sheet="/van-ban-da-doc.csv", count=r"([\d.]+) lần đọc",
    ),
    "letters I have read, their total": Listed(
        "/van-ban-da-doc", "data-row", role="van_thu", api="/letter-readings", sheet="/van-ban-da-doc.csv",
        items=lambda body: int(body["total"]),
    ),
    "units": Listed(
        "/don-vi", r'href="/don-vi/\d+"', filters=("q", "ngay"), sheet="/don-vi.csv",
        no_api="`lienthong units` and the API's forms name them",
    ),
    "work of an area": Listed(
        "/sap-xep/tim/{area}", "data-row", no_api="a look at one area for people",
        no_sheet="the first hundred beside figures of all; the inbox is the list that is taken along",
    ),
    "sizes": Listed(
        "/dung-luong", "data-row", role="quan_tri", unit=cast.TTCDS, filters=("loai",), sheet="/dung-luong.csv",
        count=ALL, no_api="for who runs the installation; programs ask the database and the disk themselves",
    ),
    "unattended work": Listed(
        "/viec-khong-nguoi", "data-row", role="quan_tri", unit=cast.TTCDS, filters=("loai",),
        api="/unattended-work", items=lambda body: len(body["items"]), sheet="/viec-khong-nguoi.csv", count=ALL,
    ),
    "unattended work, its total": Listed(
        "/viec-khong-nguoi", "data-row", role="tong_dai_1022", unit=cast.TTCDS,
        api="/unattended-work", items=lambda body: int(body["total"]), sheet="/viec-khong-nguoi.csv", count=ALL,
    ),
    "search": Listed(
        "/tim-kiem?q=thu+nghiem", "data-row", role="van_thu", api="/items?q=thu+nghiem",
        items=lambda body: len(body["items"]), no_sheet="what words find is looked at, not kept",
        count=r"([\d.]+) việc\s+tìm thấy",
    ),
}  # fmt: skip
