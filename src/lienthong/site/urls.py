"""Every address, in Vietnamese without accents; the API stands under `/api/v1`."""

from itertools import chain

from django.conf import settings
from django.urls import path

from lienthong.site import rooms
from lienthong.site.api import api, operations
from lienthong.site.views import (
    begins,
    citizens,
    delegations,
    health,
    items,
    sessions,
    sizes,
    units,
)
from lienthong.site.views.access import accounts, passwords, second_factor
from lienthong.site.views.deciding import decisions, year
from lienthong.site.views.lists import handing, inbox, mine

urlpatterns = [
    path("", citizens.home),
    path("tra-cuu", citizens.lookup),
    path("dia-chi", citizens.address),
    path("dia-chi/tim", units.wards_sought_in_public),
    path(settings.LIVE[1:], health.live),
    path(settings.READY[1:], health.ready),
    path("dang-nhap", sessions.log_in),
    path("dang-nhap/ma", second_factor.ask_code),
    path("dang-nhap/dang-ky-ma", second_factor.enrol),
    path("dang-nhap/thu", sessions.demo_logins),
    path("chon-phan-cong", sessions.choose_mandate),
    path("dang-xuat", sessions.log_out),
    path("viec-cho-toi", mine.mine),
    path("viec-cho-toi.csv", mine.export_mine),
    path("viec-bo-phan", mine.section),
    path("viec-bo-phan.csv", mine.export_section),
    path("hop-viec", inbox.inbox),
    path("hop-viec.csv", inbox.export),
    path("tim-kiem", inbox.search),
    path("su-co", inbox.incidents),
    path("su-co.csv", inbox.export_incidents),
    path("viec/nhan", handing.take),
    path("viec/tra-lai", handing.hand_back),
    path("viec/giao", handing.assign),
    path("viec/<uuid:item>", items.item),
    path("viec/<uuid:item>/giay-to", items.attach),
    path("viec/<uuid:item>/giay-to/<uuid:paper>", items.paper),
    path("uy-quyen", delegations.delegations),
    path("uy-quyen.csv", delegations.export),
    path("uy-quyen/moi", delegations.give),
    path("uy-quyen/<uuid:delegation>/rut", delegations.withdraw),
    path("lich-lam-viec", year.shown),
    path("lich-lam-viec.csv", year.export),
    path("lich-lam-viec/ghi-ngay", decisions.enter_days),
    path("lich-lam-viec/ghi-gio", decisions.enter_hours),
    path("ma-dinh-danh/ghi", decisions.enter_agency_id),
    path("lich-lam-viec/<uuid:decision>", decisions.decision),
    path("lich-lam-viec/<uuid:decision>/duyet", decisions.approve),
    path("lich-lam-viec/<uuid:decision>/rut", decisions.withdraw),
    path("lich-lam-viec/<uuid:decision>/doi-ngay-hen", decisions.move),
    path("dung-luong", sizes.shown),
    path("dung-luong.csv", sizes.export),
    path("tai-khoan", accounts.accounts),
    path("tai-khoan.csv", accounts.export),
    path("tai-khoan/moi", accounts.give),
    path("tai-khoan/<int:account>", accounts.account),
    path("tai-khoan/<int:account>/cap-lai", accounts.reset),
    path("tai-khoan/<int:account>/ngung", accounts.stop),
    path("tai-khoan/<int:account>/mo-lai", accounts.reopen),
    path("tai-khoan/<int:account>/ket-thuc", accounts.end_access),
    path("mat-khau", passwords.set_password),
    path("tai-khoan-cua-toi", passwords.own_account),
    path("tai-khoan-cua-toi/mat-khau", passwords.change_password),
    path("tai-khoan-cua-toi/ket-thuc", passwords.end_other_sessions),
    path("tai-khoan-cua-toi/hai-lop", second_factor.enrol_again),
    path("tai-khoan/<int:account>/go-hai-lop", accounts.remove_factor),
    path("don-vi", units.units),
    path("don-vi.csv", units.export),
    path("don-vi/tim", units.bodies_sought),
    path("don-vi/<str:code>", units.unit),
    path("api/v1/docs", operations.operations),
    path("api/v1/", api.urls),
    *begins.addresses(),
    *handing.addresses(),
    *citizens.addresses(),
    *chain.from_iterable(rooms.brought("urls", "urlpatterns").values()),
    # Last: an act's name is any word after the item.
    path("viec/<uuid:item>/<slug:act>", items.act),
]

handler400 = "lienthong.site.views.errors.bad_request"
handler404 = "lienthong.site.views.errors.not_found"
handler500 = "lienthong.site.views.errors.broken"
