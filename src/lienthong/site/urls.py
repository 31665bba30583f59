"""Every address, in Vietnamese without accents; the API stands under `/api/v1`."""

from importlib import import_module

from django.urls import path

from lienthong.site.api import api
from lienthong.site.views import citizens, inbox, items, sessions, units

urlpatterns = [
    path("", citizens.home),
    path("tra-cuu", citizens.lookup),
    path("nop-ho-so", citizens.submit),
    path("phan-anh", citizens.report),
    path("phan-anh/lai", citizens.reopen),
    path("bo-sung", citizens.supplement),
    path("dang-nhap", sessions.log_in),
    path("chon-phan-cong", sessions.choose_mandate),
    path("dang-xuat", sessions.log_out),
    path("hop-viec", inbox.inbox),
    path("hop-viec.csv", inbox.export),
    path("tim-kiem", inbox.search),
    path("van-ban/moi", items.write_letter),
    path("hop/moi", items.call_meeting),
    path("su-co", inbox.incidents),
    path("su-co/moi", items.new_incident),
    path("ho-so/moi", items.take_in),
    path("viec/<uuid:item>", items.item),
    path("viec/<uuid:item>/giay-to", items.attach),
    path("viec/<uuid:item>/giay-to/<uuid:paper>", items.paper),
    path("don-vi", units.units),
    path("don-vi/<str:code>", units.unit),
    path("api/v1/", api.urls),
]

# Rooms with pages of their own.
for _room in ("procedures", "notices", "exchange", "reorganisation", "board", "rehearsal"):
    urlpatterns += import_module(f"lienthong.{_room}.urls").urlpatterns

# Last: an act's name is any word after the item.
urlpatterns.append(path("viec/<uuid:item>/<slug:act>", items.act))

handler404 = "lienthong.site.views.errors.not_found"
handler500 = "lienthong.site.views.errors.broken"
