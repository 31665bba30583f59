from django.urls import path

from lienthong.joining import views as joining

urlpatterns = [
    path("sap-xep/nhap", joining.joinings),
    path("sap-xep/nhap/nop", joining.offer),
    path("sap-xep/nhap/tep/<int:offered>", joining.offered),
    path("sap-xep/nhap/<int:joining>", joining.joining),
    path("sap-xep/nhap/<int:joining>/ky", joining.sign),
    path("sap-xep/nhap/<int:joining>/rut", joining.withdraw),
    path("sap-xep/nhap/<int:joining>/bao-cao.<str:ending>", joining.paper),
]
