from django.urls import path

from lienthong.documents.signing import views
from lienthong.documents.signing.certificates import views as certificates

urlpatterns = [
    path("chung-thu-so", certificates.certificates),
    path("chung-thu-so.csv", certificates.export),
    path("chung-thu-so/moi", certificates.register),
    path("chung-thu-so/<uuid:certificate>/ngung", certificates.withdraw),
    path("van-ban-da-ky", views.signed),
    path("van-ban-da-ky.csv", views.export_signed),
    path("viec/<uuid:item>/ky-so/signature", views.prepare, {"place": "signature"}),
    path("viec/<uuid:item>/ky-so/seal", views.prepare, {"place": "seal"}),
]
