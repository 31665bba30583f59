"""Every address, in Vietnamese without accents; the API stands under `/api/v1`."""

from itertools import chain

from django.conf import settings
from django.urls import path

from lienthong.site import rooms
from lienthong.site.api import api, operations
from lienthong.site.views import begins, citizens, delegations, health, inbox, items, sessions, units

urlpatterns = [
    path("", citizens.home),
    path("tra-cuu", citizens.lookup),
    path(settings.LIVE[1:], health.live),
    path(settings.READY[1:], health.ready),
    path("dang-nhap", sessions.log_in),
    path("chon-phan-cong", sessions.choose_mandate),
    path("dang-xuat", sessions.log_out),
    path("hop-viec", inbox.inbox),
    path("hop-viec.csv", inbox.export),
    path("tim-kiem", inbox.search),
    path("su-co", inbox.incidents),
    path("su-co.csv", inbox.export_incidents),
    path("viec/<uuid:item>", items.item),
    path("viec/<uuid:item>/giay-to", items.attach),
    path("viec/<uuid:item>/giay-to/<uuid:paper>", items.paper),
    path("uy-quyen", delegations.delegations),
    path("uy-quyen.csv", delegations.export),
    path("uy-quyen/moi", delegations.give),
    path("uy-quyen/<uuid:delegation>/rut", delegations.withdraw),
    path("don-vi", units.units),
    path("don-vi.csv", units.export),
    path("don-vi/<str:code>", units.unit),
    path("api/v1/docs", operations.operations),
    path("api/v1/", api.urls),
    *begins.addresses(),
    *citizens.addresses(),
    *chain.from_iterable(rooms.brought("urls", "urlpatterns").values()),
    # Last: an act's name is any word after the item.
    path("viec/<uuid:item>/<slug:act>", items.act),
]

handler404 = "lienthong.site.views.errors.not_found"
handler500 = "lienthong.site.views.errors.broken"
